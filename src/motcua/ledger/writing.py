"""Events become leaves: the first half of the way into the log.

Whoever writes leaves holds one lock for a moment, so the counter and the link of a dossier never
fork; business transactions never wait for it, they only fill the outbox of events. A promise is
signed with each leaf, so the web process needs no key.
"""

import json
import logging
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from motcua.events.models import Event, Outbox
from motcua.ledger import secret_store as store
from motcua.ledger.models import State
from motcua.ledger.publish import (
    Facts,
    branch_of,
    contact_of,
    content_of,
    is_known,
    leaves_of,
    sealed_fields,
)
from motcua.ledger.secret_store import Chain, Sealed
from motcua.tlog.hashes import leaf_hash
from motcua.tlog.leaf import encode
from motcua.tlog.note import Ed25519Signer
from motcua.tlog.promise import Promise, salt

log = logging.getLogger("motcua.ledger")
CONSUMER = "ledger"
# A published leaf may be at most this old in its own local day (the verifier allows 65 minutes).
BACKWARD = timedelta(minutes=60)
SHOWN_FROM = 5  # a day: rarer procedures are shown as their field, rarer fields as "other"
_LOCK = 0x6D6F7463  # key of the advisory lock on writing leaves
_TAKE = """
DELETE FROM events_outbox WHERE id IN (
    SELECT id FROM events_outbox WHERE consumer = 'ledger' ORDER BY id LIMIT %s
) RETURNING event_id
"""


def b64(data: bytes) -> str:
    """Bytes as leaves spell them: base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass(frozen=True, slots=True)
class Promising:
    """Who promises that leaves will be published, and how soon."""

    signer: Ed25519Signer
    within: int

    def promise(self, leaf: bytes, now: datetime) -> tuple[int, bytes]:
        """Time and signature of the promise for a leaf hash (`motcua/promise/1`)."""
        promised = Promise(b"", leaf, int(now.timestamp()) + self.within, "")
        signed = promised.signed(self.signer.verifier.name, self.signer)
        return signed.before, signed.signature


def write_leaves(now: datetime, promising: Promising, *, batch: int = 1000) -> int:
    """Turn waiting events into waiting leaves; returns how many events were taken."""
    with transaction.atomic():
        lock_writing()
        with connection.cursor() as cursor:
            cursor.execute(_TAKE, [batch])
            ids = [row[0] for row in cursor.fetchall()]
        if ids:
            events = Event.objects.filter(pk__in=ids, subject="dossier").order_by("pk")
            _Batch(now, promising).write(list(events))
    return len(ids)


def waiting_events() -> int:
    """How many events have no leaves yet."""
    return Outbox.objects.filter(consumer=CONSUMER).count()


def lock_writing() -> None:
    """Wait for the lock on writing leaves; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def local_day(at: datetime) -> date:
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


@dataclass(frozen=True, slots=True)
class Days:
    """The days that leaves written now may carry.

    Before the first checkpoint nothing bounds them from below: what is taken over from an older
    register is the operator's claim, and no witness stood by.
    """

    earliest: date
    latest: date

    @classmethod
    def at(cls, now: datetime) -> "Days":
        begun = State.objects.filter(size__gt=0).exists()
        return cls(local_day(now - BACKWARD) if begun else date.min, local_day(now))

    def of(self, at: datetime) -> date:
        """An event's own day, or the nearest that the log may still say."""
        return min(max(local_day(at), self.earliest), self.latest)


def _day_of(value: object) -> date | None:
    return local_day(datetime.fromisoformat(value)) if isinstance(value, str) else None


