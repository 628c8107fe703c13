"""The procedures that come with the software."""

import json
from collections import Counter
from itertools import product

import pytest
from jsonschema import Draft202012Validator

from motcua.catalogue import shipped
from motcua.catalogue.consistency import problems
from motcua.catalogue.definition import CommuneFrom, Definition
from motcua.catalogue.published_schema import as_text, published
from motcua.catalogue.requirements import requirements
from motcua.catalogue.stored import fingerprint, restored, stored
from motcua.catalogue.vocabulary import FIELDS, LIFE_EVENTS
from motcua.catalogue.yaml_files import parse, text_of
from motcua.formspec.form import FieldType, Form
from motcua.formspec.lint import lint
from motcua.offices.city_register import read_city
from motcua.worktime.units import TimeLimit, Unit

pytestmark = pytest.mark.pure
ALL = shipped.definitions()
each = pytest.mark.parametrize("one", ALL.values(), ids=list(ALL))


def test_there_are_enough_and_of_every_field_of_law() -> None:
    assert len(ALL) >= 45
    assert {one.field for one in ALL.values()} == set(FIELDS)
    assert {event for one in ALL.values() for event in one.life_events} == set(LIFE_EVENTS)


@each
def test_each_is_sound_and_accessible(one: Definition) -> None:
    assert list(problems(one)) == []
    assert lint(one.form) == ()
    assert 4 <= len(one.form.fields) <= 20
    assert any(field.personal for field in one.form.fields)
    for text in (one.names, one.summary, one.result.names, *(case.names for case in one.cases)):
        assert text.vi != text.en
        assert text.vi.strip() == text.vi
    assert one.verified or one.note


@each
def test_each_case_can_be_reached(one: Definition) -> None:
    reached = {requirements(one, answers).case.key for answers in _answer_sheets(one.form, one)}
    assert reached == {case.key for case in one.cases}


@each
def test_each_survives_being_stored(one: Definition) -> None:
    [file] = [found for found in shipped.checked() if found.definition == one]
    document = stored(file.written, one)
    again = json.loads(json.dumps(document))
    assert restored(again) == one
    assert fingerprint(again) == fingerprint(document)


def test_every_agency_exists_in_the_city() -> None:
    rules = set(read_city("hanoi").agencies_of_rule)
    for one in ALL.values():
        named = {one.competence.rule, *(link.agency for link in one.interlinked)}
        named |= {step.agency for step in one.route} - {"competent"}
        named |= {consult.agency for step in one.route for consult in step.consults}
        assert named <= rules, one.code


def test_a_commune_is_known_where_a_commune_decides() -> None:
    for one in ALL.values():
        if one.competence.rule.startswith("commune") or one.competence.rule == "land_office":
            assert one.competence.commune_from is not CommuneFrom.NONE, one.code


def test_the_files_fit_the_published_schema() -> None:
    validator = Draft202012Validator(published())
    for path in sorted(shipped.folder().rglob("[0-9]*.yaml")):
        assert [error.message for error in validator.iter_errors(parse(text_of(path)))] == []


def test_the_published_schema_is_the_one_in_use() -> None:
    file = shipped.folder().parent / "definition.schema.json"
    assert file.read_text(encoding="utf-8") == as_text(), "print it: motcua catalogue schema"


def test_the_construction_permit_has_its_own_rules() -> None:
    permit = ALL["1.013225"]
    assert permit.supplement is not None
    assert permit.supplement.first_within == TimeLimit(7, Unit.WORKING_DAY)
    assert permit.supplement.second_within == TimeLimit(5, Unit.WORKING_DAY)
    assert permit.supplement.refuse_within == TimeLimit(3, Unit.WORKING_DAY)
    consults = permit.route[0].consults
    assert all(one.silence_is_consent and one.limit.value == 12 for one in consults)
    house = requirements(permit, {"works_kind": "house"})
    assert (house.limit.value, requirements(permit, {"works_kind": "building"}).limit.value) == (
        15,
        20,
    )


def test_birth_is_interlinked_with_residence_and_insurance() -> None:
    birth = ALL["2.000986"]
    assert birth.cases[-1].limit == TimeLimit(20, Unit.WORKING_DAY)
    assert [link.agency for link in birth.interlinked] == ["commune_police", "social_insurance"]
    assert [link.after for link in birth.interlinked] == ["sign", "residence"]
    assert birth.extensions[0].limit == TimeLimit(2, Unit.WORKING_DAY)


def test_the_copy_from_the_register_has_its_step_budget() -> None:
    assert [step.share * 8 for step in ALL["2.000908"].route] == [2, 3, 2, 1]


def test_the_certified_copy_is_settled_on_the_spot() -> None:
    copy = ALL["2.000815"]
    assert copy.on_the_spot
    assert requirements(copy, {"pages": 2, "copies": 1}).limit.is_same_day


def _answer_sheets(form: Form, one: Definition) -> list[dict[str, object]]:
    """Every combination of answers to the fields on which the cases depend."""
    asked = [name for case in one.cases if case.when for name in case.when.fields]
    values = [_values(form, name) for name in Counter(asked)]
    return [dict(zip(Counter(asked), chosen, strict=True)) for chosen in product(*values)] or [{}]


def _values(form: Form, name: str) -> list[object]:
    field = form.field(name)
    assert field is not None
    if field.type is FieldType.YES_NO:
        return [True, False]
    return [option.value for option in field.options] or [1, 1000]
