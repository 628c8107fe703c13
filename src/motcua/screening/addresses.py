"""E-mail addresses, links and domains, written plainly or in words."""

import re
from collections.abc import Collection, Iterator

from motcua.screening.findings import Kind
from motcua.screening.folding import Folded
from motcua.screening.spotting import matches

Span = tuple[int, int, Kind]

# Top levels that are no Vietnamese syllable: "hồ sơ.Có" must stay a sentence without its space.
_SURE = (
    "com|net|org|vn|info|biz|edu|gov|asia|xyz|top|shop|online|site|club|app|dev|tech|link|page|blog"
    "|pro|mobi|ws|us|uk|cn|hk|jp|kr|ru|eu|id|cloud|live|fun|vip|space|website|store|work|group|gg|fm"
)
_SHORT = (
    r"t\.me|m\.me|zalo\.me|fb\.me|fb\.gg|wa\.me|bit\.ly|tinyurl\.\w+|g\.co|goo\.gl|cutt\.ly|youtu\.be"
    r"|is\.gd|ow\.ly|rb\.gy|line\.me|forms\.gle|linktr\.ee|telegram\.me|discord\.gg|viber\.\w+"
)
_PROVIDERS = r"gmail|gmai|yahoo|ymail|hotmail|outlook|icloud|proton(?:mail)?|zoho|live|email"
_DOT_WORD = r"(?:\bdot\b|\bcham\b|[(\[{]\s?\.\s?[)\]}])[\W_]{0,3}"
_WORD_TOPS = "com|net|org|vn|info|xyz|me"

_SCHEME = re.compile(
    r"\b(?:https?|hxxps?|ftp)\s?:\s?/\s?/\s?[^\s<>\"']+|\bwww\s?\.\s?[a-z\d][^\s<>\"']+"
)
_DOMAIN = re.compile(
    rf"\.(?:{_SURE})(?![a-z\d-]|\.[a-z]*\d)(?:\.[a-z]{{2}}\b)?(?:[:/?#][^\s<>\"']*)?"
)
_SHORTENED = re.compile(rf"(?<![a-z\d.-])(?:{_SHORT})(?![a-z\d-])(?:[/?][^\s<>\"']*)?")
_HOST_BEFORE = re.compile(r"(?:[a-z\d][a-z\d-]*\.)*[a-z\d][a-z\d-]*$")
_WRITTEN = re.compile(
    rf"{_DOT_WORD}(?P<top>(?:{_WORD_TOPS})(?:[\W_]{{0,3}}{_DOT_WORD}vn)?)(?![a-z])"
)
_LABEL = re.compile(r"[a-z\d][a-z\d-]+[\W_]{0,3}$")
_SPACED_DOMAIN = re.compile(
    rf"(?:{_PROVIDERS}|facebook|zalo)\s{{0,3}}\.\s{{0,3}}(?:com|net|vn|me)(?![a-z])"
)

# What the three may consist of, read backwards; `$` also stands before a last line break.
_HOST_SIGNS = re.compile(r"\n?[a-z\d.-]+")
_LABEL_SIGNS = re.compile(r"\n?[\W_]{0,3}[a-z\d-]+")
_LOCAL_SIGNS = re.compile(r"\n?[\W_]{0,3}[a-z\d._%+-]+")

_AT = re.compile(
    r"@|[(\[{<]\s?(?:at|a|a cong)\s?[)\]}>]|(?<![a-z])(?:a[ -]?cong|a moc|at)(?![a-z])|\(a\)"
)
# With what each of them begins.
_SCHEME_BEGINS = ("http", "hxxp", "ftp", "www")
_SHORT_BEGINS = tuple(
    one.replace(r"\.", ".").removesuffix(r"\w+") for one in _SHORT.split("|")
)  # fmt: skip
_SPACED_BEGINS = ("gmai", "yahoo", "ymail", "hotmail", "outlook", "icloud", "proton", "zoho", "live",
                  "email", "facebook", "zalo")  # fmt: skip
_WRITTEN_BEGINS = ("dot", "cham", "(", "[", "{")
_AT_BEGINS = ("@", "(", "[", "{", "<", "a cong", "a-cong", "acong", "a moc", "at")

