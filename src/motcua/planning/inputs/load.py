"""`arrivals.csv`, `fields.csv`, `shifts.csv`, `have.csv`, `minutes.csv`: who comes when, who is there.

Visits are dossiers handed in at a counter and results collected there (the field `returns`). Cells are
pooled by point and field, and a day's course is a point's own only where no half-hour is small; else
it is the whole city's.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

from django.db.models import Count, Q

from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Channel
from motcua.flow.refusal import Text
from motcua.identity.models import Appointment
from motcua.identity.roles import Role
from motcua.offices import queries as offices
from motcua.offices.kinds import PlaceKind
from motcua.offices.nearness import distance_km, travel_minutes
from motcua.offices.values import Place
from motcua.planning.answers import Plain
from motcua.planning.inputs.tables import write_table
from motcua.planning.inputs.window import Window, left_out, nothing_to_count
from motcua.planning.small_cells import pooled, profile
from motcua.worktime.instants import LOCAL

Asked = Mapping[str, Plain]
Slots = dict[tuple[str, str], Counter[int]]
SLOT = 30
RETURNS = "returns"
SERVES = (Role.RECEPTIONIST, Role.RESULT_CLERK)
BRANCHES = (PlaceKind.CENTRE, PlaceKind.BRANCH, PlaceKind.POINT)
# Handing a result over takes a third of a reception: an assumption, said in the notes.
RETURN_SHARE = 1 / 3


def build(asked: Asked, folder: Path, today: date) -> list[Text]:
    """Write arrivals and fields; return what is to be said of them."""
    window, points = Window.of(asked), _points(asked, today)
    counted = _counted(window, asked, set(points))
    table = pooled({key: sum(slots.values()) for key, slots in counted.items()})
    if not table.cells:
        raise nothing_to_count()
    rows = _arrivals(table.cells, counted, window, _named(asked, points), _factor(asked))
    write_table(folder / "arrivals.csv", ("point", "field", "slot", "arrivals"), rows)
    _fields(folder / "fields.csv", asked, {field for _, field in table.cells} | {RETURNS})
    return [*left_out(table.left_out), _assumed(asked)]


def build_shifts(asked: Asked, folder: Path, today: date) -> list[Text]:
    """Write who is on duty now: everybody of a point, the whole opening hours, every field."""
    opening, staff = Window.of(asked).opening(), _staff(today)
    pauses = range(opening[0][1], opening[-1][0], SLOT)
    breaks = " ".join(_clock(minute) for minute in pauses)
    rows = (
        (point, "day", _clock(opening[0][0]), _clock(opening[-1][1]), breaks, "*", staff[point])
        for point in _points(asked, today)
        if staff.get(point)
    )
    header = ("point", "shift", "from", "to", "breaks", "skills", "people")
    write_table(folder / "shifts.csv", header, rows)
    return []


def build_moves(asked: Asked, folder: Path, today: date) -> list[Text]:
    """Write who is at which point, and how long it takes from one to another."""
    staff, points = _staff(today), _points(asked, today)
    have = ((point, "*", staff[point]) for point in points if staff.get(point))
    write_table(folder / "have.csv", ("point", "skills", "people"), have)
    places = [points[code] for code in sorted(points)]
    rows = _minutes(places, float(asked["farthest"]))
    write_table(folder / "minutes.csv", ("from", "to", "minutes"), rows)
    return [Text("Thời gian đi giữa các điểm là ước tính theo đường chim bay.",
                 "Travel between points is estimated from the straight line.")]  # fmt: skip


def _points(asked: Asked, today: date) -> dict[str, Place]:
    kinds = BRANCHES if asked["shown"] == "branches" else ()
    return {place.code: place for place in offices.places(today, *kinds)}


def _named(asked: Asked, points: Mapping[str, Place]) -> set[str]:
    """Return the points a what-if speaks of: they are in the tables even without a visit."""
    keys = ("close_point", "close_to", "move_from", "move_to", "mobile_a", "mobile_b")
    return {str(asked[key]) for key in keys if key in asked} & set(points)


def _counted(window: Window, asked: Asked, points: set[str]) -> Slots:
    """Count visits by point, field and half-hour of the day."""
    gone = Q(procedure=asked["gone_online"]) if "gone_online" in asked else Q(pk=None)
    handed = window.handed_in().filter(channel=Channel.COUNTER).exclude(gone)
    fetched = Dossier.objects.filter(window.during("returned_at"), return_way="point").exclude(gone)
    found: Slots = {}
    opening = window.opening()
    came = handed.values_list("received_at_point", "field", "registered_at")
    went = fetched.values_list("return_point", "returned_at")
    for point, field, at in came.iterator():
        if point in points:
            found.setdefault((point, field), Counter())[_slot(at, opening)] += 1
    for point, at in went.iterator():
        if point in points:
            found.setdefault((point, RETURNS), Counter())[_slot(at, opening)] += 1
    return found


def _slot(at: datetime | None, opening: tuple[tuple[int, int], ...]) -> int:
    """Return the half-hour of a visit; what was entered outside opening hours goes to the nearest."""
    local = (at or datetime.min.replace(tzinfo=LOCAL)).astimezone(LOCAL)
    minute = local.hour * 60 + local.minute
    spans = [(opens, closes - SLOT) for opens, closes in opening]
    opens, latest = min(spans, key=lambda span: max(span[0] - minute, minute - span[1] - SLOT, 0))
    return min(max(minute // SLOT * SLOT, opens), latest)


def _arrivals(
    cells: Mapping[tuple[str, str], int],
    counted: Slots,
    window: Window,
    named: set[str],
    factor: float,
) -> Iterable[tuple[object, ...]]:
    """Yield the mean visits of each half-hour of a working day."""
    days, opening = window.working_days, window.opening()
    every: Counter[int] = sum(counted.values(), Counter())
    city = profile(every, _even(opening))
    edges = (opening[0][0], opening[-1][1] - SLOT)
    present = sorted(named | {point for point, _ in cells})
    for point in present:
        fields = sorted(field for where, field in cells if where == point)
        for edge in edges:  # the grid spans the opening hours, whoever comes
            first = fields[0] if fields else RETURNS
            if not fields or edge not in profile(counted.get((point, first), Counter()), city):
                yield point, first, _clock(edge), 0
        for field in fields:
            course = profile(counted.get((point, field), Counter()), city)
            for slot in sorted(course):
                rate = cells[point, field] * course[slot] / days * factor
                yield point, field, _clock(slot), round(rate, 4)


def _even(opening: tuple[tuple[int, int], ...]) -> dict[int, float]:
    slots = [slot for opens, closes in opening for slot in range(opens, closes - SLOT + 1, SLOT)]
    return dict.fromkeys(slots, 1 / len(slots))


def _factor(asked: Asked) -> float:
    growth, online = (float(asked.get(key, 0)) / 100 for key in ("growth", "online"))
    return (1 + growth) * (1 - online)


def _fields(path: Path, asked: Asked, fields: set[str]) -> None:
    service = float(asked["service"])
    minutes = dict.fromkeys(fields, service) | {RETURNS: round(service * RETURN_SHARE, 2)}
    rows = ((field, minutes[field], 1, asked["patience"]) for field in sorted(fields))
    write_table(path, ("field", "service_minutes", "scv", "patience_minutes"), rows)


def _assumed(asked: Asked) -> Text:
    each = f"{float(asked['service']):g}"
    return Text(f"Thời gian phục vụ là giả định: {each} phút một lượt nộp, một phần ba khi nhận kết quả.",
                f"Service times are assumed: {each} minutes to hand in, a third of it to collect.")  # fmt: skip


def _staff(today: date) -> dict[str, int]:
    """Return how many people serve at each point."""
    rows = (
        Appointment.objects.filter(role__in=SERVES, valid_from__lte=today, person__is_active=True)
        .exclude(valid_until__lt=today)
        .values_list("office")
        .annotate(n=Count("person", distinct=True))
        .order_by()
    )
    return dict(rows)


def _minutes(places: list[Place], farthest: float) -> Iterable[tuple[object, ...]]:
    for n, one in enumerate(places):
        for other in places[n + 1 :]:
            minutes = travel_minutes(distance_km(one.lat, one.lon, other.lat, other.lon))
            if minutes <= farthest:
                yield one.code, other.code, minutes


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
