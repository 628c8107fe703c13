"""The quick search finds what the plain one finds, at the same places, in texts of every kind."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.screening.screen import screen
from motcua.screening.spotting import by_first_letter, matches
from tests.screening import plainly
from tests.screening.cases import CONTACT, NO_CONTACT

pytestmark = pytest.mark.pure

KNOWN = [*NO_CONTACT, *(text for texts in CONTACT.values() for text in texts)]
PIECES = st.sampled_from([
    *"0123456789", "0912", "345", "678", "84", "+84", "024", "không", "một", "hai", "ba", "bốn", "tư",
    "năm", "sáu", "bảy", "tám", "chín", "mười", "mươi", "linh", "lẻ", "double", "triple", "twenty",
    "ninety", "ten", "oh", "stk", "số tài khoản", "zalo", "gọi", "sđt", "mst", "mã số thuế 0312345672",
    "mẫu", "điều", "khoản", "H26-260810-0001", "10/08/2026", "8h30", "350.000", "đồng", "1.004873",
    "61/2018/NĐ-CP", "4111 1111 1111 1111", "@", "at", "a còng", "gmail", "chấm", "dot", "(.)", "com",
    "vn", "http://", "www.", "t.me/", "facebook", "add", "của tôi", ".", "-", "_", ",", "/", "(", ")",
])  # fmt: skip
BETWEEN = st.sampled_from(["", " ", "  ", "\n", ".", "-", "_", ", ", " . "])


def test_the_known_cases_each_alone_and_all_in_one_text():
    for text in [*KNOWN, "\n".join(KNOWN), " ".join(KNOWN)]:
        assert screen(text) == plainly.screen(text), text


@given(st.lists(st.tuples(PIECES, BETWEEN), max_size=40))
@settings(max_examples=400)
def test_texts_made_of_pieces(pieces):
    text = "".join(piece + between for piece, between in pieces)
    assert screen(text) == plainly.screen(text)


@given(st.lists(st.sampled_from(KNOWN), min_size=1, max_size=4), st.data())
@settings(max_examples=300)
def test_known_cases_with_characters_exchanged(texts, data):
    letters = list(" ".join(texts))
    for _ in range(data.draw(st.integers(0, 5))):
        if letters:
            place = data.draw(st.integers(0, len(letters) - 1))
            letters[place] = data.draw(st.sampled_from("0159 .-/@+:()\nđkmhbtnlsz|"))
    text = "".join(letters)
    assert screen(text) == plainly.screen(text)


@given(st.text(max_size=120))
def test_any_text(text):
    assert screen(text) == plainly.screen(text)


@given(st.text("abc(", max_size=40))
def test_beginnings_miss_and_repeat_nothing(text):
    pattern = re.compile(r"ab+|a\(|\(c")
    found = [one.span() for one in matches(pattern, text, ("a", "ab", "("))]
    assert found == [one.span() for one in pattern.finditer(text)]


@given(
    st.lists(st.from_regex("[a-c][a-c ]{0,3}", fullmatch=True), min_size=1),
    st.text("abc ", max_size=30),
)
def test_grouping_by_first_letter_changes_no_match(words, text):
    plain, grouped = "|".join(words), by_first_letter(words)
    assert [one.span() for one in re.finditer(plain, text)] == [
        one.span() for one in re.finditer(grouped, text)
    ]
