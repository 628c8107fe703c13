from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.events.models import Event
from motcua.feedback import queries
from motcua.feedback.actions.rate import rate
from motcua.feedback.models import Invitation, Rating
from motcua.flow.refusal import Refused
from tests.feedback.made import AT, GOOD, invite

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def code(token: str, answers=GOOD, at=AT) -> str:
    with pytest.raises(Refused) as no:
        rate(token=token, answers=answers, at=at)
    return no.value.refusal.code


def test_a_token_rates_once() -> None:
    token = invite()
    rate(token=token, answers=replace(GOOD, comment="Nhanh\x00"), at=AT + DAY)
    assert Rating.objects.get().comment == "Nhanh"
    assert code(token) == "token_used"
    kinds = list(Event.objects.order_by("n").values_list("kind", "n"))
    assert kinds == [("rating_invited", 0), ("rating_given", 1)]
    assert "Nhanh" not in str(Event.objects.latest("id").data)


def test_the_token_itself_is_kept_nowhere() -> None:
    token = invite()
    kept = [str(row) for model in (Invitation, Event) for row in model.objects.values()]
    assert not any(token in row for row in kept)


def test_a_token_lasts_thirty_days() -> None:
    token = invite()
    assert code(token, at=AT + 30 * DAY) == "token_expired"
    assert rate(token=token, answers=GOOD, at=AT + 30 * DAY - timedelta(seconds=1)).pk


@pytest.mark.parametrize("token", ["", "x", "x" * 10_000, "\x00", "\ud800", "' OR 1=1 --"])
def test_a_wrong_token_is_refused(token: str) -> None:
    invite()
    assert code(token) == "token_unknown"


def test_a_new_token_takes_the_old_ones_place() -> None:
    old, new = invite(), invite()
    assert code(old) == "token_unknown"
    assert rate(token=new, answers=GOOD, at=AT).pk
    assert Invitation.objects.count() == 1
    with pytest.raises(Refused) as no:
        invite()
    assert no.value.refusal.code == "rated_already"


def test_wrong_answers_leave_the_token_as_good_as_before() -> None:
    token = invite()
    assert code(token, replace(GOOD, overall=9)) == "grade_missing"
    assert rate(token=token, answers=GOOD, at=AT).pk


def test_the_page_is_told_what_a_token_is_for() -> None:
    token = invite()
    assert queries.invited(token, AT) == queries.Invited("dossier:1", rated=False, expired=False)
    assert queries.invited(token, AT + 31 * DAY) == queries.Invited(
        "dossier:1", rated=False, expired=True
    )
    assert queries.invited("other", AT) is None


def test_the_database_keeps_a_rating_as_it_was_given() -> None:
    rating = rate(token=invite(), answers=GOOD, at=AT)
    with pytest.raises(IntegrityError, match="stays as it was"), transaction.atomic():
        Rating.objects.filter(pk=rating.pk).update(overall=1)
    with pytest.raises(IntegrityError, match="stays as it was"), transaction.atomic():
        rating.delete()
    with pytest.raises(IntegrityError, match="rating_overall_grade"), transaction.atomic():
        Rating.objects.create(invitation_id=rating.invitation_id + 1, at=AT, time="late", contacts=1,
                              attitude=1, information=1, explanation=1, overall=6)  # fmt: skip
