"""Everything the pages read of the log: its state, its entries, promises and proofs.

Public unless it says otherwise: what is sealed is asked for by the number of a dossier, which only
its own pages know.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import F, Q

from motcua.ledger import configured, numbering
from motcua.ledger import secret_store as store
from motcua.ledger.figures import figures, month_bounds
from motcua.ledger.folding import story_of
from motcua.ledger.models import Entry, Folded, LeafOutbox, PublicLife
from motcua.ledger.stories import Story
from motcua.tlog.checkpoint import Checkpoint
from motcua.tlog.note import (
    NoteError,
    SignatureError,
    encode_base64,
    parse_note,
)
from motcua.tlog.policy import Policy, Verdict
from motcua.tlog.promise import Promise
from motcua.tlog.proof import inclusion_proof
from motcua.tlog.readers import DirectoryTiles
from motcua.tlog.tlogproof import TlogProof

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
        Whether assignment is drawn by beacons and can be checked here.
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
        drawn=Entry.objects.filter(kind="pool").exists(),
    )


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


@dataclass(frozen=True, slots=True)
class EntryView:
    """One published entry."""

    idx: int
    text: str
    leaf_hash: bytes
    fields: dict[str, Any]
    tag: bytes | None

    @property
    def kind(self) -> str:
        return str(self.fields["t"])


def entries(first: int, count: int) -> list[EntryView]:
    """Published entries from a number on."""
    stop = min(first + count, published_size())
    rows = Entry.objects.filter(idx__gte=first, idx__lt=stop).order_by("idx")
    return [_view(row) for row in rows]


def entry(idx: int) -> EntryView | None:
    """One published entry."""
    return next(iter(entries(idx, 1)), None)


def entry_of_hash(leaf_hash: bytes) -> EntryView | None:
    """The published entry with this leaf hash."""
    row = Entry.objects.filter(leaf_hash=leaf_hash, idx__lt=published_size()).first()
    return _view(row) if row else None


def newest_of_kind(kind: str, count: int) -> list[EntryView]:
    """The newest published entries of a type, newest first."""
    rows = Entry.objects.filter(kind=kind, idx__lt=published_size()).order_by("-idx")[:count]
    return [_view(row) for row in rows]


def _view(row: Entry) -> EntryView:
    leaf = bytes(row.leaf)
    tag = bytes(row.tag) if row.tag is not None else None
    return EntryView(row.idx, leaf.decode(), bytes(row.leaf_hash), json.loads(leaf), tag)


@dataclass(frozen=True, slots=True)
class DossierLife:
    """What the log tells of one dossier."""

    tag: bytes
    story: Story
    leaves: tuple[EntryView, ...]


def life(tag: bytes) -> DossierLife | None:
    """The public life of the dossier with this tag."""
    rows = Entry.objects.filter(tag=tag, idx__lt=published_size()).order_by("n")
    leaves = tuple(_view(row) for row in rows)
    found = PublicLife.objects.filter(tag=tag).values_list(*_STORY).first()
    if not leaves or found is None:
        return None
    return DossierLife(tag, story_of(found), leaves)


_STORY = (
    "branch", "shown", "first", "last", "received", "due", "settled", "phase", "supplements",
    "pauses", "extended", "corrected",
)  # fmt: skip


def stories(since: date, until: date) -> list[tuple[int, Story]]:
    """Index of the first leaf and story of every dossier received from a day up to another."""
    rows = PublicLife.objects.filter(received__gte=since, received__lt=until).order_by("first")
    return [(row[2], story_of(row)) for row in rows.values_list(*_STORY).iterator()]


def months() -> list[str]:
    """Months in which something was received, newest first, as `2026-08`."""
    days = PublicLife.objects.dates("received", "month", order="DESC")
    return [f"{day:%Y-%m}" for day in days]


def tag_of_code(code: str) -> bytes | None:
    """Tag of a dossier by its code, as printed on its papers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tag FROM secrets.chain WHERE facts ->> 'code' = %s", [code])
        row = cursor.fetchone()
    return bytes(row[0]) if row else None


def proof_text(idx: int) -> str | None:
    """The `.tlog-proof` of a published entry."""
    folder = configured.folder()
    note = folder.checkpoint()
    if note is None:
        return None
    tree = Checkpoint.parse(parse_note(note).text)
    if not 0 <= idx < tree.size:
        return None
    hashes = inclusion_proof(DirectoryTiles(folder.path), idx, tree.size)
    return str(TlogProof(idx, tuple(hashes), note))


