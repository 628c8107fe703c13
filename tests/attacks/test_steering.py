"""Steering: neither applicant, official nor head chooses who settles, or decides alone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.approve_break_glass import approve_break_glass
from motcua.dossiers.actions.ask_break_glass import ask_break_glass
from motcua.dossiers.actions.ask_recusal import ask_recusal
from motcua.dossiers.actions.finish_step import finish_step
from motcua.dossiers.actions.propose import propose
from motcua.dossiers.actions.reassign import reassign
from motcua.dossiers.actions.recuse import recuse
from motcua.dossiers.actions.transfer import transfer
from motcua.dossiers.glass import GlassReason
from motcua.dossiers.models import AccessRecord, Draw
from motcua.dossiers.pools import candidates
from motcua.dossiers.status import Outcome, Status
from motcua.events.models import Event
from motcua.flow.refusal import Refused
from motcua.identity.actions.appoint import appoint
from motcua.identity.actions.record_absence import record_absence
from motcua.identity.models import Person
from motcua.identity.roles import Role
from tests.builders import a_dossier
from tests.cast import SINCE


def colleagues(cast, count, *, at=None):
    people = []
    for n in range(count):
        one = Person.objects.create(login=f"mau-{n}", full_name="Mẫu", kind="official")
        appoint(person_id=one.pk, role=Role.SPECIALIST, office=cast.agency, valid_from=SINCE,
                skills=["civil_status"], at=at)  # fmt: skip
        people.append(one)
    return people


def refusal_of(act, **given):
    try:
        act(**given)
    except Refused as refused:
        return refused.refusal.code
    return ""


def test_five_identical_filings(cast, monday, now):
    """Five copies of one matter go to one official: filing again draws nobody else."""
    people = set()
    for n in range(5):
        at = monday + timedelta(minutes=n)
        people.add(a_dossier(cast, Status.PROCESSING, at=at).official_id)
    assert len(people) == 1
    assert Draw.objects.filter(kind=Draw.Kind.REPEAT).count() == 4


def test_eleven_of_twelve_absent(cast, monday, now):
    """With eleven of twelve away the draw is marked thin: it is seen, not hidden."""
    for one in colleagues(cast, 10, at=monday - timedelta(days=9)):
        record_absence(person_id=one.pk, reason="leave", first_day=monday.date(),
                       last_day=monday.date(), recorded_by=None)  # fmt: skip
    record_absence(person_id=cast.giang.person_id, reason="leave", first_day=monday.date(),
                   last_day=monday.date(), recorded_by=None)  # fmt: skip
    accepted = a_dossier(cast, Status.ACCEPTED, at=monday)
    transfer(
        dossier_id=accepted.pk, actor=cast.binh, at=monday + timedelta(hours=3), request_id=uuid4()
    )
    assert Draw.objects.get(dossier=accepted).thin


def test_a_roster_change_just_before_the_draw(cast, monday, now):
    """Whoever was appointed less than 24 hours ago is in no pool."""
    accepted = a_dossier(cast, Status.ACCEPTED, at=monday)
    for row in Person.objects.filter(login__in=["chi", "giang"]):
        row.appointments.update(recorded_at=monday - timedelta(days=30))
    fresh = colleagues(cast, 3, at=monday)
    pool = candidates(accepted, at=monday + timedelta(hours=3), day=monday.date(), out={})
    assert not {one.pk for one in fresh} & set(pool.people.values())


def test_a_series_of_self_recusals(cast, dossier, settling, now):
    """A recusal takes a second person; alone the official gets rid of nothing."""
    ask_recusal(dossier_id=dossier.pk, reason="kin", actor=settling, at=now, request_id=uuid4())
    with pytest.raises(Refused):
        recuse(dossier_id=dossier.pk, actor=settling, at=now, request_id=uuid4())
    dossier.refresh_from_db()
    assert dossier.official_id == settling.person_id


def test_a_head_draws_until_it_suits(cast, dossier, now):
    """A head who draws again and again alone is stopped; the second takes another person."""
    colleagues(cast, 6)
    codes = [
        refusal_of(reassign, dossier_id=dossier.pk, reason="Quá tải", actor=cast.dung,
                   at=now + timedelta(minutes=n), request_id=uuid4())
        for n in range(3)
    ]  # fmt: skip
    assert all(codes[1:])
    assert Draw.objects.filter(dossier=dossier, reason__startswith="reassigned").count() <= 1


def test_a_head_of_another_agency_takes_the_dossier(cast, dossier, now):
    """The head of another agency can neither draw again nor decide."""
    for act, given in ((reassign, {"reason": "x"}), (approve, {})):
        with pytest.raises(Refused):
            act(dossier_id=dossier.pk, actor=cast.sau, at=now, request_id=uuid4(), **given)


def test_deciding_on_ones_own_proposal(cast, dossier, settling, now):
    """Who proposes does not decide, whatever roles the person holds."""
    both = type(settling).with_roles(
        frozenset({Role.SPECIALIST, Role.HEAD}), person_id=settling.person_id, office=cast.agency
    )
    given = {"dossier_id": dossier.pk, "actor": both, "at": now}
    while not refusal_of(finish_step, **given, request_id=uuid4()):
        pass  # to the end of the route
    assert refusal_of(propose, **given, outcome=Outcome.GRANTED, request_id=uuid4()) == ""
    assert refusal_of(approve, **given, request_id=uuid4()) == "four_eyes"
    dossier.refresh_from_db()
    assert dossier.outcome == ""


def test_a_colleague_settles_what_was_drawn_for_another(cast, dossier, bystander, now):
    """Only who was drawn may work on the dossier."""
    with pytest.raises(Refused):
        propose(
            dossier_id=dossier.pk,
            outcome=Outcome.GRANTED,
            actor=bystander,
            at=now,
            request_id=uuid4(),
        )


def test_break_glass_alone(cast, dossier, now):
    """Nobody opens the glass alone: who asked cannot confirm."""
    given = {"dossier_id": dossier.pk, "actor": cast.dung, "at": now}
    ask_break_glass(**given, reason=next(iter(GlassReason)).value, ground="Điều 5 văn bản mẫu",
                    request_id=uuid4())  # fmt: skip
    with pytest.raises(Refused):
        approve_break_glass(**given, request_id=uuid4())


def test_break_glass_without_a_reason(cast, dossier, now):
    """Without a reason of the list there is no request."""
    for reason in ("", "tò mò", "x" * 500):
        with pytest.raises(Refused):
            ask_break_glass(dossier_id=dossier.pk, actor=cast.dung, at=now, reason=reason,
                            ground="Điều 5", request_id=uuid4())  # fmt: skip


@pytest.mark.parametrize("table", [Draw, AccessRecord, Event])
def test_rewriting_the_record(cast, dossier, table, now):
    """Draws, looks and events can neither be changed nor deleted, by the database itself."""
    if table is AccessRecord:
        table.objects.create(
            dossier=dossier, person_id=1, role="x", purpose="inspect", at=now, slot=1
        )
    assert table.objects.exists()
    column = "agency" if table is Draw else "office"
    for act in (
        lambda: table.objects.update(**{column: "x"}),
        lambda: table.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