@dataclass
class _Batch:
    """One run over some events, written with a handful of statements."""

    now: datetime
    promising: Promising
    leaves: list[bytes] = field(default_factory=list)
    sealed: list[Sealed] = field(default_factory=list)
    means: dict[tuple[str, str, date], float] = field(default_factory=dict)
    received: Counter[tuple[date, str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.days = Days.at(self.now)

    def write(self, events: Sequence[Event]) -> None:
        known = store.chains({event.subject_id for event in events})
        new: dict[int, Chain] = {}
        for event in events:
            chain = known.get(event.subject_id, new.get(event.subject_id))
            if chain is None and event.subject_id in known:
                log.warning("event_after_erasure kind=%s", event.kind)
                continue
            if chain is None:
                chain = new[event.subject_id] = _begun(event)
            self._take(event, chain)
        store.insert_secrets(list(new.values()))
        store.save_chains([*new.values(), *(c for c in known.values() if c)])
        store.insert_sealed(self.sealed)
        store.count_received(self.received)
        put_in_outbox(self.leaves)

    def _take(self, event: Event, chain: Chain) -> None:
        if not is_known(event.kind):
            log.error("event_without_rule kind=%s", event.kind)
        chain.facts.update(sealed_fields(event.data))
        day = self.days.of(event.at)
        first = chain.life.phase is None
        facts = Facts(
            day=day,
            happened=local_day(event.at),
            due=_day_of(chain.facts.get("due_at")),
            first_due=_day_of(chain.facts.get("first_due_at")),
            settled=_day_of(chain.facts.get("settled_before")),
            shown=self._shown(chain, day) if first else "other",
            points=_points(chain),
            why=str(event.data.get("public_reason", "other")),
            contact=contact_of(event.data),
            complaint=bool(event.data.get("complaint")),
            said=event.data.get("open_log", {}),
        )
        if chain.facts.get("settled_at"):
            chain.facts["settled_before"] = chain.facts["settled_at"]
        part = {"at": event.at.isoformat(), "kind": event.kind, **sealed_fields(event.data)}
        part |= content_of(event.data)
        part |= {name: chain.facts[name] for name in ("code", "procedure") if name in chain.facts}
        for kind, own in leaves_of(event.kind, facts, chain.life):
            self._add(chain, kind, {**own, "day": day.isoformat()}, part, event.pk)
        if first and chain.life.phase is not None:
            self.received.update((day, self._branch(chain), code) for code in _codes(chain))

    def _add(
        self, chain: Chain, kind: str, own: dict[str, Any], part: dict[str, Any], event: int | None
    ) -> None:
        leaf, text = next_leaf(chain, kind, {**own, "b": self._branch(chain)}, part)
        digest = leaf_hash(leaf)
        promise = self.promising.promise(digest, self.now)
        self.leaves.append(leaf)
        self.sealed.append(Sealed(chain.dossier, chain.next_n - 1, event, digest, text, *promise))

    @staticmethod
    def _branch(chain: Chain) -> str:
        return branch_of(str(chain.facts.get("code", "")))

    def _shown(self, chain: Chain, day: date) -> str:
        """Procedure, else field, else "other": only what at least five a day share."""
        branch = self._branch(chain)
        for code in _codes(chain):
            key = branch, code, day
            if key not in self.means:
                self.means[key] = store.received_mean(branch, code, day)
            if self.means[key] >= SHOWN_FROM:
                return code
        return "other"


def _points(chain: Chain) -> int:
    """Effort points as they were published at reception: a setting that changes later does not count."""
    given = settings.LEDGER_POINTS.get(str(chain.facts.get("procedure")), 1000)
    return int(chain.facts.setdefault("points", given))


def _codes(chain: Chain) -> list[str]:
    named = (chain.facts.get("procedure"), chain.facts.get("field"))
    return [str(code)[:32] for code in named if code]


def _begun(event: Event) -> Chain:
    """A chain for a dossier the log has not met, with what its earlier events told."""
    chain = store.new_chain(event.subject_id)
    if event.n:
        earlier = Event.objects.filter(
            subject="dossier", subject_id=event.subject_id, n__lt=event.n
        )
        for told in earlier.order_by("n"):
            chain.facts.update(sealed_fields(told.data))
    return chain


def next_leaf(
    chain: Chain, kind: str, own: dict[str, Any], part: dict[str, Any]
) -> tuple[bytes, str]:
    """Write the next leaf of a dossier and its sealed part; moves the chain on.

    Raises
    ------
    LeafError
        The values are not in the schema of the type.
    """
    n = chain.next_n
    text = json.dumps({**part, "n": n}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    commitment = sha256(b"motcua/sealed/1\0" + salt(chain.secret, n) + text.encode()).digest()
    fields = {**own, "d": b64(chain.tag), "n": n, "s": b64(commitment), "t": kind, "v": 1}
    if chain.last is not None:
        fields["h"] = b64(chain.last)
    leaf = encode(fields)
    chain.last, chain.next_n = leaf_hash(leaf), n + 1
    chain.life = chain.life.after(kind)
    return leaf, text


def put_in_outbox(leaves: Iterable[bytes]) -> None:
    """Let leaves wait for their numbers."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO ledger_outbox (leaf) VALUES (%s)", [(leaf,) for leaf in leaves]
        )
