"""The tricks of delay are impossible, or counted against the unit."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from motcua.dossiers import jobs
from motcua.dossiers.actions.accept_by_time import accept_by_time
from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.looked import Purpose, looked
from motcua.dossiers.actions.propose import propose
from motcua.dossiers.green_lane import GREEN, QUEUE, lane_of
from motcua.dossiers.models import AccessRecord, Dossier, Draw, Paper
from motcua.dossiers.status import Outcome, Status
from motcua.dossiers.views.abuses import Abuses, abuses, entered_after_the_fact
from motcua.dossiers.views.looks import PURPOSES, oddities, who_looked
from motcua.events.queries import of_subject
from motcua.flow.refusal import Refused
from motcua.identity.actions.record_absence import record_absence
from motcua.identity.actor import VISITOR, Actor
from motcua.identity.models import Person
from motcua.worktime.units import TimeLimit, Unit
from tests.builders import a_dossier
from tests.dossiers.test_fold import assert_retold

AGES = timedelta(days=400)


def figures_of(unit: str, monday) -> Abuses:
    found = {one.unit: one for one in abuses(monday - AGES, monday + AGES)}
    return found.get(unit, Abuses(unit=unit))


def official(cast, dossier) -> Actor:
    return cast.chi if dossier.official_id == cast.chi.person_id else cast.giang


@pytest.fixture
def lying(cast, monday) -> Dossier:
    """Handed in on Monday at ten: eight working hours end on Tuesday at ten."""
    return a_dossier(cast, Status.REGISTERED, at=monday)


def test_what_lies_too_long_is_accepted_and_counts_against_the_point(cast, lying, monday):
    assert jobs.accept_left_lying(monday + timedelta(hours=24)) == 0
    late = monday + timedelta(hours=26)
    assert jobs.accept_left_lying(late) == 1
    row = Dossier.objects.get(pk=lying.pk)
    assert (row.status, row.clock_started_at, row.received_by) == (Status.ACCEPTED, late, None)
    assert row.due_at is not None
    event = of_subject("dossier", row.pk)[-1]
    assert event.data["left_lying"] == cast.point
    assert_retold(row)
    assert figures_of(cast.point, monday).left_lying == 1
    assert jobs.accept_left_lying(late) == 0


def test_what_fails_the_technical_checks_waits_for_a_person(lying, monday):
    Paper.objects.filter(dossier=lying).delete()
    assert jobs.accept_left_lying(monday + timedelta(hours=26)) == 0
    assert Dossier.objects.get(pk=lying.pk).status == Status.REGISTERED


def test_the_hours_are_a_setting_and_people_cannot_take_the_verb(cast, lying, monday, settings):
    settings.ACCEPTANCE_HOURS = 2
    assert jobs.accept_left_lying(monday + timedelta(hours=5)) == 1
    with pytest.raises(Refused) as no:
        accept_by_time(dossier_id=lying.pk, actor=cast.binh, at=monday + timedelta(days=9),
                       request_id=uuid4())  # fmt: skip
    assert no.value.refusal.code == "not_permitted"


def test_the_absent_lose_their_dossiers_after_a_working_day_by_rule(cast, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    first, day = dossier.official_id, monday.date() + timedelta(days=1)
    record_absence(person_id=first, first_day=day, last_day=day + timedelta(days=9),
                   reason="illness", recorded_by=None)  # fmt: skip
    assert jobs.redraw_absent(monday + timedelta(days=1)) == 0
    assert jobs.redraw_absent(monday + timedelta(days=2)) == 1
    row = Dossier.objects.get(pk=dossier.pk)
    assert row.official_id not in (first, None)
    assert Draw.objects.get(dossier=dossier, attempt=1).reason == "absent"
    assert_retold(row)
    assert jobs.redraw_absent(monday + timedelta(days=2, hours=1)) == 0


@pytest.mark.parametrize(("hours", "late"), [(5, 0), (74, 1), (90, 1)])
def test_refusals_in_the_last_tenth_are_a_figure(cast, monday, hours, late):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    at = monday + timedelta(hours=hours)
    _refuse(cast, dossier, at)
    row = Dossier.objects.get(pk=dossier.pk)
    rest = row.first_due_at - row.settled_at
    assert (rest <= (row.first_due_at - row.clock_started_at) / 10) is bool(late)
    found = figures_of(cast.agency, monday)
    assert (found.settled, found.refused, found.refused_late) == (1, 1, late)


def test_refused_and_later_granted_is_a_figure(cast, monday):
    _refuse(cast, a_dossier(cast, Status.PROCESSING, at=monday), monday + timedelta(hours=5))
    assert figures_of(cast.agency, monday).refused_then_granted == 0
    a_dossier(cast, Status.DONE, at=monday + timedelta(days=3))
    assert figures_of(cast.agency, monday).refused_then_granted == 1


def _refuse(cast, dossier, at):
    propose(dossier_id=dossier.pk, actor=official(cast, dossier), at=at, request_id=uuid4(),
            outcome=Outcome.REFUSED, reason="Không đủ", ground="Điều 1")  # fmt: skip
    approve(dossier_id=dossier.pk, actor=cast.dung, at=at, request_id=uuid4())


def test_an_entry_after_the_fact_is_flagged(cast, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    events = of_subject("dossier", dossier.pk)
    assert all(entered_after_the_fact(event) for event in events)  # the test's past, told today
    assert figures_of(cast.point, monday).entered_late >= 1
    event = events[0]
    event.at = event.recorded_at - timedelta(minutes=9)
    assert not entered_after_the_fact(event)


def test_the_green_lane_is_a_rule(cast, monday):
    assert (
        lane_of(TimeLimit(1, Unit.WORKING_DAY)) == lane_of(TimeLimit(4, Unit.WORKING_HOUR)) == GREEN
    )
    assert lane_of(TimeLimit(2, Unit.WORKING_DAY)) == lane_of(None) == QUEUE
    assert lane_of(TimeLimit(1, Unit.MONTH)) == QUEUE
    assert a_dossier(cast, Status.PROCESSING, at=monday).priority == QUEUE


def test_working_out_of_turn_is_told(cast, monday, settings):
    settings.SEED_SOURCE = "tests.dossiers.seeding.byte_0"
    first = a_dossier(cast, Status.PROCESSING, at=monday)
    second = a_dossier(cast, Status.PROCESSING, at=monday + timedelta(days=1))
    assert first.official_id == second.official_id
    at = monday + timedelta(days=2)
    for dossier, jumped in ((second, 1), (first, 0)):
        propose(dossier_id=dossier.pk, actor=official(cast, dossier), at=at, request_id=uuid4(),
                outcome=Outcome.GRANTED)  # fmt: skip
        assert of_subject("dossier", dossier.pk)[-1].data["jumped"] == jumped
    assert figures_of(cast.agency, monday).jumped == 1


def test_the_applicant_sees_who_looked_and_no_name(cast, monday, django_assert_num_queries):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    mine = official(cast, dossier)
    with django_assert_num_queries(3):  # a savepoint, one statement, its release
        looked(dossier_ids=[dossier.pk], actor=mine, at=monday, purpose=Purpose.SETTLE)
    looked(dossier_ids=[dossier.pk], actor=mine, at=monday + timedelta(minutes=2),
           purpose=Purpose.SETTLE)  # fmt: skip
    looked(dossier_ids=[dossier.pk], actor=cast.binh, at=monday, purpose=Purpose.RECEIVE)
    for nobody in (VISITOR, cast.an, Actor.system()):
        assert (
            looked(dossier_ids=[dossier.pk], actor=nobody, at=monday, purpose=Purpose.SETTLE) == 0
        )
    looks = who_looked(cast.an, dossier.pk)
    assert len(looks) == 2
    assert {look.alias for look in looks} == {dossier.alias, ""}
    shown = str(looks)
    for person in Person.objects.filter(kind="official").exclude(full_name=""):
        assert person.full_name not in shown
    for stranger in (cast.other, cast.chi, cast.dung, cast.binh, VISITOR):
        with pytest.raises(Refused) as no:
            who_looked(stranger, dossier.pk)
        assert no.value.refusal.code == "absent"
    with pytest.raises(Refused):
        who_looked(cast.an, 10**9)


def test_a_look_can_neither_be_changed_nor_deleted(cast, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    looked(dossier_ids=[dossier.pk], actor=cast.dung, at=monday, purpose=Purpose.DECIDE)
    for act in (
        lambda: AccessRecord.objects.update(role="x"),
        lambda: AccessRecord.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_volume_after_hours_and_family_names_are_odd(cast, monday):
    dossiers = [a_dossier(cast, Status.REGISTERED, at=monday) for _ in range(3)]
    ids = [one.pk for one in dossiers]
    looked(dossier_ids=ids, actor=cast.binh, at=monday, purpose=Purpose.RECEIVE)
    assert oddities(cast.hoa, monday.date()) == []
    assert {o.what for o in oddities(cast.hoa, monday.date(), many=2)} == {"volume"}
    looked(dossier_ids=ids, actor=cast.binh, at=monday.replace(hour=23), purpose=Purpose.RECEIVE)
    (late,) = oddities(cast.hoa, monday.date())
    assert (late.what, late.looks, len(late.who)) == ("after_hours", 3, 32)
    Person.objects.filter(pk=cast.ly.person_id).update(full_name="Nguyễn Mẫu Bà Con")
    looked(dossier_ids=ids[:1], actor=cast.ly, at=monday, purpose=Purpose.RETURN)
    kin = [o for o in oddities(cast.hoa, monday.date()) if o.what == "family_name"]
    assert [o.looks for o in kin] == [1]
    with pytest.raises(Refused):
        oddities(cast.dung, monday.date())


def test_every_purpose_is_said_in_both_languages():
    assert set(PURPOSES) == set(Purpose)
    assert all(text.vi != text.en for text in PURPOSES.values())
