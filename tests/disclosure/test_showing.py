"""Values made for pages: what is left of them for whom, and what fails early."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.disclosure import masks
from motcua.disclosure.policy import UnknownFieldError
from motcua.disclosure.showing import WITHIN, WORDS, disclosed, shows
from motcua.disclosure.things import Thing
from motcua.disclosure.viewers import Viewer


@shows(Thing.PERSON, count=WORDS)
@dataclass(frozen=True, slots=True)
class Card:
    full_name: str
    id_number: str
    phone: str
    count: int


CARD = Card("Nguyễn Mẫu An", "001200000001", "0912345612", 3)


def seen(*viewers):
    return disclosed(CARD, frozenset(viewers))


def test_who_may_see_all_gets_the_very_value():
    assert seen(Viewer.RECEPTIONIST) is CARD


def test_masked_forms_tell_people_apart_only():
    assert seen(Viewer.CASHIER) == Card("Nguyễn Mẫu An", "00********01", "", 3)
    assert seen(Viewer.RESULT_CLERK).phone == "09******12"
    assert masks.name("Nguyễn An") == "N*** A***"
    assert masks.email("an@example.test") == "a***@***"


def test_the_settling_side_gets_dots_and_the_public_nothing():
    assert seen(Viewer.SPECIALIST).full_name == masks.DOTS
    assert seen(Viewer.PUBLIC) == Card("", "", "", 3)


def test_a_field_nobody_decided_fails_when_the_module_is_loaded():
    @dataclass(frozen=True)
    class Wrong:
        shoe_size: str

    with pytest.raises(UnknownFieldError):
        shows(Thing.PERSON)(Wrong)
    with pytest.raises(ValueError, match="no field colour"):
        shows(Thing.PERSON, colour=WORDS)(Wrong)


def test_what_cannot_be_absent_fails_before_it_is_shown():
    @shows(Thing.DOSSIER)
    @dataclass(frozen=True)
    class Fee:
        fee_due: int

    with pytest.raises(TypeError, match="make it optional"):
        disclosed(Fee(5), frozenset({Viewer.PUBLIC}))


@given(st.text(max_size=40))
def test_masks_never_keep_a_middle(text):
    for mask in (masks.name, masks.digits, masks.email, masks.dots):
        made = mask(text)
        if len(text) >= 8 and "*" not in text and len(text.split()) <= 1:
            assert text not in made


@shows(Thing.DOSSIER, official="alias of dossier.official", card=WITHIN, cards=WITHIN)
@dataclass(frozen=True, slots=True)
class Sheet:
    code: str
    official: str
    card: Card | None
    cards: tuple[Card, ...]


def test_an_alias_is_for_whoever_gets_a_pseudonym():
    sheet = Sheet("H26", "4-KQ", None, ())
    assert disclosed(sheet, frozenset({Viewer.APPLICANT})) is sheet
    assert disclosed(sheet, frozenset({Viewer.RECEPTIONIST})).official == ""


def test_what_lies_within_is_disclosed_by_its_own_sources():
    sheet = Sheet("H26", "", CARD, (CARD, CARD))
    seen = disclosed(sheet, frozenset({Viewer.SPECIALIST}))
    assert seen.card == seen.cards[0] == disclosed(CARD, frozenset({Viewer.SPECIALIST}))
    assert seen.card.full_name == masks.DOTS
    assert disclosed(sheet, frozenset({Viewer.RECEPTIONIST})) is sheet


def test_a_field_without_a_source_names_its_class():
    @dataclass(frozen=True)
    class Loose:
        colour: str

    with pytest.raises(ValueError, match=r"Loose\.colour"):
        shows()(Loose)
