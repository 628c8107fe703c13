"""Changes of the roster: approved by another, counted after 24 hours; at once only by two more."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from motcua.approvals.actions.approve import approve
from motcua.approvals.actions.ask import ask
from motcua.approvals.kinds import Kind
from motcua.approvals.models import Request
from motcua.approvals.queries import emergencies, emergencies_in_public, roster_changes
from motcua.approvals.rostering import adjustment, appointment, ending
from motcua.flow.refusal import Refused
from motcua.identity.models import Appointment, Official, Person
from motcua.identity.roles import Role
from motcua.identity.roster import roster
from motcua.worktime.instants import midnight
from tests.cast import DAY


@pytest.fixture
def ana(who):
    return who("ana")


@pytest.fixture
def ben(who):
    return who("ben")


@pytest.fixture
def old_roster(cast, monday):
    """The agency's roster is a month old: nothing about it is new any more."""
    Appointment.objects.update(recorded_at=monday - timedelta(days=30))


@pytest.fixture
def newcomer(cast):
    return Person.objects.create(login="moi", full_name="Mẫu Mới", kind="official").pk


def change(wanted, asker, approvers, at, *, at_once=False):
    kind = Kind.ROSTER_AT_ONCE if at_once else Kind.ROSTER
    row = ask(kind=kind, reason="Thiếu người", wanted=wanted, about=wanted["person"], actor=asker,
              at=at, request_id=uuid4())  # fmt: skip
    for one in approvers:
        approve(number=row.pk, actor=one, at=at, request_id=uuid4())
    return Request.objects.get(pk=row.pk)


def counted(cast, at):
    return {one.person_id: one for one in roster([cast.agency], Role.SPECIALIST, at, at.date())}


def post(cast, person):
    return appointment(person_id=person, role=Role.SPECIALIST, office=cast.agency, valid_from=DAY,
                       skills=["land"], capacity=800)  # fmt: skip


def test_a_new_post_counts_a_day_after_another_approved(
    cast, ana, ben, newcomer, old_roster, monday
):
    row = change(post(cast, newcomer), ana, [ben], monday)
    assert row.in_force_from == monday + timedelta(hours=24)
    assert newcomer not in counted(cast, monday + timedelta(hours=23))
    assert counted(cast, monday + timedelta(hours=25))[newcomer].capacity == 800
    assert [one.id for one in roster_changes(ana, monday)] == [row.pk]
    assert roster_changes(ana, monday + timedelta(hours=25)) == []


def test_nothing_changes_before_approval_and_nobody_concerned_approves(
    cast, ana, newcomer, who, monday
):
    row = change(post(cast, newcomer), ana, [], monday)
    concerned = who("x").__class__.with_roles(
        frozenset({Role.ADMINISTRATOR}), person_id=newcomer, office="centre-office"
    )
    for wrong in (ana, concerned):
        with pytest.raises(Refused):
            approve(number=row.pk, actor=wrong, at=monday, request_id=uuid4())
    assert not Appointment.objects.filter(person_id=newcomer).exists()


def test_capacity_counts_a_day_after(cast, ana, ben, old_roster, monday):
    chi = cast.chi.person_id
    change(adjustment(person_id=chi, skills=["land"], capacity=0), ana, [ben], monday)
    assert counted(cast, monday + timedelta(hours=23))[chi].capacity == 1000
    assert counted(cast, monday + timedelta(hours=25))[chi].capacity == 0


def test_nobody_leaves_the_draws_within_a_day(cast, ana, ben, old_roster, monday):
    chi = cast.chi.person_id
    held = Appointment.objects.get(person_id=chi)
    wanted = ending(person_id=chi, appointment_id=held.pk, last_day=DAY - timedelta(days=1))
    row = change(wanted, ana, [ben], monday)
    assert chi in counted(cast, monday + timedelta(hours=24))
    assert chi not in counted(cast, monday + timedelta(hours=40))
    assert row.in_force_from == midnight(DAY + timedelta(days=2))


def test_an_emergency_takes_two_and_is_seen_by_everybody(
    cast, ana, ben, who, newcomer, old_roster, monday
):
    row = change(post(cast, newcomer), ana, [ben], monday, at_once=True)
    assert row.state == "waiting"
    with pytest.raises(Refused):
        approve(number=row.pk, actor=ben, at=monday, request_id=uuid4())
    approve(number=row.pk, actor=who("cuc"), at=monday, request_id=uuid4())
    assert counted(cast, monday + timedelta(minutes=1))[newcomer].skills == {"land"}
    assert Appointment.objects.get(person_id=newcomer).emergency
    assert [one.id for one in emergencies(ana, monday - timedelta(days=1))] == [row.pk]
    assert emergencies_in_public(monday) == {"2026-08": 1}


def test_an_emergency_also_ends_a_post_or_changes_abilities_at_once(
    cast, ana, ben, who, old_roster, monday
):
    chi, giang, third = cast.chi.person_id, cast.giang.person_id, who("cuc")
    held = Appointment.objects.get(person_id=chi)
    wanted = ending(person_id=chi, appointment_id=held.pk, last_day=DAY - timedelta(days=1))
    change(wanted, ana, [ben, third], monday, at_once=True)
    assert chi not in counted(cast, monday)
    wanted = adjustment(person_id=giang, skills=["land"], capacity=10)
    change(wanted, ana, [ben, third], monday, at_once=True)
    assert counted(cast, monday)[giang].capacity == 10
    assert Official.objects.get(person_id=giang).changed_at is None


def test_a_further_post_leaves_abilities_as_they_are_by_then(cast, ana, ben, monday):
    chi = cast.chi.person_id
    wanted = appointment(person_id=chi, role=Role.CONSULTED, office=cast.agency, valid_from=DAY)
    row = change(wanted, ana, [], monday)
    change(adjustment(person_id=chi, skills=["land"], capacity=300), ana, [ben], monday)
    approve(number=row.pk, actor=ben, at=monday, request_id=uuid4())
    kept = Official.objects.get(person_id=chi)
    assert (kept.skills, kept.capacity) == (["land"], 300)


def test_what_cannot_be_asked_for(cast, newcomer):
    held = Appointment.objects.get(person_id=cast.chi.person_id)
    wrong = (
        lambda: adjustment(person_id=cast.an.person_id, skills=[], capacity=1),
        lambda: adjustment(person_id=newcomer, skills=[], capacity=2001),
        lambda: adjustment(person_id=newcomer, skills=[], capacity=0),
        lambda: ending(person_id=newcomer, appointment_id=held.pk, last_day=DAY),
        lambda: ending(person_id=cast.chi.person_id, appointment_id=held.pk,
                       last_day=date(2001, 1, 1)),
        lambda: appointment(person_id=newcomer, role=Role.APPLICANT, office="x", valid_from=DAY),
        lambda: appointment(person_id=cast.chi.person_id, role=Role.SPECIALIST,
                            office=cast.agency, valid_from=DAY),
    )  # fmt: skip
    codes = []
    for asked in wrong:
        with pytest.raises(Refused) as no:
            asked()
        codes.append(no.value.refusal.code)
    assert codes == ["absent", "capacity_wrong", "nothing_changed", "absent", "last_day_wrong",
                     "role_not_staff", "appointed_already"]  # fmt: skip
