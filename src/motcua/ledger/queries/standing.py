"""Where the log stands: what is published, who cosigned it, what waits."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from motcua.ledger import configured, numbering
from motcua.ledger.drawing.telling import any_beacons
from motcua.ledger.models import Entry, LeafOutbox
from motcua.tlog.checkpoint import Checkpoint
from motcua.tlog.note import NoteError, SignatureError, encode_base64, parse_note
from motcua.tlog.policy import Policy, Verdict

FRESH = 3600


@dataclass(frozen=True, slots=True)
class Seen:
    """A witness of the policy and when it cosigned what is shown (POSIX seconds, or `None`)."""

    name: str
    vkey: str
    url: str
    at: int | None


@dataclass(frozen=True, slots=True)
class LogStatus:
    """What the log shows of itself.

    Attributes
    ----------
    since
        POSIX seconds from which on the quorum stands; 0 without witnesses, `None` if it is not met.
    waiting
        Leaves that have no number yet.
    drawn
        Whether assignment is drawn by beacons and can be checked here: a published roster that is
        in force lists them. That draws have been made is no proof that the next one will be.
    """

    origin: str
    size: int
    root: str
    vkey: str
    policy: str
    witnesses: tuple[Seen, ...]
    since: int | None
    waiting: int
    drawn: bool

    @property
    def witnessed(self) -> bool:
        return bool(self.since)

    def fresh(self, now: float) -> bool:
        """Whether the quorum cosigned within the last hour."""
        return bool(self.since) and now - (self.since or 0) <= FRESH


def status() -> LogStatus | None:
    """The state of the log as published; `None` before the first checkpoint."""
    judged = _judged()
    if judged is None:
        return None
    policy, verdict = judged
    tree = verdict.checkpoint
    return LogStatus(
        origin=tree.origin,
        size=tree.size,
        root=encode_base64(tree.root),
        vkey=next(log.verifier.vkey for log in policy.logs if log.verifier.name == tree.origin),
        policy=(configured.folder().path / "policy.txt").read_text(encoding="utf-8"),
        witnesses=tuple(
            Seen(w.name, w.verifier.vkey, w.url, verdict.times.get(w.name))
            for w in policy.witnesses.values()
        ),
        since=verdict.since,
        waiting=LeafOutbox.objects.count(),
        drawn=_drawn(tree.size),
    )


def _drawn(size: int) -> bool:
    published = Entry.objects.filter(kind="roster", idx__lt=size).exists()
    return published and any_beacons(timezone.localdate())


def _judged() -> tuple[Policy, Verdict] | None:
    note, policy = configured.folder().checkpoint(), configured.published_policy()
    if note is None or policy is None:
        return None
    try:
        return policy, policy.judge(note)
    except (NoteError, SignatureError):
        return None


def published() -> Checkpoint | None:
    """The tree that is shown now."""
    note = configured.folder().checkpoint()
    return Checkpoint.parse(parse_note(note).text) if note else None


def published_size() -> int:
    """How many entries are published; entries above are nobody's business yet."""
    tree = published()
    return tree.size if tree else 0


def checkpoint_text() -> str:
    """The published checkpoint, verbatim."""
    return (configured.folder().checkpoint() or b"").decode()


def origin() -> str:
    """The name the log signs under."""
    tree = published()
    return tree.origin if tree else str(settings.LEDGER_ORIGIN)


def numbered() -> int:
    """How many leaves have a number, published or not."""
    return numbering.size()
