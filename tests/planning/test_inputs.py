"""Files made from dossiers: small cells pooled, nothing that names anybody, sums that can be checked."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Channel
from motcua.flow.refusal import Refused
from motcua.identity.models import Person
from motcua.insight.suppression import SMALL
from motcua.planning.answers import Plain
from motcua.planning.inputs.building import build
from motcua.planning.kinds import Kind
from motcua.planning.parameters import checked
from motcua.planning.registers import known_on
from tests.cast import OTHER_WARD, WARD
from tests.planning.conftest import CANARY, MONTH

UID = "00000000-0000-4000-8000-000000000001"
USUAL = {"shown": "all"}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def made(people, month, tmp_path):
    def run(kind: Kind, **typed: str) -> Path:
        known = known_on(people.today.date())
        answers = MONTH | (USUAL if kind in {Kind.STAFF, Kind.SIMULATE, Kind.MOVES} else {}) | typed
        asked: dict[str, Plain] = checked(kind, answers, known)
        folder = tmp_path / kind
        folder.mkdir(exist_ok=True)
        build(kind, asked, folder, uid=UID, today=people.today.date())
        return folder

    return run


def test_demand_of_dossiers_is_the_sum_of_its_table(made, month):
    folder = made(Kind.SITES, demand="dossiers")
    table = rows(folder / "dossiers.csv")
    assert all(int(row["dossiers"]) >= SMALL for row in table)
    assert {row["area"] for row in table} == {WARD, OTHER_WARD}
    per_area = Counter()
    for row in table:
        per_area[row["area"]] += int(row["dossiers"])
    demand = {row["id"]: float(row["people"]) for row in rows(folder / "demand.csv")}
    assert len(demand) == 126
    each = {area: demand[area] / n for area, n in per_area.items()}
    assert len({round(value, 6) for value in each.values()}) == 1
    assert 1 <= each[WARD] <= 2
    assert sum(value > 0 for value in demand.values()) == 2


def test_small_cells_are_pooled_or_left_out(made, month):
    Dossier.objects.filter(pk__in=[d.pk for d in month[-3:]]).update(commune="00007")
    Dossier.objects.filter(pk__in=[d.pk for d in month[:4]]).update(procedure="9.999999")
    table = rows(made(Kind.SITES, demand="dossiers") / "dossiers.csv")
    assert all(int(row["dossiers"]) >= SMALL for row in table)
    assert "00007" not in {row["area"] for row in table}
    assert "9.999999" not in {row["procedure"] for row in table}


def test_a_procedure_gone_online_leaves_the_demand(made, month):
    procedure = month[0].procedure
    before = rows(made(Kind.SITES, demand="dossiers") / "dossiers.csv")
    after = rows(made(Kind.SITES, demand="dossiers", gone_online=procedure) / "dossiers.csv")
    assert procedure in {row["procedure"] for row in before}
    assert procedure not in {row["procedure"] for row in after}


def test_what_if_closes_opens_and_keeps(made, cast):
    folder = made(Kind.SITES, close_1=cast.point, open_1=OTHER_WARD, mobile_1=WARD, standing="keep")
    sites = {row["id"]: row for row in rows(folder / "sites.csv")}
    assert (sites[cast.point]["barred"], sites[cast.point]["must_open"]) == ("1", "0")
    assert sites[f"new-{OTHER_WARD}"]["must_open"] == "1"
    assert sites[f"mobile-{WARD}"]["kind"] == "mobile"
    assert all(row["must_open"] == "1" for key, row in sites.items() if key != cast.point)


def test_arrivals_add_up_to_the_visits(made, month, people):
    folder = made(Kind.STAFF)
    came = rows(folder / "arrivals.csv")
    counter = sum(d.channel == Channel.COUNTER for d in month)
    fetched = sum(d.returned_at is not None for d in month)
    days = 16  # working days of 2026-08-10 … 08-31
    total = sum(float(row["arrivals"]) for row in came) * days
    assert total == pytest.approx(counter + fetched, rel=0.02)
    assert {row["slot"][-2:] for row in came} == {"00", "30"}
    assert all("08:00" <= row["slot"] < "17:00" for row in came)


def test_staff_are_counted_and_never_named(made, cast):
    folder = made(Kind.MOVES)
    have = {row["point"]: int(row["people"]) for row in rows(folder / "have.csv")}
    assert have[cast.point] == 2  # Bình and Lý
    minutes = rows(folder / "minutes.csv")
    assert minutes
    assert all(0 <= float(row["minutes"]) <= 45 for row in minutes)


def test_the_event_table_says_nothing_of_anybody(made, month, cast):
    Person.objects.filter(pk=cast.an.person_id).update(full_name=CANARY, phone="0998887776")
    folder = made(Kind.BOTTLENECKS)
    table = rows(folder / "events.csv")
    assert len({row["case_id"] for row in table}) == len(month)
    text = "\n".join(path.read_text("utf-8") for path in folder.iterdir())
    people = Person.objects.values_list("full_name", "login", "email", "id_number")
    told = [word for row in people for word in row if word and len(word) > 4]
    told += [d.code for d in month] + [str(d.uid) for d in month] + ["0998887776"]
    assert [word for word in told if word in text] == []
    assert all(
        re.fullmatch(r"2026-\d\d-\d\dT\d\d:[03]0:00\+07:00", row["timestamp"]) for row in table
    )
    assert {"granted", "refused"}.isdisjoint(text.split())
    groups = Counter()
    for case in {row["case_id"]: row for row in table}.values():
        groups[case["case:field"], case["case:agency"], case["case:procedure"]] += 1
    assert min(groups.values()) >= SMALL


def test_case_numbers_do_not_follow_the_order_of_dossiers(made, month):
    table = rows(made(Kind.BOTTLENECKS) / "events.csv")
    first = {}
    for row in table:
        first.setdefault(int(row["case_id"]), row["timestamp"])
    times = [first[n] for n in sorted(first)]
    assert times != sorted(times)


def test_the_route_of_a_procedure_goes_along(made, month):
    folder = made(Kind.BOTTLENECKS, procedure=month[0].procedure)
    assert (folder / "route.json").exists()
    cases = {row["case:procedure"] for row in rows(folder / "events.csv")}
    assert cases == {month[0].procedure}


@pytest.mark.parametrize("kind", [Kind.STAFF, Kind.MOVES, Kind.BOTTLENECKS, Kind.BOARD])
def test_a_period_without_dossiers_is_refused_in_words(made, month, kind):
    with pytest.raises(Refused, match="nothing_to_count") as caught:
        made(kind, first="2026-01-05", last="2026-01-09")
    assert "kỳ dài hơn" in caught.value.refusal.text.vi
