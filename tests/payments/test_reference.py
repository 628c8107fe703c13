import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.payments.reference import MOST, reference, references

pytestmark = pytest.mark.pure
NUMBERS = st.integers(0, MOST)


def test_check_digits_by_hand() -> None:
    # 794 followed by 00 is 79400 = 818 * 97 + 54; 98 - 54 = 44 (the example of ISO 7064: 79444).
    assert reference(794) == "MC000000079444"


@given(NUMBERS)
def test_a_reference_fits_the_message_and_is_found_again(number: int) -> None:
    text = reference(number)
    assert len(text) == 14
    assert text.isalnum()
    assert references(text) == [text]


@given(NUMBERS, st.sampled_from([" ", ".", "-", "/", "_"]), st.integers(1, 13))
def test_what_banks_do_to_a_message_does_no_harm(number: int, sign: str, place: int) -> None:
    text = reference(number)
    torn = text[:place] + sign + text[place:]
    for memo in (text.lower(), f"MBVCB.4477.{torn}.CT tu 0011 NGUYEN VAN MAU", f"{torn}123 TRACE"):
        assert text in references(memo)


@given(NUMBERS, st.integers(2, 13), st.integers(1, 9))
def test_one_wrong_digit_is_seen(number: int, place: int, shift: int) -> None:
    text = reference(number)
    wrong = text[:place] + str((int(text[place]) + shift) % 10) + text[place + 1 :]
    assert references(wrong) == []


@given(NUMBERS, st.integers(2, 12))
def test_two_digits_exchanged_are_seen(number: int, place: int) -> None:
    text = reference(number)
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    assert references(swapped) in ([], [text])
    assert (swapped == text) == (references(swapped) == [text])


@given(st.text(max_size=300))
def test_no_message_breaks_it(memo: str) -> None:
    assert all(len(found) == 14 for found in references(memo))


def test_digits_of_other_scripts_are_none() -> None:
    assert references("MC٠٠٠٠٠٠٠٧٩٤٤٤") == []


def test_two_references_keep_their_order_and_come_once() -> None:
    one, two = reference(1), reference(2)
    assert references(f"{two} {one} {two}") == [two, one]


@pytest.mark.parametrize("number", [-1, MOST + 1])
def test_there_is_no_reference_beyond_ten_digits(number: int) -> None:
    with pytest.raises(ValueError, match="ten digits"):
        reference(number)