_LOCAL = re.compile(r"[a-z\d](?:[a-z\d._%+-]*[a-z\d])?[\W_]{0,3}$")
_DOT = rf"(?:\s?\.\s?|\s?,\s?|[\W_]{{0,3}}{_DOT_WORD})"
_MAIL_HOST = re.compile(
    rf"[\W_]{{0,3}}(?:(?:{_PROVIDERS})(?![a-z\d])(?:{_DOT}(?:com|net|vn|me))?(?:{_DOT}vn)?"
    rf"|[a-z\d][a-z\d-]*(?:{_DOT}[a-z\d-]+){{0,3}}{_DOT}(?:{_SURE})(?![a-z]))"
)
_PLAIN_HOST = re.compile(r"[a-z\d-]+(?:\.[a-z\d-]+)+")
_SPELLED_HOST = re.compile(
    r"\s{0,3}(?:g\W?m\W?a\W?i\W?l|y\W?a\W?h\W?o\W?o|o\W?u\W?t\W?l\W?o\W?o\W?k)"
)


def mails(folded: Folded) -> Iterator[Span]:
    """Yield e-mail addresses, also with the sign written in words or brackets."""
    text = folded.text
    for sign in matches(_AT, text, _AT_BEGINS):
        host = _host_after(text, sign.end(), plain="@" in sign.group())
        if host is None:
            continue
        local = _ends_with(_LOCAL, _LOCAL_SIGNS, text, sign.start(), 70)
        if local or "@" in sign.group():
            yield (local.start() if local else sign.start()), host, Kind.EMAIL


def _ends_with(
    pattern: re.Pattern[str], signs: re.Pattern[str], text: str, end: int, most: int
) -> re.Match[str] | None:
    """Search what ends at a place; `signs`, read backwards, say how far back it can begin at all."""
    back = text[max(0, end - most) : end][::-1]
    stretch = signs.match(back)
    return pattern.search(text, end - stretch.end(), end) if stretch else None


def _host_after(text: str, place: int, *, plain: bool) -> int | None:
    """Return where the host after an at-sign ends; a bare sign needs no known top level."""
    found = _MAIL_HOST.match(text, place)
    if found is None and plain:
        found = _PLAIN_HOST.match(text, place) or _SPELLED_HOST.match(text, place)
    return found.end() if found else None


def links(folded: Folded, allowed: Collection[str]) -> Iterator[Span]:
    """Yield links and domains, except hosts that are, or lie below, an allowed domain."""
    text = folded.text
    yield from _unless_allowed(text, allowed)
    yield from _domains(text, allowed)
    for pattern, beginnings in ((_SHORTENED, _SHORT_BEGINS), (_SPACED_DOMAIN, _SPACED_BEGINS)):
        for found in matches(pattern, text, beginnings):
            yield (*found.span(), Kind.LINK)
    yield from _written(folded)


def _unless_allowed(text: str, allowed: Collection[str]) -> Iterator[Span]:
    for found in matches(_SCHEME, text, _SCHEME_BEGINS):
        if not _is_allowed(_host_of(found.group()), allowed):
            yield (*found.span(), Kind.LINK)


def _domains(text: str, allowed: Collection[str]) -> Iterator[Span]:
    """Find the top level first: far fewer dots than letters."""
    for found in _DOMAIN.finditer(text):
        before = _ends_with(_HOST_BEFORE, _HOST_SIGNS, text, found.start(), 80)
        if before is None or text[before.start() - 1 : before.start()] == "@":
            continue
        if not _is_allowed(_host_of(text[before.start() : found.end()]), allowed):
            yield before.start(), found.end(), Kind.LINK


def _written(folded: Folded) -> Iterator[Span]:
    """Find "abc chấm com"; the top level as written has no accents ("cơm" is no ".com")."""
    for found in matches(_WRITTEN, folded.text, _WRITTEN_BEGINS):
        label = _ends_with(_LABEL, _LABEL_SIGNS, folded.text, found.start(), 64)
        if label and folded.as_written(*found.span("top")).isascii():
            yield label.start(), found.end(), Kind.LINK


def _host_of(link: str) -> str:
    """Return the host a browser would go to: after the scheme and any user, before the path."""
    rest = re.sub(r"\s", "", link).split("//", 1)[-1]
    return re.split(r"[/?#:\\]", rest, maxsplit=1)[0].rsplit("@", 1)[-1].strip(".,;)")


def _is_allowed(host: str, allowed: Collection[str]) -> bool:
    return any(host == each or host.endswith(f".{each}") for each in allowed)
