"""Every way to steer a draw after the fact is found: pool, order, work, proofs, repeats."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from motcua.tlog import vrf
from motcua.tlog.hashes import leaf_hash
from motcua.tlog.leaf import encode
from tests.tlog.keys import seed
from tests.verify.city import City, b64
from tests.verify.run import batches, changed, city, find, now, verify, written

pytestmark = [pytest.mark.pure, pytest.mark.slow]

Change = Callable[[dict[str, Any]], object]


def flipped(text: str) -> str:
    return ("B" if text[0] == "A" else "A") + text[1:]


def swap_officers(leaf: dict[str, Any]) -> None:
    leaf["o"][0], leaf["o"][1] = leaf["o"][1], leaf["o"][0]


def drop_officer(leaf: dict[str, Any]) -> None:
    for pool in leaf["p"]:
        pool[3].pop()


def set_cell(row: int, column: int, by: int) -> Change:
    def change(leaf: dict[str, Any]) -> None:
        leaf["o"][row][column] += by

    return change


def set_proof(change: Callable[[str], str], beacon: int = 0) -> Change:
    def apply(leaf: dict[str, Any]) -> None:
        leaf["r"][beacon][1] = change(leaf["r"][beacon][1])

    return apply


def foreign_beacon(leaf: dict[str, Any]) -> None:
    own = seed(4711)
    leaf["r"][0] = [b64(vrf.public_key(own)), b64(vrf.prove(own, b"\0" * 32))]


CHANGES: dict[str, tuple[Change, str]] = {
    "capacity": (set_cell(0, 1, 100), "capacity is"),
    "work": (set_cell(1, 2, 1), "work assigned is"),
    "presence": (set_cell(2, 3, 1), "days present is"),
    "order of the pool": (swap_officers, "not sorted"),
    "officer removed": (drop_officer, "not the one the rosters give"),
    "flipped bit in a proof": (set_proof(flipped), "beacon 0"),
    "flipped bit in the second proof": (set_proof(flipped, 1), "beacon 1"),
    "beacon left out": (lambda leaf: leaf["r"].pop(), "beacons are not those"),
    "beacons in another order": (lambda leaf: leaf["r"].reverse(), "beacons are not those"),
    "beacon doubled": (lambda leaf: leaf["r"].append(leaf["r"][0]), "listed twice"),
    "foreign beacon": (foreign_beacon, "beacon 0"),
    "other checkpoint": (lambda leaf: leaf.update(k=1), "earlier archived"),
    "later checkpoint": (lambda leaf: leaf.update(k=leaf["k"] + 10**6), "earlier archived"),
    "other attempt": (lambda leaf: leaf["q"][0].__setitem__(1, 5), "attempt 5"),
    "other effort": (lambda leaf: leaf["q"][0].__setitem__(3, 1), "effort"),
    "other leaf": (lambda leaf: leaf["q"][0].__setitem__(0, "A" * 43), "does not have"),
    "order of drawing": (lambda leaf: leaf["q"].reverse(), "order of the asking"),
    "scope": (lambda leaf: leaf["p"][0].__setitem__(2, 2), "scope 2"),
    "group": (lambda leaf: leaf["p"][0].__setitem__(1, "health"), "rosters give"),
    "part without a start": (lambda leaf: leaf.update(i=1), "no part before"),
    "made-up conflict": (
        lambda leaf: leaf["p"][0][4].append([leaf["o"][0][0], "coi", "A" * 43]),
        "no roster declares",
    ),
    "day": (lambda leaf: leaf.update(day="2026-03-20"), "not that of checkpoint"),
}


def several(leaf: dict[str, Any]) -> bool:
    return len(leaf["q"]) > 3 and len(leaf["o"]) > 3


@pytest.mark.parametrize("name", CHANGES)
def test_changed_pool_leaf(tmp_path: Path, name: str) -> None:
    change, reason = CHANGES[name]
    result = changed("pool", change, several)
    outcome = verify(written(tmp_path, result), now=now(result))
    assert outcome.code == 1
    assert "draw" in outcome.codes
    assert reason in outcome.text, outcome.text


def test_another_officer(tmp_path: Path) -> None:
    other = b64(city().ids[0])

    def steer(leaf: dict[str, Any]) -> None:
        leaf["o"] = other

    result = changed("assigned", steer, lambda leaf: leaf["o"] != other)
    outcome = verify(written(tmp_path, result), now=now(result))
    assert outcome.codes == {"draw"}
    assert f"assigned to {other}, but the draw of checkpoint" in outcome.text


def test_assigned_without_a_draw(tmp_path: Path) -> None:
    number, place = find("pool", several)
    result = batches()[: number + 1]
    del result[number].entries[place]
    outcome = verify(written(tmp_path, result), now=now(result))
    assert "assigned without a draw" in outcome.text


def test_the_same_draw_made_again(tmp_path: Path) -> None:
    """Delete and run until it suits: the second pool leaf and the second result both show."""
    number, place = find("pool", several)
    result = batches()[: number + 2]
    again = result[number].entries[place].replace(b'"day":"', b'"day":"', 1)
    result[-1].entries = sorted([*result[-1].entries, again], key=leaf_hash)
    outcome = verify(written(tmp_path, result), now=now(result))
    assert outcome.code == 1
    assert "draw" in outcome.codes


def test_second_assignment_for_one_attempt(tmp_path: Path) -> None:
    lonely = City(officers=10)
    lonely.found()
    lonely.publish()
    case = lonely.case()
    lonely.publish()
    lonely.publish()
    lonely.event(case, "assigned", a=0, k=5, o=case.officer, w=case.points)
    lonely.publish()
    outcome = verify(written(tmp_path, lonely.batches), now=lonely.time)
    assert "assigned without a draw, or a second time" in outcome.text
    assert "life" in outcome.codes


def founded() -> City:
    place = City(officers=12)
    place.found()
    place.publish()
    return place


def test_silent_beacon(tmp_path: Path) -> None:
    """A declared silence moves the draw to the next checkpoint; drawing anyway is found."""
    place = founded()
    case = place.case()
    place.asking = []
    size = place.publish()
    place.emit("beacon_missing", k=size, m=["A" * 43])
    place.asking = [case]
    place.publish()
    place.publish()
    outcome = verify(written(tmp_path / "a", place.batches), now=place.time)
    assert outcome.code == 0, outcome.text
    assert "beacon_missing 1" in outcome.text
    eager = founded()
    eager.case()
    size = eager.publish()
    eager.emit("beacon_missing", k=size, m=["A" * 43])
    eager.publish()
    outcome = verify(written(tmp_path / "b", eager.batches), now=eager.time)
    assert "declared silent" in outcome.text


def test_waiting_for_a_better_checkpoint(tmp_path: Path) -> None:
    place = founded()
    case = place.case()
    place.asking = []
    place.publish()
    place.emit("heartbeat")
    place.asking = [case]
    place.publish()
    place.publish()
    outcome = verify(written(tmp_path, place.batches), now=place.time)
    assert "was the first that could" in outcome.text


def test_absent_officers_are_not_drawn(tmp_path: Path) -> None:
    place = founded()
    who = b64(place.ids[0])
    place.emit("absence", first=place.day, last=place.day, o=who, r="sick")
    place.publish()
    for _ in range(20):
        place.case()
    place.publish()
    place.publish()
    assert who not in {leaf.get("o") for leaf in place.leaves if leaf["t"] == "assigned"}
    assert verify(written(tmp_path, place.batches), now=place.time).code == 0


def test_roster_without_notice(tmp_path: Path) -> None:
    for emergency, code in ((0, 1), (1, 0)):
        place = founded()
        place.roster("B07", place.ids[:3], e=emergency)
        place.publish()
        outcome = verify(written(tmp_path / str(emergency), place.batches), now=place.time)
        assert outcome.code == code, outcome.text
    assert "emergency roster 1" in outcome.text


def test_roster_with_notice_takes_effect(tmp_path: Path) -> None:
    place = founded()
    place.roster("B07", place.ids[:2], **{"from": "2026-03-04"})
    place.publish()
    place.time += 3 * 24 * 3600
    place.emit("heartbeat")
    place.publish()
    for _ in range(5):
        place.case()
    place.publish()
    place.publish()
    assert place.pool_leaf["o"][0][3] > 0, "days present are counted"
    outcome = verify(written(tmp_path, place.batches), now=place.time)
    assert outcome.code == 0, outcome.text


def test_manual_and_recusal_need_two_people(tmp_path: Path) -> None:
    place = founded()
    case, other = place.case(), place.case()
    place.publish()
    place.publish()
    two = [b64(place.ids[1]), b64(place.ids[2])]
    place.event(case, "manual", g="L.12-3", o=case.officer, w=case.points, y=two)
    place.event(other, "recused", o=other.officer, r="kin", y=two[0])
    place.publish()
    honest = verify(written(tmp_path / "a", place.batches), now=place.time)
    assert honest.code == (other.officer == two[0]), honest.text
    assert "manual 1" in honest.text
    place.event(case, "manual", g="L.12-3", o=case.officer, w=case.points, y=two[:1] * 2)
    place.publish()
    outcome = verify(written(tmp_path / "b", place.batches), now=place.time)
    assert "a manual assignment by one person" in outcome.text


def test_a_forgotten_exclusion(tmp_path: Path) -> None:
    place = founded()
    case = place.case()
    place.publish()
    place.publish()
    place.recuse(case)
    case.out.clear()
    place.publish()
    place.publish()
    outcome = verify(written(tmp_path, place.batches), now=place.time)
    assert "excluded as recused" in outcome.text


def test_leaf_of_the_test_is_what_the_writer_makes() -> None:
    assert encode(city().pool_leaf)
