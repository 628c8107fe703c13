"""Ways of contact are found however they are written; the words of the law are left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.screening.findings import REASONS, Kind
from motcua.screening.screen import screen
from tests.screening.cases import CONTACT, NO_CONTACT

pytestmark = pytest.mark.pure

FOUND = [(kind, text) for kind, texts in CONTACT.items() for text in texts]
MOBILE = st.from_regex(r"0(3[2-9]|5[2-9]|7[06-9]|8[1-9]|9[0-9])[0-9]{7}", fullmatch=True)
VI = dict(
    zip(
        "0123456789",
        ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"],
        strict=True,
    )
)
EN = dict(
    zip(
        "0123456789",
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
        strict=True,
    )
)
FULL = {d: chr(0xFF10 + int(d)) for d in VI}
ARABIC = {d: chr(0x0660 + int(d)) for d in VI}
PLAIN = {d: d for d in VI}
SEPARATORS = st.sampled_from([" ", ".", "-", " - ", "\n", "_", "/", " . ", "*", "\u200b ", "•"])


def kinds(text: str) -> set[str]:
    return {finding.kind.value for finding in screen(text)}


def test_there_are_enough_cases():
    assert len(FOUND) >= 100
    assert len(NO_CONTACT) >= 60


@pytest.mark.parametrize(("kind", "text"), FOUND)
def test_a_way_of_contact_is_found(kind: str, text: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize("text", NO_CONTACT)
def test_the_words_of_the_law_are_no_contact(text: str) -> None:
    assert screen(text) == []


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize(("kind", "text"), FOUND)
def test_the_form_of_unicode_does_not_matter(form: str, kind: str, text: str) -> None:
    assert kind in kinds(unicodedata.normalize(form, text))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", NO_CONTACT)
def test_nor_does_it_raise_an_alarm(form: str, text: str) -> None:
    assert screen(unicodedata.normalize(form, text)) == []


@given(MOBILE, st.lists(st.sampled_from([PLAIN, VI, EN, FULL, ARABIC]), min_size=10, max_size=10),
       SEPARATORS)  # fmt: skip
def test_a_spelled_number_is_found_whatever_each_digit_is_written_with(
    number: str, scripts: list[dict[str, str]], between: str
) -> None:
    written = between.join(script[digit] for script, digit in zip(scripts, number, strict=True))
    assert "phone" in kinds(f"Tôi là người nộp, {written}, xin cảm ơn")


@given(MOBILE, st.lists(st.integers(0, 10), max_size=6),
       st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u200e"))  # fmt: skip
def test_hidden_characters_hide_nothing(number: str, places: list[int], hidden: str) -> None:
    for place in places:
        number = number[:place] + hidden + number[place:]
    (finding,) = screen(f"mẫu {number} mẫu")
    shown = f"mẫu {number} mẫu"[finding.start : finding.end]
    assert shown.replace(hidden, "") == number.replace(hidden, "")


@given(MOBILE, st.integers(1, 9), st.integers(1, 9), st.sampled_from(" .-"))
def test_grouping_hides_nothing(number: str, first: int, second: int, between: str) -> None:
    cut = sorted({first, second})
    parts = [number[a:b] for a, b in zip([0, *cut], [*cut, 10], strict=True)]
    assert kinds(f"mẫu {between.join(parts)} mẫu")


@given(st.text(max_size=200))
def test_any_text_gives_spans_in_order_within_it(text: str) -> None:
    reached = 0
    for finding in screen(text):
        assert reached <= finding.start < finding.end <= len(text)
        reached = finding.end


@given(st.text(max_size=60), MOBILE, st.text(max_size=60))
def test_no_surrounding_hides_a_number(before: str, number: str, after: str) -> None:
    assert kinds(f"{before} xin gọi {number} nhé {after}")


def test_the_span_is_of_the_text_as_written():
    text = "Tôi ở Hà\u200b Nội, số của tôi là 091\u200b2345678."
    (finding,) = screen(text)
    assert text[finding.start : finding.end] == "091\u200b2345678"


def test_every_kind_says_why_in_both_languages():
    assert set(REASONS) == set(Kind)
    for reason in REASONS.values():
        assert reason.vi != reason.en
        assert reason.vi.endswith(".")
        assert reason.en.endswith(".")


def test_a_domain_may_be_allowed_and_its_look_alike_is_not():
    assert screen("xem example.vn", allowed_domains=["example.vn"]) == []
    assert screen("xem tra-cuu.example.vn", allowed_domains=["example.vn"]) == []
    assert kinds("xem notexample.vn") == {"link"}
    assert screen("xem bad-example.vn", allowed_domains=["example.vn"]) != []


@pytest.mark.parametrize(
    "evil", ["0" * 50_000, "không " * 10_000, "a." * 20_000, "@" * 20_000, "zalo " * 8_000,
             "a còng " * 8_000, "+" + "1 " * 20_000, "1.000." * 10_000, "10/08/2026 " * 5_000]
)  # fmt: skip
def test_hostile_lengths_end(evil: str) -> None:
    screen(evil)
