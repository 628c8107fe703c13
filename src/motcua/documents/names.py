"""A safe name to show and to save under, out of whatever the sender called the file."""

import re
import unicodedata

from motcua.screening.folding import fold
from motcua.screening.screen import screen

# Windows keeps these for devices, also with a suffix ("Naming Files, Paths, and Namespaces").
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?\Z")
_FORBIDDEN = re.compile(r'[<>:"|?*;%]')
# Only what a person would take for a suffix is exchanged; "Điều 5.2" keeps its ".2".
_SUFFIX = re.compile(r"(?i)(\.(pdf|jpe?g|png|webp|html?|svg|exe|js|docx?|scr|bat|com|zip))+\Z")
# Together with the longest suffix this stays below the 255 bytes of common file systems.
_STEM_BYTES = 200
_STEM_CHARACTERS = 110
FALLBACK = "tai-lieu"


def display_name(raw: str, suffix: str) -> str:
    """Return the sender's name without path, control or direction characters, with our suffix.

    The result has at most 115 characters and 205 bytes in UTF-8, is in normal form C, holds no
    character of the Unicode classes Cc, Cf, Cs, Co and Cn (so no NUL and no right-to-left
    override), and is no reserved name of Windows.

    Parameters
    ----------
    raw
        Anything the browser sent.
    suffix
        What the content turned out to be, e.g. `.pdf`; empty for a file that is refused.
    """
    stem = _SUFFIX.sub("", _visible(re.split(r"[/\\]", raw)[-1])) if suffix else _visible(raw)
    stem = _FORBIDDEN.sub("_", re.sub(r"[/\\]", "_", stem)).strip(" .")
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return (_shortened(stem) or FALLBACK) + suffix


def neutral_name(raw: str, suffix: str, person: str) -> str:
    """Return the display name, or a name that says nothing when it would name or lead to a person.

    Parameters
    ----------
    person
        The full name of whose paper it is.
    """
    shown = display_name(raw, suffix)
    # Dots and dashes of a file's name hide nothing.
    words = re.sub(r"[\W_]+", " ", shown.removesuffix(suffix))
    named = person and fold(person).text in fold(words).text
    return FALLBACK + suffix if named or screen(words) else shown


def _visible(raw: str) -> str:
    spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFC", raw))
    seen = "".join(c for c in spaced if not unicodedata.category(c).startswith("C"))
    # What stood between two spaces may have been taken out.
    return re.sub(r" +", " ", seen)


def _shortened(stem: str) -> str:
    cut = stem[:_STEM_CHARACTERS].encode()[:_STEM_BYTES].decode(errors="ignore")
    return cut.strip(" .")
