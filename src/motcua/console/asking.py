"""What an address or a post of the console says, read into plain values; nonsense counts as nothing."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.http import HttpRequest, QueryDict

from motcua.catalogue.vocabulary import FIELDS
from motcua.dossiers.views.overseen import Slice
from motcua.flow.refusal import Refusal, Refused
from motcua.offices import queries as offices
from motcua.ui.fields import Field, Option, Problem
from motcua.ui.formats import day as written_day
from motcua.ui.language import t, text
from motcua.ui.navigation import Paging

LONGEST_PERIOD = timedelta(days=3 * 366)
USUAL_PERIOD = timedelta(days=29)
PAGE = 50
DAY_PARTS = ("day", "month", "year")


def words(values: QueryDict, name: str, most: int = 200) -> str:
    """Return a text without control characters, cut where it is too long."""
    return "".join(c for c in values.get(name, "")[:most] if c.isprintable()).strip()


def chosen(values: QueryDict, name: str, known: Iterable[str]) -> str:
    """Return the choice if it is one, else nothing."""
    value = values.get(name, "")
    return value if value in set(known) else ""


def day_of(values: QueryDict, name: str) -> date | None:
    """Return a day, written 2026-08-10 or in three parts; None if it is none."""
    parts = [values.get(f"{name}.{part}", "").strip() for part in DAY_PARTS]
    written = values.get(name, "")
    try:
        if any(parts):
            day, month, year = (int(part) for part in parts if part.isascii() and len(part) <= 4)
            found = date(year, month, day)
        else:
            found = date.fromisoformat(written[:10])
    except ValueError:
        return None
    return found if 2000 <= found.year < 2100 else None


def parts_of(values: QueryDict, name: str) -> tuple[str, str, str]:
    """Return day, month and year as typed, for the form to show again."""
    day, month, year = (values.get(f"{name}.{part}", "")[:4] for part in DAY_PARTS)
    return day, month, year


def date_field(values: QueryDict, name: str, label: str, **more: str) -> Field:
    """Return a question for a day, with what was typed."""
    return Field(name, label, "date", parts=parts_of(values, name), **more)  # type: ignore[arg-type]


def request_id(request: HttpRequest) -> UUID:
    """Return the number of the form's request; a new one where the form carries none."""
    try:
        return UUID(request.POST.get("request_id", ""))
    except ValueError:
        return uuid4()


def period(values: QueryDict, today: date) -> Slice:
    """Return the slice an address asks for: the last thirty days unless it says otherwise."""
    last = min(day_of(values, "last") or today, today)
    first = day_of(values, "first") or last - USUAL_PERIOD
    first = max(min(first, last), last - LONGEST_PERIOD)
    return Slice(
        first=first,
        last=last,
        field=chosen(values, "field", FIELDS),
        agency=chosen(values, "agency", _agencies()),
        point=chosen(values, "point", _points()),
    )


def query_of(part: Slice) -> dict[str, str]:
    """Return the slice as the values of an address."""
    values = {"first": part.first.isoformat(), "last": part.last.isoformat()}
    narrowing = {"field": part.field, "agency": part.agency, "point": part.point}
    return values | {name: value for name, value in narrowing.items() if value}


def slice_fields(part: Slice) -> list[Field]:
    """Return the filters of a slice."""
    return [
        _day_filter("first", t("Từ ngày", "From"), part.first),
        _day_filter("last", t("Đến ngày", "To"), part.last),
        field_filter(part.field),
        agency_filter(part.agency),
        Field("point", t("Nơi tiếp nhận", "Reception point"), "select", value=part.point,
              options=_options(_points())),
    ]  # fmt: skip


def field_filter(value: str) -> Field:
    options = _options(FIELDS)
    return Field("field", t("Lĩnh vực", "Field"), "select", value=value, options=options)


def agency_filter(value: str) -> Field:
    options = _options(_agencies())
    return Field("agency", t("Cơ quan", "Agency"), "select", value=value, options=options)


def paging(request: HttpRequest, total: int, size: int = PAGE) -> Paging:
    """Return which page of a list is asked for; a number beyond the end is the last page."""
    written = request.GET.get("page", "1")
    number = int(written) if written.isascii() and written.isdigit() and len(written) < 8 else 1
    last = max(1, -(-total // size))
    return Paging(min(max(number, 1), last), total, size, request.GET.urlencode())


def window(paging: Paging) -> slice:
    """Return the rows of the page."""
    return slice((paging.number - 1) * paging.size, paging.number * paging.size)


def by_field(refused: Refused) -> dict[str, str]:
    """Return the sentences of a refusal by the field they are about ("" for the whole form)."""
    return {one.where: text(one.text) for one in reversed(refused.refusals)}


def problem_list(fields: Iterable[Field], refusals: Iterable[Refusal] = ()) -> list[Problem]:
    """Return the error summary: refusals without a field of the form first, then the fields'."""
    shown = list(fields)
    names = {one.name for one in shown}
    whole = [Problem(text(one.text)) for one in refusals if one.where not in names]
    return whole + [Problem(one.error, one.first_id) for one in shown if one.error]


def _day_filter(name: str, label: str, value: date) -> Field:
    parts = (str(value.day), str(value.month), str(value.year))
    return Field(name, label, "date", value=written_day(value), parts=parts)


def _options(names: Mapping[str, object]) -> tuple[Option, ...]:
    shown = [Option(key, text(label)) for key, label in names.items()]  # type: ignore[arg-type]
    return tuple(sorted(shown, key=lambda option: option.label))


def _agencies() -> dict[str, object]:
    return {one.code: one.names for one in offices.register().agencies}


def _points() -> dict[str, object]:
    return {one.code: one.names for one in offices.register().places}
