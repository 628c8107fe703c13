"""The pages of the log at 10 thousand and at 1 million leaves: printed, never asserted.

One log grows in one run; every page is asked for at both sizes in turn of pages. All dossiers are of
one month, which is the worst case for figures. `LOG_PAGES_LEAVES` sets the larger size.
"""

import json
import os
import random
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from statistics import median
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from motcua.ledger import configured, queries
from motcua.ledger.folding import fold
from motcua.ledger.models import Published
from motcua.ledger.numbering import unb64
from motcua.openlog.search import ASKED
from motcua.openlog.tags import spelled
from motcua.tlog.checkpoint import Checkpoint, sign_checkpoint
from motcua.tlog.hashes import leaf_hash
from motcua.tlog.leaf import decode, encode
from motcua.tlog.tree import TreeBuilder
from tests.ledger.conftest import Log, make_log, outside  # noqa: F401

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1200), pytest.mark.django_db(transaction=True)]
SMALL, LARGE = 10_000, int(os.environ.get("LOG_PAGES_LEAVES", "1000000"))
BATCH, TIMES = 1_000, 40
LIFE = ("received", "contact", "paused", "resumed", "contact", "settled", "returned")
FIRST = date(2026, 8, 3)
BRANCHES = [f"H26{n:02d}" for n in range(30)]
FIELDS = ["land", "civil_status", "business", "police", "other"]


def b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def name_of(number: int) -> bytes:
    return sha256(b"dossier %d" % number).digest()


def life(number: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Leaves of one dossier; every tenth is still open."""
    digest, day = name_of(number), FIRST + timedelta(days=number % 20)
    head = {"b": BRANCHES[number % 30], "d": b64(digest[:16]), "s": b64(digest), "v": 1}
    own = {
        "received": {"due": (day + timedelta(days=5)).isoformat(), "p": FIELDS[number % 5], "w": 1000},
        "contact": {"c": "message", "i": "in", "z": 1},
        "paused": {"f": "05"},
    }  # fmt: skip
    before = b""
    for n, kind in enumerate(LIFE if number % 10 else LIFE[:3]):
        leaf = head | {"day": day.isoformat(), "n": n, "t": kind} | own.get(kind, {})
        if n:
            leaf["h"] = b64(before)
        before = leaf_hash(encode(leaf))
        day += timedelta(days=chance.randrange(2))
        yield leaf


def pool(size: int) -> dict[str, Any]:
    """A pool leaf of twelve officers and eight draws; its proofs are not valid."""
    who = sorted(name_of(10**7 + size + n)[:16] for n in range(12))
    rows = [[b64(each), 1000, 5000, 9000] for each in who]
    asks = [[b64(name_of(size + n)), 0, 0, 1000, ""] for n in range(8)]
    beacons = [[b64(name_of(n)), b64(name_of(n) * 2 + name_of(n)[:16])] for n in range(2)]
    return {"day": FIRST.isoformat(), "i": 0, "k": max(1, size), "o": rows,
            "p": [[BRANCHES[0], "land", 0, list(range(12)), []]], "q": asks, "r": beacons,
            "t": "pool", "v": 1}  # fmt: skip


def leaves(upto: int) -> Iterator[bytes]:
    """So many leaves, batch by batch in the order of their hashes."""
    chance, dossier, made, batch = random.Random(1), 0, 0, []
    while made < upto:
        batch += [encode(leaf) for leaf in life(dossier, chance)]
        dossier += 1
        if len(batch) >= BATCH - 1:
            batch.append(encode(pool(made)))
            yield from sorted(batch, key=leaf_hash)
            made, batch = made + len(batch), []


class Grown:
    """The log with its tables and files, as large as asked for."""

    def __init__(self, log: Log) -> None:
        self.log, self.builder, self.folder = log, TreeBuilder(), configured.folder()
        self.source, self.signer = leaves(LARGE), configured.log_signer()

    def grow(self, size: int) -> float:
        """Take in leaves up to a size; seconds that the read model took."""
        with connection.cursor() as cursor:
            while self.builder.size < size:
                entries = [leaf for _, leaf in zip(range(BATCH), self.source, strict=False)]
                if not entries:
                    break
                self._number(cursor, entries)
            cursor.execute("INSERT INTO ledger_state (one, size) VALUES (true, %s) "
                           "ON CONFLICT (one) DO UPDATE SET size = %s", [self.builder.size] * 2)  # fmt: skip
        self._publish()
        start = time.perf_counter()
        fold()
        took = time.perf_counter() - start
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        return took

    def _number(self, cursor: Any, entries: list[bytes]) -> None:
        start, growth = self.builder.size, self.builder.append(entries)
        for file, data in [*growth.bundles, *growth.tiles]:
            target = self.folder.path / file.path  # without fsync: not measured here
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        with cursor.copy(
            "COPY ledger_entry (idx, leaf, leaf_hash, kind, tag, n) FROM STDIN"
        ) as copy:
            for idx, leaf in enumerate(entries, start):
                fields = decode(leaf)
                tag = unb64(fields["d"]) if "d" in fields else None
                copy.write_row((idx, leaf, leaf_hash(leaf), fields["t"], tag, fields.get("n")))

    def chains(self) -> None:
        """One chain for each dossier, with its code."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO secrets.dossier_secret (dossier, k_d) SELECT first, sha256(tag) "
                "FROM ledger_publiclife ON CONFLICT DO NOTHING"
            )
            cursor.execute(
                "INSERT INTO secrets.chain (dossier, tag, facts) SELECT first, tag, "
                "jsonb_build_object('code', 'H26.01-260803-' || first, 'procedure', shown, "
                "'outcome', CASE WHEN first % 50 = 0 THEN 'refused' ELSE 'granted' END, "
                "'settled_at', '2026-08-10T02:00:00+00:00') "
                "FROM ledger_publiclife ON CONFLICT DO NOTHING"
            )
            cursor.execute("VACUUM ANALYZE secrets.chain")

    def _publish(self) -> None:
        tree = Checkpoint(configured.origin(), self.builder.size, self.builder.root)
        note, now = sign_checkpoint(tree, [self.signer]), int(time.time())
        signed = note.with_signatures(
            signer.sign(note.text, now) for signer in self.log.witnesses.signers.values()
        )
        self.folder.archive(tree.size, bytes(signed))
        self.folder.publish(bytes(signed))
        (self.folder.path / "policy.txt").write_text(
            configured.policy_text(self.signer.verifier.vkey), encoding="utf-8"
        )
        Published.objects.get_or_create(size=tree.size, defaults={"note": bytes(signed)})


