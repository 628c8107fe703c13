"""Hold every table of the log against its entries: what was edited by hand is named by table and row.

The entries themselves are held against their hashes, files and checkpoints by `fsck`; here follows
what is derived from them (columns, read model, size) and what opens them (secrets, sealed parts,
promises).
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.db import connection

from motcua.ledger import numbering
from motcua.ledger.folding import story_of
from motcua.ledger.models import Folded, LeafOutbox, MonthCount, PublicLife
from motcua.ledger.month_counts import Changes
from motcua.ledger.queries.lives import STORY
from motcua.ledger.stories import Story, take
from motcua.tlog.hashes import leaf_hash
from motcua.tlog.leaf import LeafError, decode
from motcua.tlog.note import Ed25519Verifier, SignatureError
from motcua.tlog.promise import Promise, salt
from motcua.tlog.promise import tag as tag_of

_COLUMNS = "SELECT idx, leaf, kind, tag, n FROM ledger_entry ORDER BY idx"
_BEYOND = "SELECT count(*), coalesce(max(idx) + 1, 0) FROM ledger_entry"
_CHAINS = """
SELECT c.dossier, s.k_d, c.tag, c.next_n, c.last,
       (SELECT count(*) FROM secrets.sealed p WHERE p.dossier = c.dossier),
       (SELECT leaf_hash FROM secrets.sealed p WHERE p.dossier = c.dossier AND n = c.next_n - 1)
FROM secrets.chain c JOIN secrets.dossier_secret s USING (dossier) ORDER BY c.dossier
"""
_PARTS = """
SELECT p.dossier, p.n, p.leaf_hash, p.part, p.before, p.signature, s.k_d, e.leaf
FROM secrets.sealed p JOIN secrets.dossier_secret s USING (dossier)
LEFT JOIN ledger_entry e USING (leaf_hash) ORDER BY p.dossier, p.n
"""


def problems(verifier: Ed25519Verifier) -> Iterator[str]:
    """Every disagreement of a table, each beginning with its name; needs entries that are whole."""
    yield from _columns()
    yield from _read_model()
    yield from _outbox()
    yield from _chains()
    yield from _sealed(verifier)


def _rows(query: str) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        while some := cursor.fetchmany(5000):
            yield from some


def state() -> Iterator[str]:
    """Whether the log is as long as it says."""
    [(count, size)] = _rows(_BEYOND)
    if numbering.size() != size or count != size:
        yield (
            f"ledger_state: says {numbering.size()} entries; there are {count}, the last is number "
            f"{size - 1}"
        )


def _columns() -> Iterator[str]:
    for idx, leaf, kind, tag, n in _rows(_COLUMNS):
        try:
            fields = decode(bytes(leaf))
        except LeafError:
            continue  # named by the check of entries
        due = numbering.unb64(fields["d"]) if "d" in fields else None
        given = None if tag is None else bytes(tag)
        if (kind, given, n) != (fields["t"], due, fields.get("n")):
            yield f"ledger_entry {idx}: the columns kind, tag, n are not those of its leaf"


def _read_model() -> Iterator[str]:
    """Fold every entry again and compare."""
    size = Folded.objects.filter(one=True).values_list("size", flat=True).first() or 0
    if size > numbering.size():
        yield f"ledger_folded: {size} entries were counted, the log has {numbering.size()}"
        return
    stories = _folded_again(size)
    yield from _month_counts(stories, size)
    kept = PublicLife.objects.values_list("tag", *STORY)
    seen = set()
    for row in kept.iterator():
        tag = bytes(row[0])
        seen.add(tag)
        if stories.get(tag) != story_of(row[1:]):
            yield f"ledger_publiclife {tag.hex()}: is not what the leaves tell"
    for tag in stories.keys() - seen:
        yield f"ledger_publiclife {tag.hex()}: is missing"


def _month_counts(stories: dict[bytes, Story], size: int) -> Iterator[str]:
    """Count every month again and compare."""
    due = Changes()
    leaves = (leaf for chunk in numbering.entries(0, size) for leaf in chunk)
    for idx, leaf in enumerate(leaves):
        due.leaf(idx, json.loads(leaf))
    for story in stories.values():
        due.story(None, story)
    seen = set()
    for row in MonthCount.objects.order_by("month", "group", "name").iterator():
        key = row.month, row.group, row.name
        seen.add(key)
        told = {name: number for name, number in due.added.get(key, {}).items() if number}
        if (row.counts, (row.first, row.last)) != (told, due.span.get(key)):
            yield f"ledger_monthcount {' '.join(key)}: is not what the leaves give"
    for key in sorted(due.added.keys() - seen):
        yield f"ledger_monthcount {' '.join(key)}: is missing"


def _folded_again(size: int) -> dict[bytes, Story]:
    lives: dict[bytes, list[tuple[int, int, dict[str, Any]]]] = {}
    at = 0
    for chunk in numbering.entries(0, size):
        for idx, leaf in enumerate(chunk, at):
            fields = json.loads(leaf)
            if "d" in fields:
                lives.setdefault(numbering.unb64(fields["d"]), []).append(
                    (fields["n"], idx, fields)
                )
        at += len(chunk)
    told: dict[bytes, Story] = {}
    for tag, events in lives.items():
        story: Story | None = None
        for _, idx, fields in sorted(events, key=lambda event: event[0]):
            story = take(story, idx, fields)
        if story is not None:
            told[tag] = story
    return told


def _outbox() -> Iterator[str]:
    for pk, leaf in LeafOutbox.objects.values_list("pk", "leaf").iterator():
        try:
            decode(bytes(leaf))
        except LeafError as error:
            yield f"ledger_outbox {pk}: {error}"


def _chains() -> Iterator[str]:
    for dossier, secret, tag, next_n, last, parts, newest in _rows(_CHAINS):
        where = f"secrets.chain {dossier}"
        if secret is None:
            yield f"{where}: is kept although its secret was destroyed"
            continue
        if tag_of(bytes(secret)) != bytes(tag):
            yield f"secrets.dossier_secret {dossier}: does not give the tag of the dossier's leaves"
        if last is not None and (parts != next_n or newest is None or bytes(newest) != bytes(last)):
            yield f"{where}: does not end with the newest leaf of the dossier"


def _sealed(verifier: Ed25519Verifier) -> Iterator[str]:
    waiting = {leaf_hash(leaf): leaf for leaf in _waiting()}
    for dossier, n, digest, part, before, signature, secret, found in _rows(_PARTS):
        where = f"secrets.sealed {dossier}/{n}"
        leaf = bytes(found) if found is not None else waiting.get(bytes(digest))
        if leaf is None:
            yield f"{where}: its leaf is neither in the log nor waiting"
            continue
        if secret is not None and _commitment(bytes(secret), n, part) != _said(leaf):
            yield f"{where}: the sealed part does not open the commitment of its leaf"
        promise = Promise(b"", bytes(digest), before, "", bytes(signature))
        try:
            promise.check(verifier.name, verifier)
        except SignatureError:
            yield f"{where}: the promise is not signed by this log"


def _waiting() -> Iterator[bytes]:
    for leaf in LeafOutbox.objects.values_list("leaf", flat=True).iterator():
        yield bytes(leaf)


def _commitment(secret: bytes, n: int, part: str) -> bytes:
    return sha256(b"motcua/sealed/1\0" + salt(secret, n) + part.encode()).digest()


def _said(leaf: bytes) -> bytes:
    return numbering.unb64(json.loads(leaf)["s"])
