"""Requests: asked by one, approved by another, once, within their time; every step an event."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from motcua.approvals.actions.approve import approve
from motcua.approvals.actions.ask import ask
from motcua.approvals.actions.turn_down import turn_down
from motcua.approvals.actions.use import usable, use
from motcua.approvals.jobs import lapse_requests
from motcua.approvals.kinds import Kind, State
from motcua.approvals.models import Request
from motcua.approvals.queries import own, waiting_for
from motcua.approvals.told import REQUEST, Told
from motcua.events.blocking import WayOfContact
from motcua.events.models import Event
from motcua.events.queries import of_subject
from motcua.flow.refusal import Refused
from motcua.identity.roles import Role

WANTED = {"list": "board", "show": "late", "field": "", "agency": ""}


@pytest.fixture
def hoa(who):
    return who("hoa-2", Role.AUDITOR)


@pytest.fixture
def second(who):
    return who("second", Role.SUPERVISOR)


@pytest.fixture
def asked(hoa, monday):
    return ask(kind=Kind.EXPORT, reason="Báo cáo tháng", wanted=WANTED, actor=hoa, at=monday,
               request_id=uuid4())  # fmt: skip


def refused(act, **given) -> str:
    with pytest.raises(Refused) as no:
        act(request_id=uuid4(), **given)
    return no.value.refusal.code


def kinds(row):
    return [event.kind for event in of_subject(REQUEST, row.pk)]


def test_approved_by_another_and_used_once(asked, hoa, second, monday):
    assert refused(approve, number=asked.pk, actor=hoa, at=monday) == "second_person"
    approve(number=asked.pk, actor=second, at=monday, request_id=uuid4())
    given = {"number": asked.pk, "kind": Kind.EXPORT, "at": monday + timedelta(hours=23)}
    for wrong in (second, hoa.__class__(person_id=hoa.person_id, office="elsewhere")):
        with pytest.raises(Refused), transaction.atomic():
            usable(actor=wrong, **given)
    with transaction.atomic():
        use(usable(actor=hoa, **given), actor=hoa, at=monday, request_id=uuid4(), rows=3)
    with pytest.raises(Refused), transaction.atomic():
        usable(actor=hoa, **given)
    assert kinds(asked) == [Told.ASKED, Told.APPROVED, Told.USED]
    assert of_subject(REQUEST, asked.pk)[-1].data["rows"] == 3


def test_what_is_not_approved_cannot_be_used(asked, hoa, monday):
    with pytest.raises(Refused), transaction.atomic():
        usable(number=asked.pk, kind=Kind.EXPORT, actor=hoa, at=monday)


def test_time_runs_out_before_and_after_approval(asked, hoa, second, monday):
    late = monday + timedelta(days=7, minutes=1)
    assert refused(approve, number=asked.pk, actor=second, at=late) == "absent"
    approve(number=asked.pk, actor=second, at=monday, request_id=uuid4())
    with pytest.raises(Refused), transaction.atomic():
        usable(number=asked.pk, kind=Kind.EXPORT, actor=hoa, at=monday + timedelta(hours=25))
    assert lapse_requests(monday + timedelta(hours=23)) == 0
    assert lapse_requests(monday + timedelta(hours=25)) == 1
    assert Request.objects.get().state == State.LAPSED
    assert kinds(asked)[-1] == Told.LAPSED


def test_turned_down_with_a_reason_or_taken_back_without(asked, hoa, second, monday):
    given = {"number": asked.pk, "at": monday}
    assert refused(turn_down, reason=" ", actor=second, **given) == "reason_missing"
    turn_down(reason="Không cần cả danh sách", actor=second, request_id=uuid4(), **given)
    assert refused(approve, actor=second, **given) == "absent"
    again = ask(kind=Kind.EXPORT, reason="Khác", wanted=WANTED, actor=hoa, at=monday,
                request_id=uuid4())  # fmt: skip
    turn_down(number=again.pk, reason="", actor=hoa, at=monday, request_id=uuid4())
    assert [row.state for row in Request.objects.order_by("pk")] == ["turned_down", "taken_back"]


def test_a_repeated_request_is_one(hoa, monday):
    number = uuid4()
    rows = [
        ask(kind=Kind.EXPORT, reason="Một", wanted=WANTED, actor=hoa, at=monday, request_id=number)
        for _ in range(2)
    ]
    assert rows[0].pk == rows[1].pk
    assert Request.objects.count() == 1


def test_a_request_number_is_good_for_one_thing(asked, hoa, second, monday):
    number = uuid4()
    approve(number=asked.pk, actor=second, at=monday, request_id=number)
    approve(number=asked.pk, actor=second, at=monday, request_id=number)  # sent twice: done once
    given = {"kind": Kind.EXPORT, "reason": "Hai", "wanted": WANTED, "actor": hoa, "at": monday}
    for act in (
        lambda: ask(request_id=number, **given),
        lambda: turn_down(
            number=asked.pk + 1, reason="x", actor=second, at=monday, request_id=number
        ),
        lambda: use_it(asked, hoa, monday, number),
    ):
        with pytest.raises(Refused) as no:
            act()
        assert no.value.refusal.code == "request_id_used"
    assert Request.objects.get().state == State.APPROVED


@transaction.atomic
def use_it(asked, actor, at, number):
    row = usable(number=asked.pk, kind=Kind.EXPORT, actor=actor, at=at)
    use(row, actor=actor, at=at, request_id=number)


def test_without_permission_reason_or_with_a_telephone_number_nothing_is_asked(hoa, cast, monday):
    given = {"kind": Kind.EXPORT, "wanted": WANTED, "at": monday}
    assert refused(ask, reason="Xem", actor=cast.chi, **given) == "absent"
    assert refused(ask, reason="  ", actor=hoa, **given) == "reason_missing"
    with pytest.raises(WayOfContact):
        ask(reason="Gọi 0912345678", actor=hoa, request_id=uuid4(), **given)
    assert Event.objects.filter(kind="text_blocked", subject="request_text").count() == 1
    assert Request.objects.count() == 0


def test_who_reads_what(asked, hoa, second, cast, monday):
    (line,) = waiting_for(second, monday)
    assert (line.mine, line.may_approve) == (False, True)
    (line,) = waiting_for(hoa, monday)
    assert (line.mine, line.may_approve) == (True, False)
    assert waiting_for(cast.chi, monday) == []
    assert waiting_for(second, monday + timedelta(days=8)) == []
    assert [one.id for one in own(hoa, [Kind.EXPORT])] == [asked.pk]
    assert own(second, [Kind.EXPORT]) == []


def test_the_database_itself_lets_nobody_approve_alone(asked):
    for wrong in (
        {"first_approver": asked.asked_by},
        {"state": "approved"},
        {"first_approver": 5, "second_approver": 5},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Request.objects.filter(pk=asked.pk).update(**wrong)
