"""What the log is told of officials: when, of whom, and never twice."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from motcua.dossiers.actions.assigning import ground_code
from motcua.dossiers.people_behind import people_of
from motcua.dossiers.pseudonyms import pseudonym
from motcua.dossiers.roster_lines import groups_by_rule, text_of
from motcua.dossiers.roster_telling import next_epoch, tell_absences, tell_rosters
from motcua.identity.actions.adjust_official import adjust_official
from motcua.identity.actions.declare_conflict import declare_conflict
from motcua.identity.actions.record_absence import record_absence
from motcua.identity.models import Appointment
from motcua.ledger.drawing import telling
from motcua.ledger.models import SaidRoster
from motcua.offices import queries as offices
from tests.dossiers.drawing import MONDAY, lines, make_centre, unlock

DAY = MONDAY.date()


def line(centre, person_id, day=DAY):
    """The official's line in the roster in force on a day."""
    who = text_of(pseudonym(person_id, "2026Q3"))
    found = [row for own in telling.in_force(day).values() for row in own["o"] if row[0] == who]
    return found[0] if found else None


def test_every_branch_has_a_first_roster_from_the_first_day_of_the_quarter(centre):
    leaves = centre.leaves("roster")
    assert {leaf["from"] for leaf in leaves} == {"2026-07-01"}
    assert len({leaf["b"] for leaf in leaves}) == len(leaves) > 200
    assert all(len(leaf["c"]) == 2 for leaf in leaves)
    assert tell_rosters(centre.log.now) == 0  # nothing has changed


def test_a_line_names_only_groups_that_the_agency_s_own_rule_serves(centre):
    groups = groups_by_rule()
    _who, capacity, able, conflicts = line(centre, centre.cast.chi.person_id)
    assert capacity == 1000
    assert set(able) == groups["commune_people_committee"]
    assert {"certification", "civil_status.own"} <= set(able)
    assert "identity" not in able
    assert len(conflicts) == 1  # to their own number; everybody has one
    assert "certification.own" in groups["department:justice"]
    assert "certification" not in groups["department:justice"]


def test_a_change_holds_from_the_second_midnight(centre):
    chi = centre.cast.chi.person_id
    adjust_official(person_id=chi, skills=["land"], capacity=500, at=centre.log.now)
    assert tell_rosters(centre.log.now) == 1
    assert line(centre, chi)[1] == 1000
    assert line(centre, chi, DAY + timedelta(days=1))[1] == 1000
    assert line(centre, chi, DAY + timedelta(days=2))[1] == 500
    assert tell_rosters(centre.log.now) == 0
    centre.right()


def test_a_declared_conflict_enters_the_line(centre):
    chi = centre.cast.chi.person_id
    declare_conflict(official_id=chi, id_number="001200000001", at=centre.log.now)
    assert tell_rosters(centre.log.now) == 1
    assert len(line(centre, chi, DAY + timedelta(days=2))[3]) == 2


def test_an_emergency_counts_at_once_and_whoever_left_is_away(centre):
    tam, giang = centre.cast.tam.person_id, centre.cast.giang.person_id
    Appointment.objects.create(person_id=tam, role="specialist", office=centre.cast.agency,
                               valid_from=DAY, emergency=True)  # fmt: skip
    Appointment.objects.filter(person=giang).update(valid_until=DAY - timedelta(days=1))
    tell_rosters(centre.log.now)
    (urgent,) = [leaf for leaf in centre.leaves("roster") if leaf["e"]]
    assert text_of(pseudonym(tam, "2026Q3")) in {row[0] for row in urgent["o"]}
    (gone,) = centre.leaves("absence")
    assert gone["o"] == text_of(pseudonym(giang, "2026Q3"))
    assert (gone["first"], gone["last"]) == ("2026-08-10", "2026-08-11")
    assert "emergency roster 1" in centre.right()


def test_absences_are_told_once_and_clipped_to_the_quarter(centre):
    chi = centre.cast.chi.person_id
    record_absence(person_id=chi, first_day=DAY + timedelta(days=1), last_day=date(2026, 11, 2),
                   reason="illness", recorded_by=None)  # fmt: skip
    assert tell_absences(centre.log.now) == 1
    assert tell_absences(centre.log.now) == 0
    (leaf,) = centre.leaves("absence")
    assert (leaf["first"], leaf["last"], leaf["r"]) == ("2026-08-11", "2026-09-30", "sick")


def test_the_next_quarter_s_pseudonyms_are_told_before_it_begins(centre):
    autumn = datetime(2026, 9, 20, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    centre.publish(seconds=(autumn - centre.log.now).total_seconds())
    assert next_epoch(autumn.date()) == date(2026, 10, 1)
    assert tell_rosters(centre.log.now) > 0
    chi = centre.cast.chi.person_id
    new = text_of(pseudonym(chi, "2026Q4"))
    names = {row[0] for own in telling.in_force(date(2026, 10, 1)).values() for row in own["o"]}
    assert new in names
    assert line(centre, chi, date(2026, 10, 1)) is None
    assert people_of(date(2026, 10, 3))[pseudonym(chi, "2026Q4")] == chi
    assert people_of(date(2026, 10, 3))[pseudonym(chi, "2026Q3")] == chi
    assert tell_rosters(centre.log.now) == 0
    centre.right()


def test_a_list_that_changes_holds_for_all_branches_on_one_day(centre, settings):
    settings.LEDGER_BEACONS.write_text(lines("b1", "b2", "b3"), encoding="utf-8")
    tell_rosters(centre.log.now)
    today, later = telling.in_force(DAY), telling.in_force(DAY + timedelta(days=2))
    assert {len(own["c"]) for own in today.values()} == {2}
    assert {len(own["c"]) for own in later.values()} == {3}
    settings.LEDGER_BEACONS.unlink()
    tell_rosters(centre.log.now)
    gone = telling.in_force(DAY + timedelta(days=2))
    assert {len(own["c"]) for own in gone.values()} == {0}


def test_nothing_is_told_before_the_log_has_begun(cast, tmp_path, settings, outside):
    centre = make_centre(cast, tmp_path, settings, MONDAY, outside)
    assert tell_rosters(centre.log.now) == 0
    assert not SaidRoster.objects.exists()
    assert not telling.any_beacons(DAY)
    assert offices.agency(cast.agency)
    unlock()


@pytest.mark.parametrize(
    ("ground", "code"),
    [
        ("Nghị định 61/2018/NĐ-CP Điều 19", "61.2018.ND-CP"),
        ("Luật 36/2018/QH14", "36.2018.QH14"),
        ("Điều 1", "stated"),
    ],
)
def test_a_ground_is_a_code_in_the_log(ground, code):
    assert ground_code(ground) == code
