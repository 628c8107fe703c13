"""Social accounts and invitations to them."""

import re
from collections.abc import Iterator

from motcua.screening.findings import Kind

Span = tuple[int, int, Kind]

_GAP = r"[\W_]{0,2}"
_NETWORKS = (
    rf"z{_GAP}[a4@]{_GAP}[l1|i]{_GAP}[o0]|v{_GAP}i{_GAP}b{_GAP}e{_GAP}r|tele(?:gram)?|facebook"
    r"|phay ?buc|face|fb|messenger|whats ?app|wechat|line|skype|instagram|insta|ig|tiktok|discord"
    r"|signal|twitter|threads|nick"
)
_NETWORK = re.compile(rf"(?<![a-z\d])(?P<name>{_NETWORKS})(?![a-z])")
# Names that are also plain words count only with an account or an unmistakable invitation.
_PLAIN_WORDS = frozenset({"line", "face", "signal", "threads", "nick", "tele"})
_ID = re.compile(
    r"[\W_]{0,4}(?:(?:id|la|so|ten|nick|account|acc|name|is|cua toi|cua em|cua minh)[\W_]{1,3}){0,3}"
    r"(?:@[\w.]{3,}|[a-z._]{0,30}\d[\w.]{2,}|[a-z]{1,30}[._][\w.]{2,}|\d[\d .-]{5,})"
)
_MINE = re.compile(
    r"[\W_]{0,3}(?:cua )?(?:toi|em|minh|anh|chi|co chu|rieng|ca nhan|nhe|nha|me|id)(?![a-z])"
)
_INVITES = re.compile(
    r"(?:ket ban|add|inbox|ib|nhan(?: tin)?(?: rieng)?|lien (?:he|lac)|lh|trao doi|goi|chat|contact|text"
    r"|message|reach|find|my|dm)(?: (?:me|toi|em|voi|cho|cho em|cho toi|rieng|on|by|via|qua|bang|o|tren"
    r"|theo|us|through|them|nhe)){0,4} ?$"
)
_AT_NAME = re.compile(r"(?<![\w.@])@[a-z\d_][\w.]{2,}")


def handles(text: str) -> Iterator[Span]:
    """Yield social accounts, and invitations to continue elsewhere, of folded text."""
    for found in _NETWORK.finditer(text):
        end = _invited_until(text, found)
        if end:
            yield found.start(), end, Kind.HANDLE
    if "@" in text:
        yield from ((*found.span(), Kind.HANDLE) for found in _AT_NAME.finditer(text))


def _invited_until(text: str, found: re.Match[str]) -> int | None:
    """Return where the account or the invitation ends; None where the network is only named."""
    account = _ID.match(text, found.end())
    if account:
        return account.end()
    if found["name"] in _PLAIN_WORDS:
        return None
    mine = _MINE.match(text, found.end())
    if mine:
        return mine.end()
    asked = _INVITES.search(text, max(0, found.start() - 40), found.start())
    return found.end() if asked else None
