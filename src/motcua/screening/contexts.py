"""Words after which a number is a way of contact even when its shape does not say so."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from motcua.screening.findings import Kind
from motcua.screening.spotting import by_first_letter

_PHONE = (
    "sdt", "so dt", "d[ .]?t", "dthoai", "dien thoai", "phone", "tel", "mobile", "hotline", "call",
    "goi (?:cho|so|toi|em|qua)", "goi", "lien he", "lien lac", "lh", "alo", "di dong", "so may",
    "tong dai", "nhan tin", "text me", "contact", "zalo", "viber", "whatsapp",
)  # fmt: skip
_ACCOUNT = (
    "stk", "so tk", "tk", "so tai khoan", "tai khoan(?: so)?", "account(?: no| number)?", "iban",
    "swift", "chuyen (?:khoan|tien)", "ck", "so the", "card(?: no| number)?", "vietcombank", "vcb",
    "techcombank", "tcb", "mb ?bank", "mb", "bidv", "agribank", "vietinbank", "acb", "tp ?bank",
    "vp ?bank", "sacombank", "hd ?bank", "vib", "shb", "ocb", "msb", "seabank", "momo", "zalopay",
    "viettel ?(?:pay|money)",
)  # fmt: skip
# Where both kinds fit, the telephone goes first, as by `|`.
_CONTEXT = re.compile(
    rf"(?<![a-z\d])(?=[{''.join(sorted({word[0] for word in _PHONE + _ACCOUNT}))}])"
    rf"(?:(?P<phone>{by_first_letter(_PHONE)})|(?P<account>{by_first_letter(_ACCOUNT)}))(?![a-z])"
)
NEAR = 28
_PHONE_DIGITS = range(7, 13)
_ACCOUNT_DIGITS = range(6, 20)
_BETWEEN = re.compile(r"[\W_]{0,6}(?:[a-z]+[\W_]{1,4}){0,4}")


@dataclass(frozen=True, slots=True)
class Contexts:
    """Where such words end, in order, and of which kind each is."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    kinds: Sequence[Kind]

    def any_before(self, start: int, end: int) -> bool:
        """Whether any such word ends or starts between two places."""
        return bisect_left(self.ends, start) < bisect_right(self.starts, end)

    def kind_of(self, start: int, end: int, digits: int) -> Kind | None:
        """Return what a number of so many digits is by the words near it, if anything."""
        first = bisect_left(self.ends, start - NEAR)
        last = bisect_right(self.ends, start)
        before = [
            n for n in range(first, last) if _BETWEEN.fullmatch(self.text, self.ends[n], start)
        ]
        after = bisect_left(self.starts, end)
        if after < len(self.starts) and self.starts[after] - end <= 3:
            before.append(after)
        for number in reversed(before):
            kind = self.kinds[number]
            if digits in (_PHONE_DIGITS if kind is Kind.PHONE else _ACCOUNT_DIGITS):
                return kind
        return None


def contexts(text: str) -> Contexts:
    """Find such words in folded text."""
    found = list(_CONTEXT.finditer(text))
    return Contexts(
        text,
        [each.start() for each in found],
        [each.end() for each in found],
        [Kind(each.lastgroup or "") for each in found],
    )
