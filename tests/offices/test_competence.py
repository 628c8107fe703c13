"""Which agency settles: rule x commune x day, and never the place of reception."""

import inspect
from datetime import date

import pytest

from motcua.catalogue.vocabulary import COMPETENCE_RULES, DEPARTMENTS
from motcua.flow.refusal import Refused
from motcua.offices import competence
from motcua.offices.competence import competent_agency, is_territorial
from motcua.offices.register import Register

OLD, MIDDLE, NOW = date(2024, 12, 1), date(2025, 3, 1), date(2025, 8, 1)

MATRIX = [
    # rule, commune, day, agency
    ("commune_people_committee", "00004", NOW, "pc-00004"),
    ("commune_people_committee", "00010", NOW, "pc-00004"),
    ("commune_people_committee", "00004", MIDDLE, "pc-00004-20241101"),
    ("commune_people_committee", "00010", MIDDLE, "pc-00004-20241101"),
    ("commune_people_committee", "00010", OLD, "pc-00010-20241101"),
    ("commune_people_committee", "00181", MIDDLE, "pc-00181-20250101"),
    ("commune_police", "10489", NOW, "police-10489"),
    ("district_people_committee", "00004", OLD, "pc-d001"),
    ("land_office", "09895", NOW, "land-07"),
    ("land_office", "00103", NOW, "land-01"),
    ("land_office", "00166", NOW, "land-02"),
    ("department:justice", None, NOW, "dept-justice"),
    ("department:justice", "00016", NOW, "dept-justice"),
    ("department:construction", "00004", OLD, "dept-construction"),
    ("city_people_committee", None, NOW, "city"),
    ("police_department", None, NOW, "police"),
    ("social_insurance", "00004", NOW, "social-insurance"),
    ("tax_office", None, NOW, "tax"),
    ("centre", None, NOW, "centre"),
]


@pytest.mark.parametrize(("rule", "commune", "on", "agency"), MATRIX)
def test_competence(hanoi: Register, rule: str, commune: str | None, on: date, agency: str) -> None:
    found = competent_agency(hanoi, rule, commune, on)
    assert found.code == agency
    assert found.on(on)


@pytest.mark.parametrize(
    ("rule", "commune", "on", "code", "where"),
    [
        ("commune_people_committee", None, NOW, "commune_needed", "commune"),
        ("commune_people_committee", "", NOW, "commune_needed", "commune"),
        ("commune_people_committee", "99999", NOW, "unknown_commune", "commune"),
        ("commune_people_committee", "00\x0004", NOW, "unknown_commune", "commune"),
        ("commune_people_committee", "00016", NOW, "commune_divided", "commune"),
        ("commune_people_committee", "00004", date(2020, 1, 1), "commune_not_in_force", "commune"),
        ("commune_people_committee", None, date(2020, 1, 1), "rule_not_in_force", "rule"),
        ("centre", None, date(2020, 1, 1), "rule_not_in_force", "rule"),
        ("commune_police", "00004", OLD, "rule_not_in_force", "rule"),
        ("district_people_committee", "00004", NOW, "rule_not_in_force", "rule"),
        ("department:magic", None, NOW, "unknown_rule", "rule"),
        ("", "00004", NOW, "unknown_rule", "rule"),
        ("commune_people_committee\x00", "00004", NOW, "unknown_rule", "rule"),
    ],
)
def test_refusals_say_what_and_where(
    hanoi: Register, rule: str, commune: str | None, on: date, code: str, where: str
) -> None:
    with pytest.raises(Refused) as caught:
        competent_agency(hanoi, rule, commune, on)
    assert (caught.value.refusal.code, caught.value.refusal.where) == (code, where)


@pytest.mark.parametrize("rule", ["commune_people_committee", "commune_police", "land_office"])
def test_every_commune_of_today_has_exactly_one(hanoi: Register, rule: str) -> None:
    for commune in (c for c in hanoi.communes if c.on(NOW)):
        found = competent_agency(hanoi, rule, commune.code, NOW)
        assert commune.key in found.territory


def test_every_commune_of_any_day_had_its_people_committee(hanoi: Register) -> None:
    for commune in hanoi.communes:
        found = competent_agency(
            hanoi, "commune_people_committee", commune.code, commune.valid_from
        )
        assert found.territory == {commune.key}
        assert found.commune == commune.code


def test_the_place_of_reception_is_no_argument() -> None:
    parameters = set(inspect.signature(competence.competent_agency).parameters)
    assert parameters == {"register", "rule", "commune_code", "on", "recorded_on"}


def test_which_rules_ask_for_a_commune(hanoi: Register) -> None:
    assert is_territorial(hanoi, "commune_police", NOW)
    assert not is_territorial(hanoi, "department:justice", NOW)
    with pytest.raises(Refused):
        is_territorial(hanoi, "nothing", NOW)


def test_unit_codes_have_the_national_shape_and_differ(hanoi: Register) -> None:
    codes = [a.unit_code for a in hanoi.agencies if a.on(NOW)]
    assert len(codes) == len(set(codes)) == 18 + 2 + 12 + 2 * 126
    for code in codes:
        first, *rest = code.split(".")
        assert first == "H26"
        assert all(len(part) == 2 and part.isdigit() for part in rest)
        assert len(rest) <= 2


def test_the_catalogue_can_name_no_rule_without_an_agency(hanoi: Register) -> None:
    nameable = {*COMPETENCE_RULES, *(f"department:{key}" for key in DEPARTMENTS)}
    assert nameable <= set(hanoi.agencies_of_rule)
    # Districts ended on 30 June 2025; procedures of their time keep naming them.
    for rule in nameable:
        day = MIDDLE if rule.startswith("district_") else NOW
        assert competent_agency(hanoi, rule, "00004", day).rule == rule
