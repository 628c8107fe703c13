"""What a receipt or a certificate of one dossier can show of the log at this moment.

A leaf is written within a second of its event, so a receipt asked for at once may have to wait. It
waits a minute at most: a paper that the law promises is not held back by a log that stands still.
"""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings

from motcua.ledger import configured
from motcua.ledger.queries.leaves import entry_of_hash
from motcua.ledger.queries.sealed import promise
from motcua.tlog.promise import Promise, tag

WORTH_WAITING = timedelta(minutes=1)


class Kept(StrEnum):
    """What became of a promise."""

    SOON = "soon"  # the leaf is being written: wait a moment
    ABSENT = "absent"  # the log does not answer, or the secret has been destroyed
    PROMISED = "promised"
    LOGGED = "logged"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class ReceiptProof:
    """The log's part of a receipt.

    Attributes
    ----------
    url
        For the QR code: the promise stands behind `#` and reaches no server.
    tag, leaf
        Public names of the dossier and of its first leaf, as addresses spell them.
    evidence
        Address of the page that says whether the promise was kept; holds no secret.
    before
        Until when the leaf is promised.
    idx
        Number of the entry, once it is published.
    vkeys
        Keys of the log, to be compared with other papers.
    """

    state: Kept
    url: str = ""
    tag: str = ""
    leaf: str = ""
    evidence: str = ""
    before: datetime | None = None
    idx: int | None = None
    vkeys: tuple[str, ...] = ()


def receipt_proof(dossier: int, *, since: datetime, now: datetime) -> ReceiptProof:
    """The log's part of the receipt of a dossier that was received at an instant."""
    made = promise(dossier)
    if made is None:
        fresh = configured.folder().checkpoint() is not None and now - since < WORTH_WAITING
        return ReceiptProof(Kept.SOON if fresh else Kept.ABSENT)
    found = entry_of_hash(made.leaf)
    policy = configured.published_policy()
    return ReceiptProof(
        _state(made, now, logged=found is not None),
        url=f"{settings.PUBLIC_URL}/so-cong-khai/kiem-tra/#{made.fragment()}",
        tag=_spelled(tag(made.secret)),
        leaf=_spelled(made.leaf),
        evidence=evidence_path(made),
        before=datetime.fromtimestamp(made.before, now.tzinfo),
        idx=found.idx if found else None,
        vkeys=tuple(log.verifier.vkey for log in policy.logs) if policy else (),
    )


def _state(made: Promise, now: datetime, *, logged: bool) -> Kept:
    if logged:
        return Kept.LOGGED
    return Kept.BROKEN if now.timestamp() > made.before else Kept.PROMISED


def evidence_path(made: Promise) -> str:
    """Address of the page on which everybody sees whether this promise was kept."""
    leaf, signature = _spelled(made.leaf), _spelled(made.signature)
    return f"/so-cong-khai/loi-hua/?leaf={leaf}&before={made.before}&sig={signature}"


def _spelled(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
