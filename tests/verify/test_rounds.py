"""The rounds of draws: which checkpoint draws for whom, who is out, what a silence changes."""

from pathlib import Path

import pytest

from tests.verify.city import BEACONS, Case, b64, digest_of
from tests.verify.handmade import OTHER_BEACONS, Ask, Plain, keys_of
from tests.verify.run import Outcome, verify, written

pytestmark = [pytest.mark.pure, pytest.mark.slow]


def place(**own: object) -> Plain:
    """Two branches of six officers each who know land; the first two of B07 also police."""
    city = Plain(officers=12)
    city.emit("policy", c=digest_of(), off=["2026-03-09"], on=[])
    skills = [["land"] for _ in city.ids]
    skills[0] = skills[1] = ["land", "police", "police.own"]
    near = {"nb": ["B08"]} | own
    city.post("B07", *zip(city.ids[:6], skills[:6], strict=True), **near)
    city.post("B08", *zip(city.ids[6:], skills[6:], strict=True), **own)
    city.publish()
    return city


def judged(city: Plain, folder: Path) -> Outcome:
    return verify(written(folder, city.batches), now=city.batches[-1].time)


def drawn(city: Plain, ask: Ask, size: int) -> None:
    city.round(size, [ask])
    city.publish()
    city.hand_over(ask.case, size, ask.attempt)
    city.publish()


def test_a_draw_waits_for_somebody_who_can_do_it(tmp_path: Path) -> None:
    for late in (False, True):
        city = place()
        case = city.file(field_of="health")
        city.publish()
        city.post("B07", *[(who, ["land", "health"]) for who in city.ids[:6]], e=1)
        size = city.publish()
        if late:
            city.emit("heartbeat")
            later = city.publish()
        drawn(city, Ask(case, city.ids[:6], group="health"), later if late else size)
        outcome = judged(city, tmp_path / str(late))
        assert outcome.code == late, outcome.text
        assert ("was the first that could" in outcome.text) == late
        assert outcome.text.count("draws 1") == (not late)


def test_a_draw_waits_for_a_roster_that_lists_beacons(tmp_path: Path) -> None:
    city = place(c=[])
    case = city.file()
    city.publish()
    city.post("B07", *[(who, ["land"]) for who in city.ids[:6]], e=1)
    drawn(city, Ask(case, city.ids[:6]), city.publish())
    assert judged(city, tmp_path).code == 0, judged(city, tmp_path).text


def test_a_pool_leaf_may_come_after_midnight_but_has_the_day_of_its_checkpoint(
    tmp_path: Path,
) -> None:
    for day, problem in (("", ""), ("2026-03-03", "is not that of checkpoint")):
        city = place()
        case = city.file()
        size = city.publish()
        city.time += 26 * 3600
        city.emit("heartbeat")
        city.publish()
        city.round(size, [Ask(case, city.ids[:6])], day=day)
        city.publish()
        city.hand_over(case, size)
        city.publish()
        outcome = judged(city, tmp_path / f"log{day}")
        assert outcome.code == bool(problem), outcome.text
        assert problem in outcome.text


def test_a_copy_filed_in_the_same_minute_follows_the_first(tmp_path: Path) -> None:
    for swapped in (False, True):
        city = place()
        cases = [city.file(), city.file()]
        size = city.publish()
        first, second = sorted(cases, key=lambda case: city.positions[case.received])
        if swapped:
            first, second = second, first
        first.officer = b64(city.ids[0])
        city.round(size, [Ask(first, city.ids[:6]), Ask(second, city.ids[:6], repeats=first)])
        city.publish()
        for case in cases:
            city.hand_over(case, size)
        city.publish()
        outcome = judged(city, tmp_path / str(swapped))
        assert outcome.code == swapped, outcome.text
        assert ("sticky 1" in outcome.text) != swapped
        assert ("first filing that was never drawn" in outcome.text) == swapped


def test_a_group_of_its_own_agency_is_never_widened(tmp_path: Path) -> None:
    city = place()
    case = city.file(field_of="police")
    size = city.publish()
    drawn(city, Ask(case, city.ids[:2], group="police.own"), size)
    outcome = judged(city, tmp_path / "a")
    assert outcome.code == 0, outcome.text
    assert "thin 1" in outcome.text
    widened = place()
    case = widened.file(field_of="police")
    size = widened.publish()
    drawn(widened, Ask(case, widened.ids[:2], group="police.own", scope=2), size)
    assert "not the one the rosters give" in judged(widened, tmp_path / "b").text
    other = place()
    case = other.file(field_of="land")
    size = other.publish()
    drawn(other, Ask(case, other.ids[:2], group="police.own"), size)
    assert "is not the field that the asking leaf shows" in judged(other, tmp_path / "c").text


