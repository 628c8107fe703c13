"""What makes a definition contradict itself: each in one of the shipped files, broken on purpose."""

from typing import Any

import pytest

from motcua.catalogue import shipped
from motcua.catalogue.checking import judge

pytestmark = pytest.mark.pure
FILES = {str(one.written["code"]): one for one in shipped.checked()}


def reasons(code: str, **words: Any) -> list[str]:
    definition = FILES[code].definition
    assert definition is not None
    whole = {**FILES[code].written, **words}
    _, faults = judge(whole, field=definition.field, slug=definition.slug)
    return [f"{'.'.join(map(str, path))}: {why}" for path, why in faults]


def written(code: str, word: str) -> Any:
    return FILES[code].written[word]


def only(found: list[str], part: str) -> None:
    assert len(found) == 1, found
    assert part in found[0]


def test_a_field_asked_twice_is_found_where_it_is() -> None:
    sections = written("2.000815", "form")["sections"]
    twice = [
        sections[0],
        {**sections[1], "fields": [*sections[1]["fields"], sections[0]["fields"][0]]},
    ]
    only(reasons("2.000815", form={"sections": twice}), "form.sections.1.fields.5: the field key")


def test_a_form_that_shuts_people_out_is_found() -> None:
    [first, second] = written("2.000815", "form")["sections"]
    loud = {"key": "loud", "type": "text", "label": {"vi": "TÊN NGƯỜI ĐỌC", "en": "Reader's name"}}
    found = reasons(
        "2.000815", form={"sections": [{**first, "fields": [*first["fields"], loud]}, second]}
    )
    only(found, "form.sections.0.fields.4: label_capitals")
    empty = {**first, "title": {"vi": " ", "en": "The paper"}}
    only(reasons("2.000815", form={"sections": [empty, second]}), "form.sections.0: title_missing")


def test_the_commune_of_the_competence_must_be_asked_for() -> None:
    who = {"rule": "commune_police", "commune_from": "residence", "commune_field": "applicant_name"}
    only(reasons("2.000815", competence=who), "of type commune to settle the competence")


def test_a_paper_must_be_asked_for_somehow() -> None:
    nothing = {"key": "air", "names": {"vi": "Không", "en": "None"}, "original": 0, "copy": 0}
    only(reasons("2.000815", papers=[nothing]), "papers.0: the paper 'air' asks for no original")


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"pay_when": "none"}, "a fee needs 'pay_when'"),
        ({"quantity_field": "paper_name"}, "no number field"),
        ({"tiers": [{"from": 5, "amount": 1}, {"from": 3, "amount": 1}]}, "rising numbers"),
    ],
)
def test_fees(change: dict[str, Any], part: str) -> None:
    only(reasons("2.000815", fee={**written("2.000815", "fee"), **change}), part)


def test_tiers_need_something_to_count() -> None:
    fee = {
        word: value
        for word, value in written("2.000815", "fee").items()
        if word != "quantity_field"
    }
    only(reasons("2.000815", fee=fee), "tiers of a fee need 'quantity_field'")


def test_exemptions_are_named_once_and_ask_what_is_answered() -> None:
    fee = written("1.004222", "fee")
    [merit, *_] = fee["exemptions"]
    twice = {**fee, "exemptions": [merit, merit]}
    only(reasons("1.004222", fee=twice), "the exemption key 'merit' is used twice")
    astray = {**fee, "exemptions": [{**merit, "when": {"rank": "x"}}]}
    only(reasons("1.004222", fee=astray), "fee.exemptions.0: the condition names the field 'rank'")


def test_agencies_of_steps_consults_and_links_must_exist() -> None:
    [first, *rest] = written("1.013225", "route")
    consults = [{**first["consults"][0], "agency": "department:magic", "when": {"magic": True}}]
    found = reasons("1.013225", route=[{**first, "agency": "mayor", "consults": consults}, *rest])
    assert [one.split(":")[0] for one in found] == [
        "route.0.agency", "route.0.consults.0.agency", "route.0.consults.0.when",
    ]  # fmt: skip
    [residence, insurance] = written("2.000986", "interlinked")
    only(
        reasons("2.000986", interlinked=[insurance, residence]),
        "which is no step and no link before it",
    )


def test_four_eyes_are_two_roles() -> None:
    [first, *_] = written("1.013225", "route")
    one_pair = [{**first, "share": 1}]
    only(reasons("1.013225", route=one_pair), "four eyes need two different roles")


def test_circumstances_are_named_once() -> None:
    twice = written("2.000986", "extensions") * 2
    only(reasons("2.000986", extensions=twice), "the entry key 'completion' is used twice")
