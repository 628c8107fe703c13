"""The legal clock of a dossier: supplement, payment, stop, apology; gross and net time."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from motcua.dossiers.actions.ask_payment import ask_payment
from motcua.dossiers.actions.ask_second_supplement import ask_second_supplement
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.complete import complete
from motcua.dossiers.actions.confirm_second_supplement import confirm_second_supplement
from motcua.dossiers.actions.credit_fee import credit_fee
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.lapse import lapse
from motcua.dossiers.actions.resume import resume
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.knowledge import reckoning_of
from motcua.dossiers.models import Dossier, Suspension
from motcua.dossiers.status import Status
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor
from motcua.worktime.instants import LOCAL
from tests.builders import CONSTRUCTION, ITEMS, a_dossier


def official(cast, dossier: Dossier) -> Actor:
    return cast.chi if dossier.official_id == cast.chi.person_id else cast.giang


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 8, day, hour, minute, tzinfo=LOCAL)


@pytest.fixture
def permit(cast, monday) -> Dossier:
    """A house's construction permit, being processed since Monday 10 August, 12:00."""
    return a_dossier(cast, Status.PROCESSING, at=monday, procedure=CONSTRUCTION, works_kind="house")


def test_a_house_has_fifteen_days_from_complete_reception(permit):
    # Received Monday 10 August at 11:00; the first day is not counted; 25 August is a Tuesday.
    assert permit.clock_started_at == local(10, 11)
    assert permit.first_due_at == permit.due_at == local(25, 17)


def test_a_supplement_counts_the_limit_anew_and_keeps_the_first_date(cast, permit):
    ask_supplement(
        dossier_id=permit.pk,
        items=ITEMS,
        actor=official(cast, permit),
        at=local(12, 9),
        request_id=uuid4(),
    )
    done = complete(dossier_id=permit.pk, actor=cast.an, at=local(20, 10), request_id=uuid4())
    assert done.status == Status.PROCESSING
    assert done.first_due_at == local(25, 17)
    # Fifteen calendar days from 20 August end on 4 September, a Friday.
    assert done.due_at == datetime(2026, 9, 4, 17, 0, tzinfo=LOCAL)
    line = Suspension.objects.get(dossier=permit)
    assert (line.form, line.begins, line.ends, line.restarts) == (
        "02",
        local(12, 9),
        local(20, 10),
        True,
    )
    assert line.reason
    assert line.person_id == permit.official_id


def test_waiting_for_a_payment_pushes_the_date_by_the_time_it_took(cast, permit):
    ask_payment(dossier_id=permit.pk, amount=100, reason="Lệ phí", ground="Điều 22",
                actor=official(cast, permit), at=local(12, 9), request_id=uuid4())  # fmt: skip
    waiting = Dossier.objects.get(pk=permit.pk)
    assert waiting.status == Status.WAITING_PAYMENT
    half = credit_fee(dossier_id=permit.pk, amount=waiting.fee_due - 1, actor=Actor.system(),
                      at=local(13, 9), request_id=uuid4())  # fmt: skip
    assert half.status == Status.WAITING_PAYMENT
    paid = credit_fee(
        dossier_id=permit.pk, amount=1, actor=Actor.system(), at=local(14, 9), request_id=uuid4()
    )
    assert paid.status == Status.PROCESSING
    assert paid.due_at > local(25, 17)
    assert paid.due_at <= local(28, 17)
    reckoning = reckoning_of(paid)
    assert reckoning.gross_minutes(local(14, 9)) > reckoning.net_minutes(local(14, 9))


def test_a_stop_excludes_its_time(cast, permit):
    stop(
        dossier_id=permit.pk,
        reason="Theo lệnh",
        ground="Điều 5",
        actor=cast.dung,
        at=local(11, 8),
        request_id=uuid4(),
    )
    going = resume(
        dossier_id=permit.pk,
        reason="Hết lý do",
        actor=cast.dung,
        at=local(18, 8),
        request_id=uuid4(),
    )
    assert going.due_at >= local(31, 17)
    assert going.first_due_at == local(25, 17)


