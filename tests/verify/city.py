"""A synthetic city: a small log with rosters, draws, lives of dossiers, witnesses and beacons.

It is written with ``tlog`` and ``lottery``; the verifier, which shares no code with them, reads it.
"""

import json
import random
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from motcua.lottery.batch import Asking, draw_batch, pool_leaves
from motcua.lottery.register import Register
from motcua.lottery.selection import Exclusion
from motcua.tlog import beacon, vrf
from motcua.tlog.checkpoint import Checkpoint, sign_checkpoint
from motcua.tlog.hashes import leaf_hash
from motcua.tlog.leaf import encode
from motcua.tlog.promise import salt, tag
from motcua.tlog.tree import TreeBuilder
from tests.tlog.keys import ORIGIN, log_signer, seed, witness_signer

START = int(datetime(2026, 3, 2, 1, tzinfo=UTC).timestamp())  # a Monday, 8 in the morning
BEACONS = [seed(2000), seed(2001)]
POLICY = (
    f"log {log_signer().verifier.vkey}\n"
    + "".join(f"witness w{n} {witness_signer(n).verifier.vkey}\n" for n in range(3))
    + "group offices 2 w0 w1 w2\nquorum offices\n"
)
# A policy under which a dossier about land may take any number of days up to two months.
CATALOGUE = json.dumps(
    {
        "branches": {},
        "calendars": {
            "office": {
                "first": "2026-01-01",
                "hours": [[day, [[480, 720], [780, 1020]], "", "", 1] for day in range(5)],
                "last": "2027-12-31",
                "off": ["2026-03-09"],
                "on": [],
                "shut": [],
            }
        },
        "catalogue": {},
        "format": "motcua/policy/1",
        "parts": [
            ["", field, "", days, "calendar_day"]
            for field in ("land", "police", "health")
            for days in range(1, 60)
        ],
        "procedures": {},
        "rules": [["", 900, 1]],
    },
    sort_keys=True,
    separators=(",", ":"),
).encode()


def b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def local_day(seconds: int) -> date:
    return (datetime.fromtimestamp(seconds, UTC) + timedelta(hours=7)).date()


@dataclass
class Batch:
    """Entries of one checkpoint, and when the witnesses saw it."""

    entries: list[bytes]
    time: int


@dataclass
class Case:
    """A dossier of the synthetic city."""

    secret: bytes
    branch: str
    points: int
    n: int = 0
    last: bytes = b""
    received: bytes = b""
    attempt: int = 0
    officer: str = ""
    out: list[Exclusion] = field(default_factory=list)
    sticky: tuple[bytes, bytes] | None = None


def digest_of(policy: bytes = CATALOGUE) -> str:
    return b64(sha256(policy).digest())


def write(
    folder: Path,
    batches: list[Batch],
    *,
    signer: int = 0,
    origin: str = ORIGIN,
    policy: bytes = CATALOGUE,
) -> None:
    """Write a whole log: bundles and tiles, archived checkpoints, then the checkpoint."""
    builder, sizes = TreeBuilder(), []
    for name in ("checkpoints", "policy"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / f"policy/{digest_of(policy)}.json").write_bytes(policy)
    for batch in batches:
        growth = builder.append(batch.entries)
        for file, data in [*growth.bundles, *growth.tiles]:
            target = folder / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        note = sign_checkpoint(Checkpoint(origin, growth.size, growth.root), [log_signer(signer)])
        note = note.with_signatures(
            witness_signer(n).sign(note.text, batch.time + n) for n in (0, 2)
        )
        sizes.append(growth.size)
        for name in (f"checkpoints/{growth.size}", "checkpoint"):
            (folder / name).write_bytes(bytes(note))
    (folder / "checkpoints/sizes").write_text("".join(f"{size}\n" for size in sizes))


