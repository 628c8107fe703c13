from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.feedback import queries
from motcua.feedback.actions.rate import rate
from motcua.feedback.answers import Time
from tests.feedback.made import AT, GOOD, invite

pytestmark = pytest.mark.django_db
LATE = replace(GOOD, time=Time.LATE, overall=2, attitude=1, contacts=3, extra_cost=True,
               comment="Phải đi lại ba lần")  # fmt: skip


@pytest.fixture(autouse=True)
def ratings() -> None:
    """Four were asked, two answered: one content, one not."""
    tokens = [invite(f"dossier:{n}") for n in range(4)]
    rate(token=tokens[0], answers=GOOD, at=AT)
    rate(token=tokens[1], answers=LATE, at=AT)


def test_scores_come_with_the_share_of_those_who_answered() -> None:
    seen = queries.summary([f"dossier:{n}" for n in range(9)])
    assert (seen.invited, seen.answered, seen.response_rate) == (4, 2, 0.5)
    assert (seen.overall, seen.attitude, seen.information) == (3.5, 3.0, 4.0)
    assert (seen.satisfied, seen.satisfied_of_invited) == (0.5, 0.25)
    assert (seen.late, seen.contacts, seen.extra_cost) == (0.5, 2.0, 1)


def test_silence_is_not_satisfaction() -> None:
    seen = queries.summary(["dossier:2", "dossier:3"])
    assert (seen.invited, seen.response_rate) == (2, 0.0)
    assert seen.overall is seen.satisfied is seen.late is None
    assert seen.satisfied_of_invited == 0.0


def test_where_nobody_was_asked_there_is_no_rate() -> None:
    assert queries.summary([]).response_rate is None


def test_a_summary_is_one_statement(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        queries.summary([f"dossier:{n}" for n in range(4)])


def test_an_agency_is_summed_up_over_a_period() -> None:
    invite("dossier:7", unit="H26.13")
    day = {"since": AT, "until": AT + timedelta(days=1)}
    assert queries.summary_of_unit("H26.12", **day).invited == 4
    assert queries.summary_of_unit("H26.13", **day).invited == 1
    before = {"since": AT - timedelta(days=1), "until": AT}
    assert queries.summary_of_unit("H26.12", **before).invited == 0


def test_comments_are_those_of_the_subjects() -> None:
    assert queries.comments(["dossier:1", "dossier:0"]) == [("dossier:1", "Phải đi lại ba lần")]
    assert queries.comments(["dossier:3"]) == []