def given_back(reason: str, *, days_away: int = 2) -> tuple[Plain, Case, int]:
    """A dossier drawn on Monday and given back on Tuesday, its officer away since Monday."""
    city = place()
    case = city.file()
    drawn(city, Ask(case, city.ids[:6]), city.publish())
    if reason == "absent" and days_away:
        first = "2026-03-02" if days_away == 2 else "2026-03-03"
        city.emit("absence", first=first, last="2026-03-03", o=case.officer, r="sick")
    city.publish(24 * 3600)
    city.event(case, "reassigned", o=case.officer, r=reason)
    return city, case, city.publish()


@pytest.mark.parametrize("reason", ["roster", "silent"])
def test_who_was_taken_off_is_out_of_the_next_draw(tmp_path: Path, reason: str) -> None:
    for named in (True, False):
        city, case, size = given_back(reason)
        out = [[case.officer, "reassigned", ""]] if named else []
        rest = [who for who in city.ids[:6] if not named or b64(who) != case.officer]
        drawn(city, Ask(case, rest, out=out, attempt=1), size)
        outcome = judged(city, tmp_path / str(named))
        assert outcome.code == (not named), outcome.text
        assert ("excluded as reassigned" in outcome.text) != named


def test_what_lay_with_somebody_absent_is_drawn_again(tmp_path: Path) -> None:
    city, case, size = given_back("absent")
    rest = [who for who in city.ids[:6] if b64(who) != case.officer]
    drawn(city, Ask(case, rest, attempt=1), size)
    outcome = judged(city, tmp_path)
    assert outcome.code == 0, outcome.text
    assert "re-draws 1" in outcome.text
    assert "by decision" not in outcome.text


def test_who_came_back_may_be_drawn_again(tmp_path: Path) -> None:
    city = place()
    case = city.file()
    drawn(city, Ask(case, city.ids[:6]), city.publish())
    city.emit("absence", first="2026-03-02", last="2026-03-03", o=case.officer, r="sick")
    city.publish(2 * 24 * 3600)
    city.event(case, "reassigned", o=case.officer, r="absent")
    drawn(city, Ask(case, city.ids[:6], attempt=1), city.publish())
    outcome = judged(city, tmp_path)
    assert outcome.code == 0, outcome.text


@pytest.mark.parametrize("days_away", [0, 1])
def test_nothing_is_taken_for_an_absence_of_less_than_a_working_day(
    tmp_path: Path, days_away: int
) -> None:
    city, _case, _ = given_back("absent", days_away=days_away)
    outcome = judged(city, tmp_path)
    assert outcome.code == 1
    assert "taken for an absence that the log does not have" in outcome.text


def test_an_absence_under_the_pseudonym_of_an_older_epoch_is_counted(tmp_path: Path) -> None:
    city = place()
    case = city.file()
    drawn(city, Ask(case, city.ids[:6]), city.publish())
    city.post("B07", *[(who, ["land"]) for who in city.ids[6:9]], e=1)
    city.event(case, "reassigned", o=case.officer, r="absent")
    city.publish()
    outcome = judged(city, tmp_path)
    assert outcome.code == 0, outcome.text
    assert "absence of an older epoch 1" in outcome.text


def test_a_local_seed_is_counted_apart_where_nobody_lists_beacons(tmp_path: Path) -> None:
    city = place(c=[])
    city.by_local_seed(city.file(), city.ids[0])
    city.publish()
    outcome = judged(city, tmp_path)
    assert outcome.code == 0, outcome.text
    assert "local-seed 1" in outcome.text
    assert "manual 1," in outcome.text.splitlines()[3], "among the types of leaves"
    assert "manual" not in outcome.text.splitlines()[4], "not among the assignments by hand"


def test_a_local_seed_is_wrong_where_beacons_were_listed_before(tmp_path: Path) -> None:
    city = place()
    city.by_local_seed(city.file(), city.ids[0])
    city.publish()
    assert "although beacons could be asked" in judged(city, tmp_path / "a").text
    early = Plain(officers=6)
    case = early.file()
    early.by_local_seed(case, early.ids[0])
    early.post("B07", *[(who, ["land"]) for who in early.ids])
    early.publish()
    assert judged(early, tmp_path / "b").code == 0, "the roster was not public before"


