import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.payments.words import amount_in_words

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không"),
        (1, "Một"),
        (10, "Mười"),
        (11, "Mười một"),
        (15, "Mười lăm"),
        (21, "Hai mươi mốt"),
        (55, "Năm mươi lăm"),
        (101, "Một trăm linh một"),
        (110, "Một trăm mười"),
        (1_005, "Một nghìn không trăm linh năm"),
        (2_000, "Hai nghìn"),
        (20_000, "Hai mươi nghìn"),
        (75_000, "Bảy mươi lăm nghìn"),
        (1_000_000, "Một triệu"),
        (1_015_000, "Một triệu không trăm mười lăm nghìn"),
        (1_000_001, "Một triệu không trăm linh một"),
        (2_500_000_000, "Hai tỷ năm trăm triệu"),
        (1_000_000_000_000, "Một nghìn tỷ"),
    ],
)
def test_amounts_are_said_as_a_cashier_says_them(amount: int, words: str) -> None:
    assert amount_in_words(amount) == f"{words} đồng"


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_different_amounts_sound_different(one: int, other: int) -> None:
    assert (amount_in_words(one) == amount_in_words(other)) == (one == other)


@given(st.integers(0, 10**15))
def test_no_amount_leaves_a_gap(amount: int) -> None:
    words = amount_in_words(amount)
    assert "  " not in words
    assert words.endswith(" đồng")


def test_nobody_gets_a_receipt_below_nothing() -> None:
    with pytest.raises(ValueError, match="no receipt"):
        amount_in_words(-1)
