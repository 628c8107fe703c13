"""One parameter of a scenario: what may be answered and how an answer is read. Pure.

Nothing a person types reaches a command line as typed: a number is read, bounded and written anew; a
choice is one of a closed list or a code of the register.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from motcua.flow.refusal import Refusal, Text

Plain = str | int | float
LONGEST_WINDOW = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The codes of the centre's own registers, each with its names."""

    places: Mapping[str, Text]
    communes: Mapping[str, Text]
    fields: Mapping[str, Text]
    agencies: Mapping[str, Text]
    procedures: Mapping[str, Text]
    today: date


class Unreadable(Exception):
    """An answer is none; `text` says what is expected."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Reader(Protocol):
    """Reads what was typed; an empty answer is None where none is needed."""

    def read(self, typed: str, known: Known) -> Plain | None: ...


@dataclass(frozen=True, slots=True)
class Number:
    """A number between two bounds; whole unless `decimals`."""

    low: float
    high: float
    decimals: int = 0
    optional: bool = False

    def read(self, typed: str, known: Known) -> Plain | None:  # noqa: ARG002
        if not typed and self.optional:
            return None
        digits = typed.replace(",", ".", 1)
        plain = digits.removeprefix("-").replace(".", "", 1 if self.decimals else 0)
        if len(digits) > 12 or not (plain.isascii() and plain.isdecimal()):
            raise Unreadable(self._expected())
        value = round(float(digits), self.decimals)
        if not self.low <= value <= self.high:
            raise Unreadable(self._expected())
        return value if self.decimals else int(value)

    def _expected(self) -> Text:
        span = f"{self.low:g}", f"{self.high:g}"
        return Text(f"Hãy nhập một số từ {span[0]} đến {span[1]}.",
                    f"Enter a number from {span[0]} to {span[1]}.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed list."""

    options: Mapping[str, Text]

    def read(self, typed: str, known: Known) -> Plain | None:  # noqa: ARG002
        if typed not in self.options:
            raise Unreadable(Text("Hãy chọn một mục.", "Choose one."))
        return typed


@dataclass(frozen=True, slots=True)
class Code:
    """A code of one of the registers, or none."""

    register: str

    def options(self, known: Known) -> Mapping[str, Text]:
        """Return what may be chosen."""
        found: Mapping[str, Text] = getattr(known, self.register)
        return found

    def read(self, typed: str, known: Known) -> Plain | None:
        if not typed:
            return None
        if typed not in self.options(known):
            raise Unreadable(Text("Không có mã này.", "There is no such code."))
        return typed


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is not in the future; kept as written in ISO 8601."""

    def read(self, typed: str, known: Known) -> Plain | None:
        try:
            day = date.fromisoformat(typed)
        except ValueError:
            raise Unreadable(Text("Hãy nhập một ngày.", "Enter a day.")) from None
        if not known.today - 5 * LONGEST_WINDOW <= day <= known.today:
            raise Unreadable(
                Text("Hãy nhập một ngày trong năm năm qua.", "Enter a day of the last five years.")
            )
        return day.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One question of the form."""

    name: str
    label: Text
    reader: Number | Choice | Code | Day
    default: str = ""
    hint: Text | None = None
    unit: Text | None = None


def read_all(
    parameters: Sequence[Parameter], typed: Mapping[str, str], known: Known
) -> tuple[dict[str, Plain], list[Refusal]]:
    """Return the answers that could be read, and a refusal for each that could not."""
    found: dict[str, Plain] = {}
    refusals: list[Refusal] = []
    for one in parameters:
        try:
            value = one.reader.read(typed.get(one.name, one.default).strip(), known)
        except Unreadable as error:
            refusals.append(Refusal("parameter_unreadable", error.text, one.name))
            continue
        if value is not None:
            found[one.name] = value
    return found, refusals


def stray(parameters: Sequence[Parameter], typed: Collection[str]) -> list[str]:
    """Return the names that are no parameter of this kind."""
    return sorted(set(typed) - {one.name for one in parameters})
