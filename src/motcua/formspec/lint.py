"""What an author of a form overlooks: things that are allowed but shut people out.

Most are success criteria of WCAG 2.2: labels (3.3.2), identifying input purpose (1.3.5), names in
both languages.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from motcua.formspec.form import Field, FieldType, Form, Personal

_LONG_LABEL = 140
_MANY_OPTIONS = 40
_VAGUE = frozenset({"khác", "other", "thông tin", "information", "nội dung", "field", "mục"})
_WRITTEN_PURPOSE = {
    FieldType.ID_NUMBER: Personal.ID,
    FieldType.PHONE: Personal.PHONE,
    FieldType.EMAIL: Personal.EMAIL,
}


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to look at: `where` is a field or section key."""

    where: str
    rule: str
    text: str


def lint(form: Form) -> tuple[Hint, ...]:
    """Return what would trouble people who see, hear or read the form differently."""
    return (*_titles(form), *_labels(form), *_fields(form))


def _titles(form: Form) -> Iterator[Hint]:
    for section in form.sections:
        for lang in ("vi", "en"):
            if not section.title.to(lang).strip():
                yield Hint(section.key, "title_missing", f"the section has no title in '{lang}'")
        if not section.fields:
            yield Hint(section.key, "section_empty", "the section asks nothing")


def _labels(form: Form) -> Iterator[Hint]:
    for section in form.sections:
        for lang in ("vi", "en"):
            counted = Counter(field.label.to(lang).strip().casefold() for field in section.fields)
            for field in section.fields:
                label = field.label.to(lang).strip()
                if not label:
                    yield _unlabelled(field, lang)
                elif counted[label.casefold()] > 1:
                    text = f"two fields of the section are called '{label}' in '{lang}'"
                    yield Hint(field.key, "label_duplicated", text)


def _unlabelled(field: Field, lang: str) -> Hint:
    if field.placeholder and field.placeholder.to(lang).strip():
        text = f"only a placeholder names the field in '{lang}'; it disappears while typing"
        return Hint(field.key, "placeholder_only", text)
    return Hint(field.key, "label_missing", f"the field has no label in '{lang}'")


def _fields(form: Form) -> Iterator[Hint]:
    for field in form.fields:
        yield from _wording(field)
        yield from _options(field)
        if field.pattern and field.hint is None:
            yield Hint(
                field.key,
                "pattern_unexplained",
                "a pattern needs a hint that says the form in words",
            )
        wanted = _WRITTEN_PURPOSE.get(field.type)
        if wanted and field.personal is None:
            yield Hint(
                field.key,
                "personal_unmarked",
                f"mark it 'personal: {wanted.value}', it identifies somebody",
            )


def _wording(field: Field) -> Iterator[Hint]:
    for lang in ("vi", "en"):
        label = field.label.to(lang).strip()
        if label.casefold() in _VAGUE:
            yield Hint(field.key, "label_vague", f"'{label}' alone does not say what to write")
        if len(label) > _LONG_LABEL:
            yield Hint(
                field.key,
                "label_long",
                f"the '{lang}' label has {len(label)} characters; move words to the hint",
            )
        if label.endswith((":", "*")):
            yield Hint(
                field.key,
                "label_punctuation",
                "leave ':' and '*' out, the page adds what is needed",
            )
        if len(label) > 5 and label.isupper():
            yield Hint(
                field.key,
                "label_capitals",
                f"'{label}' is all capitals, which screen readers may spell out",
            )
        for text in (field.hint, field.placeholder):
            if text and not text.to(lang).strip():
                yield Hint(
                    field.key, "hint_missing", f"the hint or placeholder is missing in '{lang}'"
                )


def _options(field: Field) -> Iterator[Hint]:
    if len(field.options) > _MANY_OPTIONS:
        yield Hint(
            field.key,
            "options_many",
            f"{len(field.options)} options; keep a list elsewhere and name it as source",
        )
    for lang in ("vi", "en"):
        counted = Counter(option.label.to(lang).strip().casefold() for option in field.options)
        for label, times in counted.items():
            if not label:
                yield Hint(field.key, "option_unlabelled", f"an option has no label in '{lang}'")
            elif times > 1:
                yield Hint(
                    field.key, "option_duplicated", f"two options are called '{label}' in '{lang}'"
                )
