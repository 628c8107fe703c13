"""Draws worked out by hand from the text of ``assign/v1``, without the writer's lottery.

A test says who is in the pool and why; work, presence and weights are counted here in the plainest
way, so that the verifier is held against a second reading of the same rules.
"""

from base64 import b64encode, urlsafe_b64decode
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256, sha512
from typing import Any

from motcua.tlog import vrf
from motcua.tlog.promise import tag
from motcua.tlog.tree import TreeBuilder
from tests.tlog.keys import ORIGIN, seed
from tests.verify.city import BEACONS, Case, City, b64, local_day

GIVES = ("assigned", "manual", "recused", "reassigned")


@dataclass
class Ask:
    """One dossier of a round, with the pool that the rules give it."""

    case: Case
    officers: list[bytes]
    branch: str = "B07"
    group: str = "land"
    scope: int = 0
    out: list[list[str]] = field(default_factory=list)
    repeats: Case | None = None
    attempt: int = 0


class Plain(City):
    """A city that draws only what a test draws."""

    def draw(self) -> None:
        """Nothing is drawn by itself."""

    def post(self, branch: str, *lines: tuple[bytes, list[str]], **own: Any) -> None:
        """A roster of full-time officers with these skills."""
        self.roster(branch, [], **{"o": [[b64(who), 1000, has, []] for who, has in lines]} | own)

    def file(self, branch: str = "B07", field_of: str = "land") -> Case:
        case = Case(self.random.randbytes(32), branch, self.random.randrange(500, 4000))
        self.event(case, "received", due="2026-04-01", p=field_of, w=case.points)
        case.received = case.last
        return case

    def body(self, size: int) -> bytes:
        root = next(root for at, root in self.roots if at == size)
        return f"{ORIGIN}\n{size}\n{root}\n".encode()

    @property
    def roots(self) -> list[tuple[int, str]]:
        builder, found = TreeBuilder(), []
        for batch in self.batches:
            growth = builder.append(batch.entries)
            found.append((growth.size, b64encode(growth.root).decode()))
        return found

    def round(
        self, size: int, asks: list[Ask], *, day: str = "", keys: list[bytes] | None = None
    ) -> dict[str, Any]:
        """Draw from a checkpoint; the pool leaf waits for the next batch and is returned."""
        day = day or next(
            local_day(batch.time).isoformat()
            for batch, (at, _) in zip(self.batches, self.roots, strict=True)
            if at == size
        )
        alpha = sha256(b"motcua/beacon/v1\n" + self.body(size)).digest()
        proofs = [(vrf.public_key(key), vrf.prove(key, alpha)) for key in keys or BEACONS]
        betas = [vrf.verify(key, alpha, proof) for key, proof in proofs]
        known, extra = self.leaves[:size], dict.fromkeys(sorted(self.listed()), 0)
        ids = sorted({who for ask in asks for who in ask.officers})
        pools: list[list[Any]] = []
        draws: list[list[Any]] = []
        for ask in sorted(asks, key=lambda each: self.positions[each.case.received]):
            places = [ids.index(who) for who in sorted(ask.officers)]
            pools.append([ask.branch, ask.group, ask.scope, places, ask.out])
            ask.case.officer = self._give(ask, betas, known, date.fromisoformat(day), extra)
            first = b64(ask.repeats.received) if ask.repeats else ""
            draws.append(
                [b64(ask.case.received), ask.attempt, len(pools) - 1, ask.case.points, first]
            )
        rows = [[b64(who), *self._line(who, known, date.fromisoformat(day))] for who in ids]
        pairs = [[b64(key), b64(proof)] for key, proof in proofs]
        leaf = {"day": day, "i": 0, "k": size, "o": rows, "p": pools, "q": draws, "r": pairs}
        self.pending.append(leaf | {"t": "pool", "v": 1})
        return self.pending[-1]

    def listed(self) -> set[bytes]:
        lines = [line for leaf in self.leaves if leaf["t"] == "roster" for line in leaf["o"]]
        return {decoded(line[0]) for line in lines}

    def _give(
        self, ask: Ask, betas: list[bytes], known: list[Any], day: date, extra: dict[bytes, int]
    ) -> str:
        pool = sorted(ask.officers)
        text = b"motcua/assign/v1\0" + bytes([len(betas)]) + b"".join(betas)
        text += ask.case.received + ask.attempt.to_bytes(4, "big")
        number = int.from_bytes(sha512(text).digest()[:32], "big")
        rows = [self._line(who, known, day) for who in pool]
        chances = by_the_book(
            [
                (cap, done + extra[who], here)
                for who, (cap, done, here) in zip(pool, rows, strict=True)
            ]
        )
        r = number * sum(chances) >> 256
        sums = [sum(chances[: at + 1]) for at in range(len(pool))]
        winner = pool[0] if len(pool) == 1 else pool[next(at for at, s in enumerate(sums) if s > r)]
        if ask.repeats:
            winner = decoded(ask.repeats.officer)
        extra[winner] += ask.case.points
        return b64(winner)

    def _line(self, who: bytes, known: list[Any], day: date) -> tuple[int, int, int]:
        """Capacity, work and presence; an officer stands in one roster only in these tests."""
        text, capacity, start = b64(who), 0, day
        for leaf in known:
            for line in leaf["o"] if leaf["t"] == "roster" else ():
                if line[0] == text and date.fromisoformat(leaf["from"]) <= day:
                    capacity = line[1]
                    start = min(start, date.fromisoformat(leaf["from"]))
        last: dict[str, dict[str, Any]] = {}
        for leaf in known:
            if leaf["t"] in GIVES and leaf["n"] > last.get(leaf["d"], {"n": 0})["n"]:
                last[leaf["d"]] = leaf
        held = [leaf for leaf in last.values() if leaf["t"] in GIVES[:2] and leaf["o"] == text]
        off = {each for leaf in known if leaf["t"] == "policy" for each in leaf["off"]}
        days = [start + timedelta(days=n) for n in range((day - start).days)]
        away = [(x["first"], x["last"]) for x in known if x["t"] == "absence" and x["o"] == text]
        worked = [
            each
            for each in days
            if each.weekday() < 5
            and each.isoformat() not in off
            and not any(first <= each.isoformat() <= last for first, last in away)
        ]
        return capacity, sum(leaf["w"] for leaf in held), capacity * len(worked)

    def hand_over(self, case: Case, size: int, attempt: int = 0) -> None:
        """The ``assigned`` leaf, some time after the draw."""
        self.event(case, "assigned", a=attempt, k=size, o=case.officer, w=case.points)

    def by_local_seed(self, case: Case, who: bytes, **own: Any) -> None:
        case.officer = b64(who)
        fields = {"g": "local-seed", "o": case.officer, "w": case.points, "y": [case.officer] * 2}
        self.event(case, "manual", **fields | own)

    def tag_of(self, case: Case) -> str:
        return b64(tag(case.secret))


def by_the_book(pool: list[tuple[int, int, int]]) -> list[int]:
    """Weights of ``assign/v1``, written as its text reads."""
    work, here = sum(row[1] for row in pool), sum(row[2] for row in pool)
    prior = 10_000 * work // here if here else 0
    loads = [(work + prior) * 20_000 // (here + 10_000) for _, work, here in pool]
    chances = [
        row[0] << (10 - min(10, (load - min(loads)) // 2_000))
        for row, load in zip(pool, loads, strict=True)
    ]
    if len(chances) > 1:
        most = chances.index(max(chances))
        chances[most] = min(chances[most], sum(chances) - chances[most])
    return chances


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "==")


OTHER_BEACONS = [seed(2100), seed(2101)]


def keys_of(seeds: list[bytes]) -> list[str]:
    return [b64(vrf.public_key(each)) for each in seeds]