def pages(client: Client) -> dict[str, Callable[[], Any]]:
    """What is asked for, each answer 200 or a redirection."""
    size, room = queries.published_size(), "/so-cong-khai/"
    some = queries.entry(size // 2)
    tag = next(e.tag for e in queries.entries(size // 2, 50) if e.tag)
    assert some
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts ->> 'code' FROM secrets.chain WHERE tag = %s", [tag])
        [code] = cursor.fetchone()

    def search() -> Any:
        ASKED.clear("127.0.0.1")
        return client.post(f"{room}tim/", {"tim": code})

    return {
        "home": lambda: client.get(room),
        "search by code": search,
        "life of a dossier": lambda: client.get(f"{room}ho-so/{spelled(tag)}/"),
        "figures of the month": lambda: client.get(f"{room}so-lieu/2026-08/"),
        "figures, JSON": lambda: client.get(f"{room}so-lieu/2026-08.json"),
        "behind a figure": lambda: client.get(f"{room}so-lieu/2026-08/ho-so/?xep=late&dv=H2605"),
        "draws": lambda: client.get(f"{room}boc-tham/"),
        "entries of a type": lambda: client.get(f"{room}muc/?loai=pool&thang=2026-08"),
        "proof": lambda: client.get(f"{room}muc/{size // 2}.tlog-proof"),
        "tile": lambda: client.get("/log/tile/0/001"),
        "checkpoint": lambda: client.get("/log/checkpoint"),
    }


def measure(client: Client) -> dict[str, list[tuple[float, float]]]:
    """Wall and cpu milliseconds of every answer; the database's work is in the wall time only."""
    asked = pages(client)
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in asked}
    for turn in range(TIMES + 5):
        for name, ask in asked.items():
            start, cpu = time.perf_counter(), time.process_time()
            answer = ask()
            took = time.perf_counter() - start, time.process_time() - cpu
            assert answer.status_code in (200, 302), (name, answer.status_code)
            if turn >= 5:
                times[name].append((took[0] * 1000, took[1] * 1000))
    return times


def test_pages_at_two_sizes(tmp_path, settings, outside, client: Client, capsys) -> None:  # noqa: F811
    log = Grown(make_log(tmp_path, settings, datetime(2026, 8, 30, 9, tzinfo=UTC), outside))
    found, folded, sizes = [], [], []
    for size in (SMALL, LARGE):
        folded.append(log.grow(size))
        log.chains()
        sizes.append(log.builder.size)
        found.append(measure(client))
    assert json.loads(client.get("/so-cong-khai/so-lieu/2026-08.json").content)["size"] == sizes[1]
    with capsys.disabled():
        print(f"\npages of the log, {sizes[0]:,} and {sizes[1]:,} leaves, {TIMES} times each, ms "
              f"(read model: {(sizes[1] - sizes[0]) / folded[1]:,.0f} leaves/s)")  # fmt: skip
        heads = "best    p50    p95    cpu".rjust(27)
        print(f"  {'':22}{heads}  |{heads}  | ratio of the best")
        for name in found[0]:
            cells = [row(each[name]) for each in found]
            shown = "  |".join("".join(f"{cell:7.1f}" for cell in each) for each in cells)
            print(f"  {name:22}{shown}  | {cells[1][0] / cells[0][0]:6.2f}")


def row(times: list[tuple[float, float]]) -> list[float]:
    """Best, median and 95th percentile of the wall time, median of the cpu time."""
    wall = sorted(each for each, _ in times)
    return [
        wall[0],
        median(wall),
        wall[int(len(wall) * 0.95) - 1],
        median(cpu for _, cpu in times),
    ]
