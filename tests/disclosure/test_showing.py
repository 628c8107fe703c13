"""Values made for pages: what is left of them for whom, and what fails early."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.disclosure import masks
from motcua.disclosure.policy import UnknownFieldError
from motcua.disclosure.showing import WORDS, disclosed, shows
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
