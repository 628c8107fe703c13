"""Every template of every face speaks both languages and can be parsed."""

from pathlib import Path

import pytest

import motcua.ui
from tests.ui.template_words import bare_words, half_sentences, templates

SOURCE = Path(motcua.ui.__file__).parents[1]
ALL = templates(SOURCE)


def test_there_are_templates() -> None:
    assert len(ALL) > 15


@pytest.mark.parametrize("path", ALL, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_word_is_given_in_both_languages(path: Path) -> None:
    source = path.read_text()
    assert bare_words(source) == []
    assert half_sentences(source) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Nộp hồ sơ</p>",
        "<p>Submit {{ x }}</p>",
        '<img alt="A door">',
        '<input placeholder="họ tên">',
        '{{ ui.button("Nộp hồ sơ") }}',
        '{% call ui.box("Hạn trả") %}{% endcall %}',
    ],
)
def test_one_language_alone_is_found(source: str) -> None:
    assert bare_words(source)


@pytest.mark.parametrize(
    "source",
    ['{{ t("Nộp") }}', '{{ t("Nộp", "") }}', '{{ t(x, "Submit") }}', '{{ t("Nộp", "Nộp") }}'],
)
def test_half_a_sentence_is_found(source: str) -> None:
    assert half_sentences(source)


@pytest.mark.parametrize(
    "source",
    [
        '<p>{{ t("Nộp", "Submit") }}: 12 × {{ n }}</p>',
        '<input type="text" name="words" class="input">',
        '{{ ui.button(t("Nộp", "Submit")) }}',
        "<!-- plain note --><p>{{ sum }} đ</p>",
    ],
)
def test_both_languages_pass(source: str) -> None:
    assert bare_words(source) == []
    assert half_sentences(source) == []
