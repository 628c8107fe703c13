"""A short text in the two languages of the service."""

from collections.abc import Mapping
from typing import NamedTuple


class Label(NamedTuple):
    """The same words in Vietnamese (the language of the law) and in English."""

    vi: str
    en: str

    @classmethod
    def read(cls, words: Mapping[str, str]) -> "Label":
        """Take `{vi: ..., en: ...}`; a language that is not given stays empty, for `lint` to
        find.
        """
        return cls(words.get("vi", ""), words.get("en", ""))

    def to(self, lang: str) -> str:
        """Return the words in `lang`; anything that is not English gets Vietnamese."""
        return self.en if lang == "en" else self.vi

    def plain(self) -> dict[str, str]:
        """The shape in which labels are written down."""
        return {"vi": self.vi, "en": self.en}
