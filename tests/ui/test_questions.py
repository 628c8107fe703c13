"""From a form definition to questions, and from a post back to answers."""

from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from motcua.formspec import form as spec
from motcua.formspec.answers import MASK
from motcua.formspec.condition import Condition
from motcua.formspec.form import FieldType as T
from motcua.formspec.form import Form, Personal
from motcua.formspec.label import Label
from motcua.formspec.post import clean
from motcua.ui.fields import Option
from motcua.ui.questions import answers, posted, questions


def ask(key: str, kind: T, **more: Any) -> spec.Field:
    return spec.Field(key, kind, Label(f"{key} vi", f"{key} en"), **more)


CHOICE = (spec.Option("a", Label("Á", "A")), spec.Option("b", Label("Bê", "B")))
FORM = Form(
    (
        spec.Section(
            "who",
            Label("Ai", "Who"),
            (
                ask("name", T.TEXT, personal=Personal.NAME, prefill="full_name"),
                ask("child", T.TEXT, personal=Personal.NAME),
                ask("born", T.DATE),
                ask("abroad", T.YES_NO),
                ask(
                    "country", T.CHOICE, options=CHOICE, show_when=Condition.read({"abroad": True})
                ),
                ask("langs", T.CHOICES, options=CHOICE, required=False),
                ask("commune", T.COMMUNE),
                ask("fee", T.MONEY),
            ),
        ),
    )
)
COMMUNES = {"communes": (Option("00004", "Ba Đình"),)}


def field(key: str, **more: Any) -> Any:
    found = [
        one
        for section in questions(FORM, sources=COMMUNES, **more)
        for one in section.fields
        if one.name == key
    ]
    return found[0] if found else None


def test_a_hidden_question_is_not_asked() -> None:
    assert field("country", data={}) is None
    assert field("country", data={"abroad": True}).kind == "radios"


def test_a_question_that_steers_others_reloads_the_form() -> None:
    assert field("abroad", data={}).reloads
    assert not field("born", data={}).reloads


def test_what_was_typed_wins_over_what_was_understood() -> None:
    assert field("born", data={}, raw={"born": ["31/2/2026"]}).parts == ("31", "2", "2026")
    assert field("born", data={"born": "2026-02-03"}).parts == ("3", "2", "2026")
    assert field("born", data={}, raw={"born": ["hôm qua"]}).parts == ("", "", "hôm qua")


def test_the_browser_offers_only_what_is_the_persons_own() -> None:
    assert field("name", data={}).autocomplete == "name"
    assert field("name", data={}, own=False).autocomplete == ""
    assert field("child", data={}).autocomplete == ""


def test_labels_errors_and_sources() -> None:
    with translation.override("en"):
        one = field("commune", data={"commune": "00004"}, errors={"commune": "Choose."})
    assert (one.label, one.error, one.value, one.options[0].label) == (
        "commune en",
        "Choose.",
        "00004",
        "Ba Đình",
    )


def test_a_date_in_three_parts_arrives_as_one_answer() -> None:
    data, raw = clean(
        FORM, posted(QueryDict("born.day=3&born.month=2&born.year=1990&abroad=true&country=b"))
    )
    assert data == {"born": "1990-02-03", "abroad": True, "country": "b"}
    assert raw["born"] == ["3/2/1990"]


@pytest.mark.parametrize(
    "query",
    ["born.day=&born.month=&born.year=", "born.day=%00", "born.day=3", "x.day.day=1", ".day=1"],
)
def test_broken_dates_are_kept_as_typed(query: str) -> None:
    data, raw = clean(FORM, posted(QueryDict(query)))
    assert questions(FORM, data=data, raw=raw)


@given(
    st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=3), max_size=5)
)
def test_any_post_can_be_read(pairs: dict[str, list[str]]) -> None:
    post = QueryDict(mutable=True)
    for name, values in pairs.items():
        post.setlist(name, values)
    posted(post)


def test_answers_are_read_in_words() -> None:
    data = {
        "name": MASK,
        "born": "1990-02-03",
        "abroad": True,
        "country": "b",
        "langs": ["a", "b"],
        "commune": "00004",
        "fee": 75000,
    }
    with translation.override("vi"):
        [(title, rows)] = answers(FORM, data, sources=COMMUNES)
    assert title == "Ai"
    assert dict(rows) == {
        "name vi": MASK,
        "born vi": "03/02/1990",
        "abroad vi": "Có",
        "country vi": "Bê",
        "langs vi": "Á, Bê",
        "commune vi": "Ba Đình",
        "fee vi": "75.000\N{NO-BREAK SPACE}đ",
    }


def test_an_answer_that_is_no_date_is_shown_as_it_is() -> None:
    assert answers(FORM, {"born": "hôm qua"})[0][1][0][1] == "hôm qua"


def test_nothing_answered_nothing_to_read() -> None:
    assert answers(FORM, {}) == []


def test_a_section_without_questions_is_left_out() -> None:
    hidden = ask("more", T.TEXT, show_when=Condition.read({"abroad": True}))
    form = Form((*FORM.sections, spec.Section("more", Label("Thêm", "More"), (hidden,))))
    assert [section.key for section in questions(form, data={})] == ["who"]
