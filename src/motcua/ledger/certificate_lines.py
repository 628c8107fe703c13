"""The lines of a certificate: each leaf of a dossier in words, with where it stands and its hash."""

from base64 import b64encode
from collections.abc import Sequence

from motcua.flow.refusal import Text
from motcua.ledger.queries import Opened
from motcua.ledger.words import kind_names

# Number of the entry, its address, what happened, the day, the leaf hash.
Line = tuple[int | None, str, Text, str, str]


def lines_of(opened: Sequence[Opened]) -> list[Line]:
    """Lines for `opened` leaves; one that is not published yet has neither number nor day."""
    return [
        (
            each.idx,
            "" if each.idx is None else f"/so-cong-khai/muc/{each.idx}/",
            kind_names(each.kind) if each.kind else Text("Đang ghi", "Being written"),
            each.day,
            b64encode(each.leaf_hash).decode(),
        )
        for each in opened
    ]