# --- sealed: only for the pages of the dossier itself ---------------------------------------------


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
    """One leaf of a dossier with its sealed part; for the applicant."""

    n: int
    leaf_hash: bytes
    part: str
    idx: int | None


def opened(dossier: int) -> Sequence[Opened]:
    """Sealed parts of a dossier and where their leaves are."""
    parts = store.sealed_of(dossier)
    upper = published_size()
    known = Entry.objects.filter(leaf_hash__in=[part.leaf_hash for part in parts], idx__lt=upper)
    places = {bytes(row.leaf_hash): row.idx for row in known}
    return [Opened(p.n, p.leaf_hash, p.part, places.get(p.leaf_hash)) for p in parts]


def certificate(dossier: int) -> dict[str, Any] | None:
    """What the applicant keeps for ever: secret, sealed parts, leaves and proofs, as plain JSON.

    It opens and proves everything also after the centre has erased its own copy.
    """
    made = promise(dossier)
    if made is None:
        return None
    return {
        "format": "motcua/certificate/1",
        "origin": _origin(),
        "promise": made.fragment(),
        "events": [
            {
                "n": each.n,
                "sealed": each.part,
                "leaf": None if each.idx is None else _text_of(each.idx),
                "proof": None if each.idx is None else proof_text(each.idx),
            }
            for each in opened(dossier)
        ],
    }


def _origin() -> str:
    tree = published()
    return tree.origin if tree else str(settings.LEDGER_ORIGIN)


def _text_of(idx: int) -> str:
    return bytes(Entry.objects.values_list("leaf", flat=True).get(idx=idx)).decode()


def numbered() -> int:
    """How many leaves have a number, published or not."""
    return numbering.size()


def figures_of(month: str) -> dict[str, Any]:
    """Figures of a month as the log stands (`figures`); raises `ValueError` for no month."""
    first, after = month_bounds(month)
    folded = Folded.objects.filter(one=True).values_list("size", flat=True).first() or 0
    rows = PublicLife.objects.filter(received__gte=first, received__lt=after, first__lt=folded)
    stories = (story_of(row) for row in rows.order_by("first").values_list(*_STORY).iterator())
    return figures(
        month, stories, size=folded, as_of=_newest_day(folded, first), refusals=_refusals(month)
    )


GROUPS = (
    "received",
    "settled",
    "on_time",
    "late",
    "overdue",
    "withdrawn",
    "supplements",
    "extended",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """Some dossiers of a group, and how many the group has."""

    total: int
    rows: tuple[tuple[bytes, Story], ...]


def listed(month: str, group: str, branch: str, *, offset: int, count: int) -> Listed:
    """The dossiers behind a figure: of a month, a group of `GROUPS`, and a branch or all."""
    first, after = month_bounds(month)
    folded = Folded.objects.filter(one=True).values_list("size", flat=True).first() or 0
    rows = PublicLife.objects.filter(received__gte=first, received__lt=after, first__lt=folded)
    rows = rows.filter(_group(group, _newest_day(folded, first)))
    rows = rows.filter(branch=branch) if branch else rows
    some = rows.order_by("first").values_list("tag", *_STORY)[offset : offset + count]
    return Listed(rows.count(), tuple((bytes(row[0]), story_of(row[1:])) for row in some))


def _group(group: str, as_of: date) -> Q:
    return {
        "received": Q(),
        "settled": Q(settled__isnull=False),
        "on_time": Q(settled__lte=F("due")),
        "late": Q(settled__gt=F("due")),
        "overdue": Q(settled__isnull=True, phase="open", due__lt=as_of),
        "withdrawn": Q(phase="withdrawn"),
        "supplements": Q(supplements__gt=0),
        "extended": Q(extended=True),
    }[group]


def _newest_day(size: int, otherwise: date) -> date:
    """Newest day among the last entries: a batch holds at most a day or two."""
    rows = Entry.objects.filter(idx__lt=size).order_by("-idx").values_list("leaf", flat=True)[:256]
    days = [json.loads(bytes(leaf))["day"] for leaf in rows]
    return max(map(date.fromisoformat, days), default=otherwise)


def _refusals(month: str) -> dict[str, int]:
    """Refusals by procedure, from the sealed parts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT facts ->> 'procedure', count(*) FROM secrets.chain "
            "WHERE facts ->> 'outcome' = 'refused' AND facts ->> 'settled_at' LIKE %s GROUP BY 1",
            [f"{month}-%"],
        )
        return {str(code): int(count) for code, count in cursor.fetchall()}


def checkpoint_text() -> str:
    """The published checkpoint, verbatim."""
    return (configured.folder().checkpoint() or b"").decode()
