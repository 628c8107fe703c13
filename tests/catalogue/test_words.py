"""Words with and without accents are the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.words import MOST_WORDS, fold, prefix_query, words

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Đăng ký KHAI SINH", "dang ky khai sinh"),
        ("Nguye\u0302\u0303n", "nguyen"),
        ("Hộ khẩu, ưu đãi", "ho khau, uu dai"),
        ("street ĐƯỜNG", "street duong"),
    ],
)
def test_folding(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_a_query_holds_only_letters_and_digits(typed: str) -> None:
    query = prefix_query(typed)
    assert set(query) <= set("abcdefghijklmnopqrstuvwxyz0123456789:*& ")
    assert len(words(typed)) <= MOST_WORDS


@given(st.text())
def test_folding_twice_changes_nothing(typed: str) -> None:
    assert fold(fold(typed)) == fold(typed)
