"""Plainly synthetic values that occur nowhere else, and how they are found again in any disguise."""

import base64
import gzip
import html
import re
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote_plus

from motcua.disclosure.things import Thing

SEPARATED = re.compile(r"(?<=\d)[ .\-\u00a0](?=\d)")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
ENCODED_WORD = re.compile(r"=\?utf-8\?([bq])\?([^?]*)\?=", re.IGNORECASE)


@dataclass(frozen=True)
class Canary:
    """A value that stands in one field of one object.

    `owner` is whose data it is: `an` or `other` (applicants) or the name of an official; `office` the
    office of an official, whose colleagues may know more.
    """

    text: str
    thing: Thing
    field: str
    owner: str
    office: str = ""

    @property
    def name(self) -> str:
        return f"{self.owner}: {self.thing}.{self.field} ({self.text})"


def folded(text: str) -> str:
    """Return the text in small letters without accents; signs outside ASCII fall out."""
    if not text.isascii():
        plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
        text = plain.encode("ascii", "ignore").decode()
    return text.lower()


def readings(data: bytes) -> list[str]:
    """Return everything an attacker would read the bytes as."""
    for unpack in (gzip.decompress, zlib.decompress):
        try:
            data += b"\n" + unpack(data)
        except (OSError, zlib.error, EOFError):
            continue
    plain = data.decode("utf-8", errors="replace")
    texts = {plain}
    if "&" in plain:
        texts.add(html.unescape(plain))
    if "%" in plain or "+" in plain:
        texts.add(unquote_plus(plain))
    if "\\u" in plain:
        texts.add(ESCAPED.sub(lambda m: chr(int(m[1], 16)), plain))
    words = [_decoded(kind, word) for kind, word in ENCODED_WORD.findall(plain)]
    if words:
        texts.add(" ".join(words))
    return [SEPARATED.sub("", one) for one in {folded(text) for text in texts}]


def _decoded(kind: str, word: str) -> str:
    if kind.casefold() == "b":
        return base64.b64decode(word + "===").decode("utf-8", errors="replace")
    return unquote_plus(word.replace("=", "%"))


@cache
def _wanted(text: str) -> tuple[str, tuple[str, ...]]:
    """Return how a canary reads folded, and what stands for it in base64 and hex."""
    coded = [base64.b64encode(b"\0" * n + text.encode()).decode().rstrip("=") for n in range(3)]
    # Whatever stands before it: the first signs depend on that, the last on what follows.
    found = [one[(0, 2, 3)[n] : len(one) - 1] for n, one in enumerate(coded)]
    return SEPARATED.sub("", folded(text)), (*found, text.encode().hex())


def found_in(data: bytes, canaries: list[Canary]) -> list[Canary]:
    """Return the canaries that can be read out of the bytes."""
    texts, raw = readings(data), data.decode("utf-8", errors="replace")
    return [one for one in canaries if _in(*_wanted(one.text), texts, raw)]


def _in(wanted: str, disguises: tuple[str, ...], texts: list[str], raw: str) -> bool:
    return any(wanted in one for one in texts) or any(one in raw for one in disguises)
