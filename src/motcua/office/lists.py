"""The lists of the settling side: my work, what waits for the decision, the whole agency."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from motcua.dossiers.status import STATUS_NAMES, Status
from motcua.dossiers.views import worklist
from motcua.dossiers.views.eyes import eyes_of
from motcua.dossiers.views.masked_file import OUTCOME_NAMES
from motcua.dossiers.views.worklist import Choices, Filter, Queue, Urgency, WorkLine
from motcua.flow.refusal import Text
from motcua.identity.permissions import P
from motcua.office.access import home_of, official, show
from motcua.ui.due import Due, due
from motcua.ui.fields import Field, Option
from motcua.ui.language import t, text
from motcua.ui.navigation import Column, Paging
from motcua.ui.page import page
from motcua.ui.requests import REQUEST_ID, request_id

SIZE = 25
_TITLES = {
    Queue.MINE: (
        Text("Việc của tôi", "My work"),
        Text("Hồ sơ đang được giao cho bạn, gần đến hạn trước.",
             "Dossiers assigned to you, the nearest due first."),
    ),
    Queue.TO_DECIDE: (
        Text("Chờ ký duyệt", "To decide"),
        Text("Đề xuất của chuyên viên đang chờ quyết định của bạn.",
             "Proposals of officials that wait for your decision."),
    ),
    Queue.AGENCY: (
        Text("Hồ sơ của cơ quan", "The agency's dossiers"),
        Text("Mọi hồ sơ cơ quan đã nhận, gần đến hạn trước.",
             "Everything the agency has received, the nearest due first."),
    ),
}  # fmt: skip
_URGENCIES = (
    (Urgency.SOON, Text("Sắp đến hạn (trong 1 ngày)", "Due soon (within a day)")),
    (Urgency.OVERDUE, Text("Quá hạn trả kết quả", "Overdue")),
    (Urgency.STEP_OVERDUE, Text("Quá hạn của bước", "Step overdue")),
)
_STATUSES = tuple(
    (str(int(status)), names)
    for status, names in STATUS_NAMES.items()
    if status not in (Status.DRAFT, Status.REGISTERED, Status.NOT_ACCEPTED)
)


@page(signed_in=True)
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the official's own first page."""
    return HttpResponseRedirect(home_of(official(request)))


@page(needs=P.OFFICE_WORK)
def work(request: HttpRequest) -> HttpResponse:
    return _list(request, Queue.MINE, "work")


@page(needs=P.OFFICE_DECIDE)
def to_decide(request: HttpRequest) -> HttpResponse:
    return _list(request, Queue.TO_DECIDE, "to_decide")


@page(needs=P.OFFICE_DECIDE)
def agency(request: HttpRequest) -> HttpResponse:
    return _list(request, Queue.AGENCY, "agency")


def filter_from(query: dict[str, str]) -> Filter:
    """Read the filter of a list from its address."""
    known = {name: query.get(name, "")[:60] for name in Filter.__dataclass_fields__}
    return Filter(**{name: value.replace("\0", "\ufffd") for name, value in known.items()})


def _list(request: HttpRequest, queue: Queue, here: str) -> HttpResponse:
    actor, now = official(request), timezone.now()
    by, rows = filter_from(request.GET.dict()), worklist.rows_in(queue, actor)
    chosen = worklist.work_page(
        worklist.narrowed(rows, by, now),
        eyes_of(actor),
        number=_number(request.GET.get("page", "")),
        size=SIZE,
    )
    query = request.GET.urlencode()
    return show(
        request,
        "list.html",
        {
            "queue": queue,
            "title": text(_TITLES[queue][0]),
            "lead": text(_TITLES[queue][1]),
            "lines": [(line, *badges(line)) for line in chosen.lines],
            "total": chosen.total,
            "paging": Paging(chosen.number, chosen.total, SIZE, query),
            "filters": _filters(queue, by, worklist.choices_of(rows)),
            "columns": _columns(queue),
            "query": query,
            "hidden": {REQUEST_ID: request_id(request)},
            "here": here,
        },
        here=here,
        block="results",
    )


def badges(line: WorkLine) -> tuple[Due | None, Due | None]:
    """Return how near the due date and the deadline of the step are."""
    now = timezone.now()
    whole = due(line.due_at, now=now, standing=line.standing)
    return whole, due(line.step_due_at, now=now, standing=line.standing)


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 7 else 1


def _columns(queue: Queue) -> list[Column]:
    columns = [
        Column("code", t("Mã hồ sơ", "Code")),
        Column("procedure", t("Thủ tục", "Procedure")),
        Column("state", t("Đang ở", "Where it stands")),
        Column("due", t("Hạn trả kết quả", "Due")),
        Column("step_due", t("Hạn của bước", "Step due")),
    ]
    if queue is Queue.TO_DECIDE:
        columns.insert(0, Column("choose", t("Chọn", "Select"), hidden_label=True))
    if queue is not Queue.MINE:
        columns.append(Column("official", t("Người xử lý", "Official")))
    return columns


def _filters(queue: Queue, by: Filter, choices: Choices) -> list[Field]:
    fields = [
        _select("field", t("Lĩnh vực", "Field of law"), by.field, choices.fields),
        _select("urgency", t("Hạn", "Due"), by.urgency, _URGENCIES),
    ]
    if queue is Queue.MINE:
        fields.append(_select("step", t("Bước", "Step"), by.step, choices.steps))
    if queue is Queue.TO_DECIDE:
        outcomes = tuple(OUTCOME_NAMES.items())
        fields.append(_select("outcome", t("Đề xuất", "Proposal"), by.outcome, outcomes))
    if queue is Queue.AGENCY:
        fields.append(_select("status", t("Trạng thái", "Status"), by.status, _STATUSES))
    code = Field(
        "code", t("Mã hồ sơ", "Code"), "search", required=False, value=by.code, width="half"
    )
    return [code, *fields]


def _select(name: str, label: str, value: str, pairs: Iterable[tuple[str, Text]]) -> Field:
    options = tuple(Option(str(key), text(names)) for key, names in pairs)
    return Field(
        name, label, "select", required=False, value=value, width="half",
        options=options,
    )  # fmt: skip
