"""Single entries, with the bytes that were hashed and their proof."""

from base64 import b64encode
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse

from motcua.ledger import queries
from motcua.openlog.frame import show
from motcua.openlog.tags import spelled
from motcua.openlog.words import kind_name
from motcua.ui.language import t
from motcua.ui.navigation import Column, Paging
from motcua.ui.page import page

PAGE = 50


@page()
def entry(request: HttpRequest, idx: int) -> HttpResponse:
    """Show one entry."""
    found = queries.entry(idx)
    if found is None:
        raise Http404("no such entry is published")
    values = {
        "entry": found,
        "kind": kind_name(found.kind),
        "digest": b64encode(found.leaf_hash).decode(),
        "tag": spelled(found.tag) if found.tag else "",
        "fields": sorted((key, str(value)) for key, value in found.fields.items()),
    }
    return show(request, "entry.html", values)


@page()
def entry_list(request: HttpRequest) -> HttpResponse:
    """Show entries by number, oldest first; or those of one type in one month (`loai`, `thang`)."""
    if "loai" in request.GET:
        return _some(request, request.GET["loai"], request.GET.get("thang", ""))
    size = queries.published_size()
    wanted = request.GET.get("page", "1")
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 15 else 1
    paging = Paging(max(1, number), size, PAGE, request.GET.urlencode())
    shown = queries.entries((paging.number - 1) * PAGE, PAGE)
    values = {"rows": rows_of(shown), "columns": columns(), "paging": paging}
    return show(request, "entries.html", values)


def _some(request: HttpRequest, kind: str, month: str) -> HttpResponse:
    if not kind.isascii() or len(kind) > 20:
        raise Http404("no such type")
    number = request.GET.get("page", "1")
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 1
    paging = Paging(max(1, at), queries.count_of_kind(kind, month), PAGE, request.GET.urlencode())
    shown = queries.of_kind_in(kind, month, offset=(paging.number - 1) * PAGE, count=PAGE)
    values = {"rows": rows_of(shown), "columns": columns(), "paging": paging}
    return show(request, "entries.html", values)


def rows_of(entries: Sequence[queries.EntryView]) -> list[dict[str, object]]:
    """Entries as rows of a table."""
    return [
        {"idx": each.idx, "kind": kind_name(each.kind), "day": each.fields["day"],
         "b": each.fields.get("b", "")}
        for each in entries
    ]  # fmt: skip


def columns() -> list[Column]:
    """Columns of a table of entries."""
    return [
        Column("idx", t("Mục", "Entry"), numeric=True),
        Column("kind", t("Việc", "What")),
        Column("b", t("Đơn vị", "Unit")),
        Column("day", t("Ngày", "Day")),
    ]


@page()
def proof(request: HttpRequest, idx: int) -> HttpResponse:  # noqa: ARG001
    """Download the proof of an entry (C2SP tlog-proof)."""
    text = queries.proof_text(idx)
    if text is None:
        raise Http404("no such entry is published")
    name = f'attachment; filename="{idx}.tlog-proof"'
    return HttpResponse(
        text, content_type="text/plain; charset=utf-8", headers={"Content-Disposition": name}
    )
