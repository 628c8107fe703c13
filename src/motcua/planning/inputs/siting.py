"""`sites.csv`, `demand.csv` and, from dossiers, `dossiers.csv`: the points, and who needs one where."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from django.db.models import Count, Q

from motcua.dossiers.status import Channel
from motcua.flow.refusal import Text
from motcua.offices import queries as offices
from motcua.offices.kinds import CommuneKind
from motcua.offices.values import Commune, Place
from motcua.planning.answers import Plain
from motcua.planning.inputs.tables import write_table
from motcua.planning.inputs.window import Window, left_out, nothing_to_count
from motcua.planning.small_cells import Pooled, pooled

Asked = Mapping[str, Plain]
SITES = ("id", "name", "kind", "lat", "lon", "existing", "must_open", "barred")
DEMAND = ("id", "name", "area", "people", "lat", "lon", "rural", "online_share")


def build(asked: Asked, folder: Path, today: date) -> list[Text]:
    """Write the files; return what is to be said of them."""
    write_table(folder / "sites.csv", SITES, _sites(asked, today))
    communes = offices.communes(today)
    notes: list[Text] = []
    if asked["demand"] == "dossiers":
        people, notes = _visits(asked, folder, communes)
    else:
        people = {one.code: float(one.population or 0) for one in communes}
    share = round(float(asked["online"]) / 100, 4)
    rows = (
        (one.code, one.names.vi, one.code, round(people.get(one.code, 0.0), 2), one.lat, one.lon,
         int(one.kind is CommuneKind.COMMUNE), share)
        for one in communes
    )  # fmt: skip
    write_table(folder / "demand.csv", DEMAND, rows)
    return notes


def _sites(asked: Asked, today: date) -> Iterable[tuple[object, ...]]:
    shut = {asked[key] for key in ("close_1", "close_2", "close_3") if key in asked}
    keep = asked["standing"] == "keep"
    for place in sorted(offices.places(today), key=lambda one: one.code):
        stays = keep and place.code not in shut
        yield _row(place, must_open=stays, barred=place.code in shut)
    opened = {asked[key] for key in ("open_1", "open_2") if key in asked}
    mobile = {asked[key] for key in ("mobile_1", "mobile_2") if key in asked}
    for commune in offices.communes(today):
        if commune.code in mobile:
            yield _new("mobile", commune, must_open=True)
        if commune.code in opened or asked["candidates"] == "communes":
            yield _new("new", commune, must_open=commune.code in opened)


def _row(place: Place, *, must_open: bool, barred: bool) -> tuple[object, ...]:
    return (place.code, place.names.vi, place.kind.value, place.lat, place.lon, 1, int(must_open),
            int(barred))  # fmt: skip


def _new(kind: str, commune: Commune, *, must_open: bool) -> tuple[object, ...]:
    return (f"{kind}-{commune.code}", commune.names.vi, kind, commune.lat, commune.lon, 0,
            int(must_open), 0)  # fmt: skip


def _visits(
    asked: Asked, folder: Path, communes: list[Commune]
) -> tuple[dict[str, float], list[Text]]:
    """Count dossiers by commune and procedure, and turn them into visits to a point."""
    window = Window.of(asked)
    rows = window.handed_in().filter(commune__in=[one.code for one in communes])
    if "gone_online" in asked:
        rows = rows.exclude(procedure=asked["gone_online"])
    counted = rows.values_list("commune", "procedure").annotate(n=Count("pk")).order_by()
    table = pooled({(commune, procedure): n for commune, procedure, n in counted})
    if not table.cells:
        raise nothing_to_count()
    write_table(
        folder / "dossiers.csv",
        ("area", "procedure", "dossiers"),
        ((area, procedure, n) for (area, procedure), n in sorted(table.cells.items())),
    )
    each = _visits_of_one(window)
    return _by_area(table, each), [*left_out(table.left_out), _said(each)]


def _visits_of_one(window: Window) -> float:
    """Return how often a dossier brings somebody to a point: to hand it in, to collect the result."""
    found = window.handed_in().aggregate(
        n=Count("pk"),
        handed=Count("pk", filter=Q(channel=Channel.COUNTER)),
        collected=Count("pk", filter=Q(return_way="point")),
    )
    return round((found["handed"] + found["collected"]) / found["n"], 2) if found["n"] else 2.0


def _by_area(table: Pooled, each: float) -> dict[str, float]:
    people: dict[str, float] = {}
    for (area, _), count in table.cells.items():
        people[area] = people.get(area, 0.0) + count * each
    return people


def _said(each: float) -> Text:
    return Text(f"Mỗi hồ sơ tính {each:g} lượt đến điểm (nộp và nhận kết quả), trung bình toàn thành phố.",
                f"Each dossier counts as {each:g} visits (handed in, collected), the city's mean.")  # fmt: skip