class City:
    """Keeps batches in memory, publishes checkpoint by checkpoint."""

    def __init__(self, officers: int = 8, number: int = 1) -> None:
        self.random = random.Random(number)
        self.batches: list[Batch] = []
        self.time = START
        self.builder = TreeBuilder()
        self.leaves: list[dict[str, Any]] = []
        self.pending: list[dict[str, Any]] = []
        self.asking: list[Case] = []
        self.ids = [sha256(b"officer %d" % n).digest()[:16] for n in range(officers)]
        self.positions: dict[bytes, int] = {}
        self.register = Register()
        self.pool_leaf: dict[str, Any] = {}

    @property
    def day(self) -> str:
        return local_day(self.time).isoformat()

    def emit(self, kind: str, **own: Any) -> None:
        self.pending.append({"day": self.day, "t": kind, "v": 1, **own})

    def roster(
        self, branch: str, ids: list[bytes], *, near: tuple[str, ...] = (), **own: Any
    ) -> None:
        lines = [
            [b64(who), 1000 if n % 3 else 500, ["land", "trade"], []] for n, who in enumerate(ids)
        ]
        self.emit(
            "roster",
            **{
                "b": branch,
                "c": [b64(vrf.public_key(key)) for key in BEACONS],
                "e": 0,
                "from": self.day,
                "nb": list(near),
                "o": lines,
            }
            | own,
        )

    def found(self) -> None:
        """First leaves of every log: keys, calendar, rosters."""
        vkeys = [log_signer().verifier.vkey]
        self.emit("keys", l=vkeys, w=[witness_signer(n).verifier.vkey for n in range(3)], x=[])
        self.emit("policy", c=digest_of(), off=["2026-03-09"], on=[])
        half = len(self.ids) // 2
        self.roster("B07", self.ids[:half], near=("B08",))
        self.roster("B08", self.ids[half:])

    def case(self, branch: str = "B07") -> Case:
        secret = self.random.randbytes(32)
        case = Case(secret, branch, self.random.randrange(500, 4000))
        self.event(case, "received", due="2026-04-01", p="land", w=case.points)
        case.received = case.last
        self.asking.append(case)
        return case

    def event(self, case: Case, kind: str, **own: Any) -> None:
        before = {"h": b64(case.last)} if case.n else {}
        commitment = sha256(b"motcua/sealed/1\0" + salt(case.secret, case.n) + b"{}").digest()
        self.emit(
            kind,
            b=case.branch,
            d=b64(tag(case.secret)),
            n=case.n,
            s=b64(commitment),
            **before,
            **own,
        )
        case.n += 1
        case.last = leaf_hash(encode(self.pending[-1]))

    def publish(self, seconds: int = 600) -> int:
        """Sort the batch by leaf hash, make the checkpoint, let beacons speak, draw."""
        self.time += seconds
        if not self.pending:
            return self.builder.size
        pairs = sorted((leaf_hash(encode(leaf)), leaf) for leaf in self.pending)
        self.pending = []
        for digest, leaf in pairs:
            self.positions[digest] = len(self.leaves)
            self.leaves.append(leaf)
            self.register.take(leaf)
        entries = [encode(leaf) for _, leaf in pairs]
        self.builder.append(entries)
        self.batches.append(Batch(entries, self.time))
        self.draw()
        return self.builder.size

    def draw(self) -> None:
        if not self.asking:
            return
        size = self.builder.size
        body = str(Checkpoint(ORIGIN, size, self.builder.root)).encode()
        proofs = [(vrf.public_key(key), beacon.evaluate(key, body)) for key in BEACONS]
        betas = [beacon.output(key, body, proof) for key, proof in proofs]
        cases = {case.received: case for case in self.asking}
        askings = [
            Asking(
                case.received,
                self.positions[case.received],
                case.attempt,
                case.branch,
                "land",
                case.points,
                tuple(case.out),
                case.sticky,
            )
            for case in self.asking
        ]
        today = local_day(self.time)
        done, _ = draw_batch(self.register, askings, betas=betas, day=today)
        self.asking = []
        for leaf in pool_leaves(self.register, done, size=size, day=today, beacons=proofs):
            self.pending.append(leaf)
            self.pool_leaf = leaf
        for each in done:
            case = cases[each.asking.leaf]
            case.officer = b64(each.officer)
            self.event(case, "assigned", a=case.attempt, k=size, o=case.officer, w=case.points)
            case.attempt += 1

    def recuse(self, case: Case) -> None:
        second = b64(sha256(b"head").digest()[:16])
        who = case.officer
        self.event(case, "recused", o=who, r="kin", y=second)
        case.out.append(Exclusion(urlsafe_b64decode(who + "=="), "recused"))
        self.asking.append(case)


def grown(days: int = 3, per_day: int = 40, officers: int = 8) -> City:
    """A city that lived some days: all kinds of events, one recusal a day, one sticky filing."""
    city = City(officers)
    city.found()
    city.publish()
    cases: list[Case] = []
    for number in range(days):
        for _ in range(4):
            cases += [city.case(city.random.choice(["B07", "B08"])) for _ in range(per_day // 4)]
            city.publish()
        city.recuse(cases[-1])
        repeat = city.case("B07")
        first = next(case for case in cases if case.branch == "B07")
        repeat.sticky = (first.received, first_officer(city, first))
        for case in cases[number * per_day : number * per_day + per_day // 2]:
            live(city, case)
        city.publish()
        city.publish()
        city.time += 24 * 3600 - 7 * 600
    return city


def first_officer(city: City, case: Case) -> bytes:
    mine = b64(tag(case.secret))
    leaf = next(leaf for leaf in city.leaves if leaf["t"] == "assigned" and leaf["d"] == mine)
    return next(who for who in city.ids if b64(who) == leaf["o"])


def live(city: City, case: Case) -> None:
    """The rest of a dossier's life, several events in one batch."""
    if city.random.random() < 0.3:
        city.event(case, "supplement_asked")
        city.event(case, "paused", f="02")
        city.event(case, "resumed")
        city.event(case, "supplemented")
    city.event(case, "contact", c="message", i="out", z=1)
    city.event(case, "settled")
    city.event(case, "returned")
    city.event(case, "collected")