def test_a_local_seed_replaces_no_draw_and_names_no_approvers(tmp_path: Path) -> None:
    city = place(c=[])
    case, other = city.file(), city.file()
    city.by_local_seed(other, city.ids[0], y=[b64(city.ids[1]), b64(city.ids[2])])
    city.publish()
    city.post("B07", *[(who, ["land"]) for who in city.ids[:6]], e=1)
    city.round(city.publish(), [Ask(case, city.ids[:6])])
    city.publish()
    city.by_local_seed(case, city.ids[0])
    city.publish()
    text = judged(city, tmp_path).text
    assert "but names approvers" in text
    assert "in place of the draw that was made" in text


def test_the_first_draw_after_a_local_seed_is_attempt_0(tmp_path: Path) -> None:
    for attempt in (0, 1):
        city = place(c=[])
        case = city.file()
        city.by_local_seed(case, city.ids[0])
        city.publish()
        city.post("B07", *[(who, ["land"]) for who in city.ids[:6]], e=1)
        city.publish()
        city.event(case, "recused", o=case.officer, r="kin", y=b64(city.ids[9]))
        size = city.publish()
        out = [[case.officer, "recused", ""]]
        drawn(city, Ask(case, city.ids[1:6], out=out, attempt=attempt), size)
        outcome = judged(city, tmp_path / str(attempt))
        assert outcome.code == attempt, outcome.text


def silence(city: Plain, case: Case, times: int) -> int:
    """A dossier for which beacons stay silent; each silence makes the next checkpoint."""
    size = city.publish()
    for _ in range(times):
        city.emit("beacon_missing", k=size, m=keys_of(BEACONS[:1]))
        size = city.publish()
    return size


def reserved(*, announced: bool = True) -> Plain:
    city = place()
    if announced:
        city.post("RESERVE", c=keys_of(OTHER_BEACONS))
        city.publish()
    return city


@pytest.mark.parametrize(
    ("times", "keys", "problem"),
    [
        (4, OTHER_BEACONS, ""),
        (5, OTHER_BEACONS, ""),
        (4, BEACONS, "roster of RESERVE"),
        (3, OTHER_BEACONS, "roster of B07"),
        (3, BEACONS, ""),
    ],
)
def test_four_silences_bring_the_announced_reserve_and_no_other_list(
    tmp_path: Path, times: int, keys: list[bytes], problem: str
) -> None:
    city = reserved()
    case = city.file()
    size = silence(city, case, times)
    city.round(size, [Ask(case, city.ids[:6])], keys=keys)
    city.publish()
    city.hand_over(case, size)
    city.publish()
    outcome = judged(city, tmp_path)
    assert outcome.code == bool(problem), outcome.text
    assert problem in outcome.text


def test_the_reserve_ends_with_the_day_and_is_announced_before_the_silence(tmp_path: Path) -> None:
    for late in (False, True):
        city = reserved(announced=late)
        case = city.file()
        size = silence(city, case, 2)
        if not late:
            city.post("RESERVE", c=keys_of(OTHER_BEACONS))
        city.emit("beacon_missing", k=size, m=keys_of(BEACONS[:1]))
        size = city.publish()
        city.emit("beacon_missing", k=size, m=keys_of(BEACONS[:1]))
        size = city.publish(24 * 3600 if late else 600)
        if late:
            city.emit("beacon_missing", k=size, m=keys_of(BEACONS[:1]))
            size = city.publish(24 * 3600)
        city.round(size, [Ask(case, city.ids[:6])], keys=OTHER_BEACONS)
        city.publish()
        city.hand_over(case, size)
        city.publish()
        assert "roster of B07" in judged(city, tmp_path / str(late)).text


def test_no_silence_is_declared_for_what_was_drawn(tmp_path: Path) -> None:
    city = place()
    case = city.file()
    size = city.publish()
    city.round(size, [Ask(case, city.ids[:6])])
    city.publish()
    city.emit("beacon_missing", k=size, m=["A" * 43])
    city.hand_over(case, size)
    city.publish()
    assert "called silent" in judged(city, tmp_path).text


def test_a_checkpoint_before_the_filing_draws_nothing(tmp_path: Path) -> None:
    city = place()
    city.emit("heartbeat")
    early = city.publish()
    case = city.file()
    city.publish()
    drawn(city, Ask(case, city.ids[:6]), early)
    assert "does not contain what asks" in judged(city, tmp_path).text
