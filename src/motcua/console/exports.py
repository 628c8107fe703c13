"""Lists that leave as a file: asked for with a reason, approved by another, made once for the asker."""

import csv
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from typing import IO, Any
from uuid import uuid4

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from motcua.approvals.actions.ask import ask
from motcua.approvals.kinds import STATE_NAMES, Kind
from motcua.approvals.queries import own
from motcua.catalogue.vocabulary import FIELDS
from motcua.console.asking import agency_filter, chosen, field_filter, request_id
from motcua.console.harmless import harmless
from motcua.console.sections import actor_of, page_of, show
from motcua.dossiers.actions.export_board import export_board, slice_of_board
from motcua.dossiers.views.board import BoardLine, Lateness
from motcua.dossiers.views.naming import office_names
from motcua.flow.refusal import Refused, Text
from motcua.identity.permissions import P
from motcua.ui.fields import Field, Option
from motcua.ui.filling import Filled, empty, fill
from motcua.ui.formats import local
from motcua.ui.language import t, text
from motcua.ui.page import exports_records

LISTS = {
    Lateness.LATE: Text("Hồ sơ quá hạn", "Overdue dossiers"),
    Lateness.SOON: Text("Hồ sơ đến hạn trong 48 giờ", "Dossiers due within 48 hours"),
}


@page_of("exports", methods=("GET", "POST"))
def exports(request: HttpRequest) -> HttpResponse:
    """Ask for a file, and see what became of the files asked for."""
    if request.method != "POST":
        return _page(request, empty(_fields(request)))
    filled = fill(_fields(request), request.POST)
    if filled.wrong:
        return _page(request, filled, status=409)
    said = filled.values
    wanted = slice_of_board(show=Lateness(said["show"]), field=said["field"], agency=said["agency"])
    try:
        ask(kind=Kind.EXPORT, reason=said["reason"], wanted=wanted, actor=actor_of(request),
            at=timezone.now(), request_id=request_id(request))  # fmt: skip
    except Refused as refused:
        return _page(request, filled.refused(refused), status=409)
    return redirect("console:exports")


@exports_records(through=P.EXPORT_APPROVE)
@page_of("exports", methods=("POST",))
def make_export(request: HttpRequest, number: int) -> HttpResponseBase:
    """Make the file of an approved request; each dossier in it gets its line of who looked."""
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    now = timezone.now()
    try:
        export_board(number=number, write=lambda lines: write_csv(file, lines),
                     actor=actor_of(request), at=now, request_id=request_id(request))  # fmt: skip
    except Refused as refused:
        file.close()
        return _page(request, empty(_fields(request)).refused(refused), status=409)
    file.seek(0)
    name = f"danh-sach-{number}-{local(now):%Y-%m-%d}.csv"
    return FileResponse(
        file, as_attachment=True, filename=name, content_type="text/csv; charset=utf-8"
    )


def write_csv(file: IO[bytes], lines: Iterator[BoardLine]) -> str:
    """Write the lines and return the SHA-256 of the file."""
    written = _Hashed(file)
    # Spreadsheets take a file for UTF-8 only with this mark.
    written.write("\ufeff")
    writer = csv.writer(written)
    writer.writerow(_headings())
    for one in lines:
        writer.writerow([harmless(cell) for cell in _cells(one)])
    return written.digest.hexdigest()


def slice_words(wanted: dict[str, Any]) -> str:
    """Return what a request for a file wants, in words."""
    parts = [text(LISTS[Lateness(wanted["show"])])]
    if wanted["agency"]:
        parts.append(text(office_names(wanted["agency"]) or wanted["agency"]))
    if wanted["field"]:
        parts.append(text(FIELDS.get(wanted["field"], wanted["field"])))
    return ", ".join(parts)


class _Hashed:
    """A file that keeps the hash of what is written."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, sha256()

    def write(self, words: str) -> int:
        data = words.encode()
        self.digest.update(data)
        return self.file.write(data)


def _fields(request: HttpRequest) -> tuple[Field, ...]:
    asked = request.GET
    options = tuple(Option(one.value, text(names)) for one, names in LISTS.items())
    shown = chosen(asked, "show", list(Lateness)) or Lateness.LATE.value
    field, agency = chosen(asked, "field", FIELDS), agency_filter(asked.get("agency", ""))
    known = {option.value for option in agency.options}
    return (
        Field("show", t("Danh sách", "List"), "radios", value=shown, options=options),
        _optional(field_filter(field)),
        _optional(agency_filter(chosen(asked, "agency", known))),
        Field("reason", t("Lý do", "Reason"), "textarea", rows=3, max_length=2000,
              hint=t("Dùng vào việc gì, trao cho ai. Người duyệt và thanh tra đọc.",
                     "What for, and for whom. The approver and inspectors read it.")),
    )  # fmt: skip


def _optional(field: Field) -> Field:
    return Field(field.name, field.label, field.kind, required=False, value=field.value,
                 options=field.options, width="half")  # fmt: skip


def _page(request: HttpRequest, filled: Filled, status: int = 200) -> HttpResponse:
    asked = own(actor_of(request), [Kind.EXPORT])
    values = {
        "filled": filled,
        "lines": [(one, slice_words(dict(one.wanted))) for one in asked],
        "states": STATE_NAMES,
        "request_id": request_id(request),
        "fresh": uuid4,
    }
    return show(request, "exports/page", values, status=status)


def _headings() -> list[str]:
    return [
        t("Mã hồ sơ", "Code"), t("Mã thủ tục", "Procedure code"), t("Thủ tục", "Procedure"),
        t("Lĩnh vực", "Field"), t("Cơ quan", "Agency"), t("Bước", "Step"),
        t("Người xử lý (bí danh)", "Official (alias)"), t("Trạng thái", "Status"),
        t("Hạn hẹn đầu", "First due date"), t("Hạn hiện tại", "Due date"),
        t("Phút làm việc (âm: còn lại)", "Working minutes late (negative: left)"),
    ]  # fmt: skip


def _cells(one: BoardLine) -> list[str]:
    return [
        one.code, one.procedure, text(one.names), text(FIELDS.get(one.field, one.field)),
        text(one.agency), text(one.step), one.alias, text(one.status_names),
        f"{local(one.first_due_at):%Y-%m-%d %H:%M}" if one.first_due_at else "",
        f"{local(one.due_at):%Y-%m-%d %H:%M}", str(one.minutes if one.late else -one.minutes),
    ]  # fmt: skip
