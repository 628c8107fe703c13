"""Short forms of plain fields: read what was posted, say what is wrong, show it all again.

For forms that a definition (`formspec`) describes see `questions.py`. What the domain refuses in
the end is put at its field by `refused_at`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict

from motcua.flow.refusal import Refused
from motcua.formspec.characters import is_one_line, is_plain_text, printable, tidy
from motcua.ui.fields import Field, Problem
from motcua.ui.language import t, text
from motcua.ui.questions import posted

# Where a field sets no limit of its own.
LONGEST = {"textarea": 4000}
LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class Filled:
    """Fields as they were answered; `values` are the answers, `general` concerns the whole form."""

    fields: tuple[Field, ...]
    values: Mapping[str, str]
    general: tuple[str, ...] = ()

    @property
    def wrong(self) -> bool:
        return bool(self.general) or any(field.error for field in self.fields)

    @property
    def problems(self) -> list[Problem]:
        """Return the lines of the error summary."""
        found = [Problem(sentence) for sentence in self.general]
        return found + [Problem(f.error, f.first_id) for f in self.fields if f.error]

    def with_error(self, name: str, sentence: str) -> "Filled":
        """Put a sentence at a field; at the whole form when there is no such field."""
        if not any(field.name == name for field in self.fields):
            return replace(self, general=(*self.general, sentence))
        fields = tuple(replace(f, error=sentence) if f.name == name else f for f in self.fields)
        return replace(self, fields=fields)

    def refused(self, refused: Refused, where: Mapping[str, str] | None = None) -> "Filled":
        """Put each refusal at the field it is about; `where` maps its places to names of fields."""
        filled = self
        for refusal in refused.refusals:
            name = (where or {}).get(refusal.where, refusal.where)
            filled = filled.with_error(name, text(refusal.text))
        return filled


def empty(fields: Iterable[Field]) -> Filled:
    """Return a form as it is shown first."""
    return Filled(tuple(fields), {})


def fill(fields: Iterable[Field], post: QueryDict) -> Filled:
    """Read a post: nothing typed is lost, what cannot be kept gets a sentence at its field."""
    typed = posted(post)
    read = [_read(field, typed.get(field.name, [])) for field in fields]
    return Filled(tuple(field for field, _ in read), {f.name: value for f, value in read})


def numbered(
    post: QueryDict, name: str, keys: Iterable[str], *, most: int = 20
) -> list[dict[str, str]]:
    """Read numbered lines (`items.1.what`, `items.1.reason` …); empty ones are left out."""
    wanted = tuple(keys)
    lines = [
        {key: tidy(post.get(f"{name}.{number}.{key}", "")) for key in wanted}
        for number in range(1, most + 1)
    ]
    return [line for line in lines if any(line.values())]


def _read(field: Field, typed: list[str]) -> tuple[Field, str]:
    if field.kind == "checkboxes":
        known = {option.value for option in field.options}
        chosen = tuple(one for one in typed if one in known)
        return _required(replace(field, values=chosen), ",".join(chosen))
    value = tidy(typed[-1]) if typed else ""
    if field.kind == "date":
        return _read_date(field, value)
    if field.kind in {"radios", "select"} and value not in {one.value for one in field.options}:
        value = ""
    if field.kind == "checkbox":
        value = "true" if value == "true" else ""
    shown = replace(field, value=printable(value))
    fault = _fault(field, value)
    return (replace(shown, error=fault), "") if fault else _required(shown, value)


def _fault(field: Field, value: str) -> str:
    plain = is_plain_text if field.kind == "textarea" else is_one_line
    if not plain(value):
        return t(
            "Có ký tự không dùng được. Hãy gõ lại phần này.",
            "Some characters cannot be used. Type this again.",
        )
    longest = field.max_length or LONGEST.get(field.kind, LONGEST_LINE)
    if len(value) > longest:
        return t(
            "Dài {n} ký tự; chỉ được tối đa {most}. Hãy viết ngắn lại.",
            "This has {n} characters; at most {most} fit. Make it shorter.",
            n=len(value),
            most=longest,
        )
    return ""


def _read_date(field: Field, value: str) -> tuple[Field, str]:
    parts = [printable(part)[:4] for part in f"{value}///".split("/")[:3]]
    shown = replace(field, parts=(parts[0], parts[1], parts[2]))
    if not value:
        return _required(shown, "")
    try:
        return shown, date(int(parts[2]), int(parts[1]), int(parts[0])).isoformat()
    except ValueError:
        fault = t("Ngày này không có trong lịch. Hãy kiểm tra lại.", "No such day. Check it again.")
        return replace(shown, error=fault), ""


def _required(field: Field, value: str) -> tuple[Field, str]:
    if field.required and not value:
        return replace(field, error=_asked(field)), value
    return field, value


def _asked(field: Field) -> str:
    if field.kind in {"radios", "select", "checkboxes"}:
        return t("Hãy chọn: {label}.", "Choose: {label}.", label=field.label)
    if field.kind == "checkbox":
        return t("Hãy đánh dấu: {label}.", "Tick: {label}.", label=field.label)
    return t("Hãy nhập: {label}.", "Enter: {label}.", label=field.label)
