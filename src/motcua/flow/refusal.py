"""A refusal people can read: what is wrong, where, and what to do, in both languages."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Language = Literal["vi", "en"]


class Text(NamedTuple):
    """A sentence in Vietnamese and in English."""

    vi: str
    en: str

    def to(self, language: str) -> str:
        """Return the sentence in the language; anything but `en` is Vietnamese."""
        return self.en if language == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something may not be done.

    Parameters
    ----------
    code
        Stable name for programs, e.g. `fee_open`.
    text
        The sentence people read: what is wrong and what to do.
    where
        The field or paper it is about, as a dotted path; empty for the whole.
    """

    code: str
    text: Text
    where: str = ""


class Refused(Exception):
    """Carries one or more refusals from the domain to whoever asked."""

    def __init__(self, *refusals: Refusal) -> None:
        if not refusals:
            raise ValueError("a refusal needs a reason")
        super().__init__("; ".join(f"{r.code}: {r.text.en}" for r in refusals))
        self.refusals = refusals

    @property
    def refusal(self) -> Refusal:
        """Return the first reason."""
        return self.refusals[0]


def refuse(code: str, vi: str, en: str, where: str = "") -> Refused:
    """Make the exception for one reason."""
    return Refused(Refusal(code, Text(vi, en), where))