def test_the_date_moves_once_and_a_day_ahead(cast, permit):
    with pytest.raises(Refused) as late:
        extend(dossier_id=permit.pk, new_due=local(28, 17), reason="Chậm", actor=cast.dung,
               at=local(25, 8), request_id=uuid4())  # fmt: skip
    assert late.value.refusal.code == "apology_too_late"
    moved = extend(dossier_id=permit.pk, new_due=local(28, 17), reason="Chậm", actor=cast.dung,
                   at=local(21, 8), request_id=uuid4())  # fmt: skip
    assert (moved.due_at, moved.first_due_at) == (local(28, 17), local(25, 17))
    with pytest.raises(Refused) as twice:
        extend(dossier_id=permit.pk, new_due=local(31, 17), reason="Chậm", actor=cast.dung,
               at=local(22, 8), request_id=uuid4())  # fmt: skip
    assert twice.value.refusal.code == "extended_already"


def test_a_second_supplement_takes_two_people_and_there_is_no_third(cast, permit):
    at = local(11, 8)
    mine = {"dossier_id": permit.pk, "items": ITEMS, "actor": official(cast, permit)}
    ask_supplement(**mine, at=at, request_id=uuid4())
    complete(dossier_id=permit.pk, actor=cast.an, at=at + timedelta(hours=4), request_id=uuid4())
    at += timedelta(days=1)
    with pytest.raises(Refused) as alone:
        ask_supplement(**mine, at=at, request_id=uuid4())
    assert alone.value.refusal.code == "second_person_needed"
    why = {"reason": "Phát sinh mới", "ground": "Điều 94 Luật Xây dựng"}
    ask_second_supplement(**mine, **why, at=at, request_id=uuid4())
    confirm_second_supplement(dossier_id=permit.pk, actor=cast.dung, at=at,
                              request_id=uuid4())  # fmt: skip
    complete(dossier_id=permit.pk, actor=cast.an, at=at + timedelta(hours=4), request_id=uuid4())
    with pytest.raises(Refused) as third:
        ask_second_supplement(**mine, **why, at=at + timedelta(days=1), request_id=uuid4())
    assert third.value.refusal.code == "supplement_asked_already"


def test_an_ordinary_procedure_allows_one_supplement(cast, monday):
    dossier = a_dossier(cast, Status.SUPPLEMENT_REQUIRED, at=monday)
    complete(
        dossier_id=dossier.pk, actor=cast.an, at=monday + timedelta(days=1), request_id=uuid4()
    )
    with pytest.raises(Refused) as second:
        ask_supplement(dossier_id=dossier.pk, items=ITEMS, actor=official(cast, dossier),
                       at=monday + timedelta(days=1, hours=1), request_id=uuid4())  # fmt: skip
    assert second.value.refusal.code == "supplement_asked_already"


def test_a_supplement_never_handed_in_stops_the_dossier(cast, monday):
    dossier = a_dossier(cast, Status.SUPPLEMENT_REQUIRED, at=monday)
    with pytest.raises(Refused):
        lapse(
            dossier_id=dossier.pk,
            actor=Actor.system(),
            at=dossier.supplement_due_at,
            request_id=uuid4(),
        )
    ended = lapse(dossier_id=dossier.pk, actor=Actor.system(),
                  at=dossier.supplement_due_at + timedelta(minutes=1), request_id=uuid4())  # fmt: skip
    assert ended.status == Status.STOPPED
    forms = list(ended.slips.order_by("at").values_list("form", flat=True))
    assert forms == ["02", "05"]


def test_after_three_oclock_the_clock_starts_next_morning(cast):
    dossier = a_dossier(cast, Status.ACCEPTED, at=local(10, 14, 30))  # accepted at 16:30
    assert dossier.clock_started_at == local(11, 8)
