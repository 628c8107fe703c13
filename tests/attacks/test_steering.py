"""Steering: neither applicant, official nor head chooses who settles, or decides alone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from motcua.approvals.actions.approve import approve as approve_request
from motcua.approvals.actions.ask import ask
from motcua.approvals.kinds import Kind
from motcua.approvals.models import Request
from motcua.approvals.rostering import appointment
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
from motcua.dossiers.models import AccessRecord, Dossier, Draw
from motcua.dossiers.pools import candidates
from motcua.dossiers.pseudonyms import epoch_of, pseudonym
from motcua.dossiers.status import Outcome, Status
from motcua.events.models import Event
from motcua.flow.refusal import Refused
from motcua.identity.actions.appoint import appoint
from motcua.identity.actions.record_absence import record_absence
from motcua.identity.models import Appointment, Person
from motcua.identity.queries import actor
from motcua.identity.roles import Role
from motcua.identity.roster import roster
from motcua.insight.models import Alert
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


def test_an_emergency_roster(cast, dossier, enter, now):
    """Putting one's own people into the draws at once takes two more people and is told to all."""
    asker, helper, third = (
        _colleague(name, Role.ADMINISTRATOR, "centre-office") for name in ("a", "b", "c")
    )
    Appointment.objects.filter(office=cast.agency).update(recorded_at=now - timedelta(days=30))
    friend = Person.objects.create(login="ban", full_name="Mẫu Bạn", kind="official")
    wanted = appointment(person_id=friend.pk, role=Role.SPECIALIST, office=cast.agency,
                         valid_from=now.date(), skills=["civil_status"], capacity=2000)  # fmt: skip
    given = {"reason": "Bão", "wanted": wanted, "about": friend.pk, "actor": asker, "at": now}
    row = ask(kind=Kind.ROSTER_AT_ONCE, request_id=uuid4(), **given)
    for alone in (asker, asker, helper, helper):
        refusal_of(approve_request, number=row.pk, actor=alone, at=now, request_id=uuid4())
    drawn = roster([cast.agency], Role.SPECIALIST, now, now.date())
    assert friend.pk not in {one.person_id for one in drawn}
    public = "/so-cong-khai/boc-tham/"
    assert "không có lần nào" in enter().get(public).content.decode()
    approve_request(number=row.pk, actor=third, at=now, request_id=uuid4())
    assert "2026-08" in enter().get(public).content.decode()
    console = enter(cast.hoa).get("/dieu-hanh/danh-sach-can-bo/").content.decode()
    assert "Khẩn cấp" in console
    assert "Mẫu Bạn" not in console


def test_a_roster_change_alone(cast, enter, now):
    """One administrator alone changes no post, skill or capacity, whatever form is posted."""
    admin = _colleague("a", Role.ADMINISTRATOR, "centre-office")
    browser, chi = enter(admin), cast.chi.person_id
    path = f"/dieu-hanh/can-bo/{chi}/"
    for post in ({"do": "adjust", "capacity": "0", "adjust-reason": "x"},
                 {"do": "end", "appointment": Appointment.objects.get(person_id=chi).pk,
                  "last_day": "2026-08-10", "end-reason": "x"}):  # fmt: skip
        assert browser.post(path, post).status_code == 302
    for row in Request.objects.all():
        waiting = {"request": f"request-{row.pk}", "answer": "confirm", "request_id": uuid4()}
        assert browser.post("/dieu-hanh/cho-xac-nhan/", waiting).status_code == 409
    drawn = roster([cast.agency], Role.SPECIALIST, now + timedelta(days=3), now.date())
    assert {one.person_id: one.capacity for one in drawn}[chi] == 1000


def test_a_list_exported_alone(cast, dossier, enter, now):
    """A list of dossiers leaves for nobody who asked for it alone, by any method."""
    Dossier.objects.filter(pk=dossier.pk).update(due_at=now - timedelta(days=1))
    browser = enter(cast.hoa)
    form = {"show": "late", "field": "", "agency": "", "reason": "Xem"}
    browser.post("/dieu-hanh/tep-danh-sach/", form)
    number = Request.objects.get().pk
    for answer in (
        browser.post(f"/dieu-hanh/tep-danh-sach/{number}/"),
        browser.get(f"/dieu-hanh/tep-danh-sach/{number}/"),
        browser.get("/dieu-hanh/qua-han/tai-ve/"),
        browser.get("/dieu-hanh/qua-han/", {"format": "csv"}, headers={"accept": "text/csv"}),
    ):
        assert "csv" not in answer["Content-Type"]
        assert "attachment" not in answer.get("Content-Disposition", "")


def _colleague(name, role, office):
    person = Person.objects.create(login=f"mau-{name}", full_name="Mẫu", kind="official")
    appoint(person_id=person.pk, role=role, office=office, valid_from=SINCE)
    return actor(person, office, SINCE)


def test_closing_the_alert_about_oneself(cast, enter, now):
    """An inspector neither takes up nor closes the alert about themself, and none can be deleted."""
    alert = Alert.objects.create(
        kind="volume", day=now.date(), unit="city", hits=300, base=300, raised_at=now,
        who=pseudonym(cast.hoa.person_id, epoch_of(now.date())).hex(),
    )  # fmt: skip
    where = f"/dieu-hanh/thanh-tra/canh-bao/{alert.uid}/"
    for form in ({"do": "see"}, {"verdict": "false_alarm", "words": "Không có gì đáng ngờ cả."}):
        assert enter(cast.hoa).post(where, form).status_code == 409
    alert.refresh_from_db()
    assert alert.seen_at is alert.closed_at is None
    with pytest.raises(DatabaseError), transaction.atomic():
        alert.delete()
