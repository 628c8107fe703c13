"""Promises, sealed parts and certificates: only for the pages of the dossier itself.

Asked for by the number of a dossier, which only its own pages know.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from motcua.ledger import secret_store as store
from motcua.ledger.models import Entry
from motcua.ledger.queries.leaves import proof_text
from motcua.ledger.queries.standing import origin, published_size
from motcua.tlog.promise import Promise


def promise(dossier: int, n: int = 0) -> Promise | None:
    """The promise for an event of a dossier; `None` until its leaf is written, or after erasure."""
    chain = store.chains([dossier]).get(dossier)
    part = next((part for part in store.sealed_of(dossier) if part.n == n), None)
    if chain is None or part is None:
        return None
    code = str(chain.facts.get("code", ""))
    return Promise(chain.secret, part.leaf_hash, part.before, code, part.signature)


def receipt_url(dossier: int) -> str | None:
    """Address for the QR of a receipt: the promise stands behind `#` and reaches no server."""
    made = promise(dossier)
    if made is None:
        return None
    return f"{settings.PUBLIC_URL}/so-cong-khai/kiem-tra/#{made.fragment()}"


@dataclass(frozen=True, slots=True)
class Opened:
    """One leaf of a dossier with its sealed part; for the applicant.

    Attributes
    ----------
    leaf, kind, day
        Empty until the leaf is published.
    part
        The sealed JSON, verbatim: the bytes that were committed to.
    """

    n: int
    leaf_hash: bytes
    part: str
    idx: int | None
    leaf: str = ""
    kind: str = ""
    day: str = ""

    @property
    def told(self) -> dict[str, Any]:
        """What the sealed part says."""
        return dict(json.loads(self.part))


def opened(dossier: int) -> Sequence[Opened]:
    """Sealed parts of a dossier and where their leaves are."""
    parts = store.sealed_of(dossier)
    upper = published_size()
    known = Entry.objects.filter(leaf_hash__in=[part.leaf_hash for part in parts], idx__lt=upper)
    places = {bytes(row.leaf_hash): row for row in known}
    return [_opened(part, places.get(part.leaf_hash)) for part in parts]


def _opened(part: store.Sealed, row: Entry | None) -> Opened:
    if row is None:
        return Opened(part.n, part.leaf_hash, part.part, None)
    leaf = bytes(row.leaf).decode()
    return Opened(
        part.n, part.leaf_hash, part.part, row.idx, leaf, row.kind, json.loads(leaf)["day"]
    )


def certificate(dossier: int) -> dict[str, Any] | None:
    """What the applicant keeps for ever: secret, sealed parts, leaves and proofs, as plain JSON.

    It opens and proves everything also after the centre has erased its own copy.
    """
    made = promise(dossier)
    if made is None:
        return None
    return {
        "format": "motcua/certificate/1",
        "origin": origin(),
        "promise": made.fragment(),
        "events": [
            {
                "n": each.n,
                "sealed": each.part,
                "leaf": each.leaf or None,
                "proof": None if each.idx is None else proof_text(each.idx),
            }
            for each in opened(dossier)
        ],
    }


@dataclass(frozen=True, slots=True)
class Proven:
    """The newest published leaf of a dossier, with a proof that is whole in itself."""

    event: Opened
    proof: str


def proven(dossier: int, *, n: int | None = None) -> Proven | None:
    """The proof of one event of a dossier, or of its newest published one."""
    published = [each for each in opened(dossier) if each.idx is not None]
    wanted = published[-1:] if n is None else [each for each in published if each.n == n]
    for each in wanted:
        proof = proof_text(each.idx, with_leaf=True) if each.idx is not None else None
        return Proven(each, proof) if proof else None
    return None
