import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.feedback.answers import GRADES, MOST_COMMENT, QUESTIONS, Answers, problems, readable
from tests.feedback.made import GOOD

pytestmark = pytest.mark.pure


def test_every_answer_has_a_question_in_both_languages() -> None:
    assert set(QUESTIONS) == set(Answers.__dataclass_fields__)
    assert all(question.vi and question.en for question in QUESTIONS.values())


def test_a_good_rating_has_no_problem() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize("name", GRADES)
@pytest.mark.parametrize("grade", [0, 6, -1, 10**9, True, 4.5, "5", None])
def test_a_wrong_grade_is_named(name: str, grade: object) -> None:
    (problem,) = problems(replace(GOOD, **{name: grade}))
    assert (problem.code, problem.where) == ("grade_missing", name)
    assert QUESTIONS[name].vi in problem.text.vi


@pytest.mark.parametrize("contacts", [0, -1, 100])
def test_contacts_are_counted_from_one(contacts: int) -> None:
    assert [p.where for p in problems(replace(GOOD, contacts=contacts))] == ["contacts"]


def test_everything_wrong_is_said_at_once() -> None:
    bad = replace(GOOD, overall=0, contacts=0, comment="x" * (MOST_COMMENT + 1))
    assert [p.where for p in problems(bad)] == ["overall", "contacts", "comment"]


@given(st.text())
def test_a_comment_can_always_be_stored_and_shown(comment: str) -> None:
    kept = readable(comment)
    kinds = {unicodedata.category(c) for c in kept.replace("\n", "").replace("\t", "")}
    assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn"}
    assert readable(kept) == kept


def test_a_comment_keeps_its_lines_and_letters() -> None:
    assert readable(" Tốt\x00 lắm\r\nCa\u0309m ơn \u202e") == "Tốt lắm\nCảm ơn"
