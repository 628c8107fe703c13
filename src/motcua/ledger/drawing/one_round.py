"""All draws of one checkpoint: who asks, who may be drawn, what the beacons say, what is logged."""

import logging
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.ledger.beacons import Answers, Beacon, Send, ask
from motcua.ledger.drawing.asking import First, first_filings, released
from motcua.ledger.drawing.known import Know, Known
from motcua.ledger.drawing.recording import record_of
from motcua.ledger.drawing.standing import RESERVE, Standing
from motcua.ledger.models import Ask, Round
from motcua.lottery.batch import Asking, Assignment, draw_batch, pool_leaves
from motcua.lottery.selection import Exclusion, select
from motcua.tlog.policy import Verdict

log = logging.getLogger("motcua.ledger")
MOST_OFFICERS = 1200  # of one pool, so that it fits into a leaf
Listed = tuple[bytes, ...]  # keys of beacons, in the order of the draw


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A published checkpoint that is drawn from.

    Attributes
    ----------
    days
        Local days on which its witnesses saw it: two only across a midnight.
    """

    size: int
    note: bytes
    day: date
    days: frozenset[date]

    @classmethod
    def of(cls, size: int, note: bytes, verdict: Verdict, published: datetime) -> "Checkpoint":
        times = verdict.times.values() or [int(published.timestamp())]
        days = frozenset(map(_local, times))
        return cls(size, note, _local(verdict.since or max(times)), days)


def _local(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(settings.TIME_ZONE)).date()


@dataclass
class Outcome:
    """What a round leaves behind, to be stored at once.

    Attributes
    ----------
    upto
        Size of the checkpoint.
    kept, dropped
        Askings to be stored, drawn or waiting, and those that need no draw any more.
    leaves
        Of draws: one `pool` leaf or more.
    """

    upto: int
    kept: list[Ask] = field(default_factory=list)
    dropped: list[Ask] = field(default_factory=list)
    leaves: list[dict[str, object]] = field(default_factory=list)
    round: Round | None = None

    @property
    def drawn(self) -> int:
        return sum(each.officer is not None for each in self.kept)


@dataclass
class Rounding:
    """One round; `run` makes it and changes nothing that is stored."""

    checkpoint: Checkpoint
    standing: Standing
    know: Know
    reserve: bool
    beacons: Mapping[bytes, Beacon]
    send: Send

    def run(self, asks: Sequence[Ask]) -> Outcome:
        """Draw for everybody for whom somebody can be drawn, or find a beacon silent."""
        outcome = Outcome(self.checkpoint.size)
        ready = self._ready(asks, outcome)
        listed = self._list_of([each for each, _ in ready])
        mine = [pair for pair in ready if self._beacons_of(pair[0].branch) == listed]
        if not mine:
            return outcome
        said = self._ask(listed)
        if said.silent:
            keys = [_text(each.public) for each in said.silent]
            outcome.round = self._round(Round.Outcome.SILENT, keys)
        else:
            self._draw(mine, said, outcome)
        return outcome

    def _ready(self, asks: Sequence[Ask], outcome: Outcome) -> list[tuple[Ask, Asking]]:
        """Askings with a pool; the others wait until days, rosters or absences change."""
        tried = f"{self.checkpoint.day}:{self.standing.changes}"
        fresh = [each for each in asks if each.tried != tried]
        known = self.know(
            [each.dossier for each in fresh], self.standing.register, self.checkpoint.day
        )
        gone = released([bytes(each.tag) for each in fresh], self.checkpoint.size)
        for each in fresh:
            if each.dossier in known:
                each.alike = known[each.dossier].alike
                outcome.kept.append(each)
            else:
                outcome.dropped.append(each)
        first = first_filings(outcome.kept, self.checkpoint.day)
        ready = []
        for each in outcome.kept:
            out = known[each.dossier].excluded + gone.get(bytes(each.tag), ())
            asking = _asking(each, known[each.dossier], out, first.get(bytes(each.leaf_hash)))
            if self._somebody(asking):
                ready.append((each, asking))
            else:
                each.tried = tried
        return ready

    def _somebody(self, asking: Asking) -> bool:
        """Whether a draw could be made; where witnesses saw two days, on both of them."""
        if not self._beacons_of(asking.branch):
            return False
        pools = [
            select(
                self.standing.register, branch=asking.branch, group=asking.group, day=day,
                excluded=asking.excluded,
            ).officers
            for day in self.checkpoint.days
        ]  # fmt: skip
        if any(len(pool) > MOST_OFFICERS for pool in pools):
            log.error("pool_too_large branch=%s group=%s", asking.branch, asking.group)
            return False
        return all(pools)

    def _beacons_of(self, branch: str) -> Listed:
        """Keys that the roster of a branch lists; of the reserve while that rules."""
        own = self.standing.register.roster(branch, self.checkpoint.day)
        if own is None or not own.beacons or not self.reserve:
            return own.beacons if own else ()
        reserve = self.standing.register.roster(RESERVE, self.checkpoint.day)
        return reserve.beacons if reserve else own.beacons

    def _list_of(self, ready: Sequence[Ask]) -> Listed:
        """The list most askings need: one checkpoint has one list."""
        lists = Counter(self._beacons_of(each.branch) for each in ready)
        if len(lists) > 1:
            log.error("rosters_name_other_beacons size=%s", self.checkpoint.size)
        return lists.most_common(1)[0][0] if lists else ()

    def _ask(self, listed: Listed) -> Answers:
        asked = [self.beacons.get(key, Beacon(_text(key), key, "")) for key in listed]
        return ask(asked, self.checkpoint.note, send=self.send)

    def _draw(self, ready: Sequence[tuple[Ask, Asking]], said: Answers, outcome: Outcome) -> None:
        register, day = self.standing.register, self.checkpoint.day
        done, _ = draw_batch(register, [asking for _, asking in ready], betas=said.betas, day=day)
        proofs = [(voice.public, voice.proof) for voice in said.voices]
        outcome.leaves += pool_leaves(
            register, done, size=self.checkpoint.size, day=day, beacons=proofs
        )
        rows = {(bytes(each.leaf_hash), each.attempt): each for each, _ in ready}
        for each in done:
            self._give(rows[each.asking.leaf, each.asking.attempt], each)
        outcome.round = self._round(Round.Outcome.DRAWN, [])

    def _give(self, row: Ask, drawn: Assignment) -> None:
        row.size, row.day = self.checkpoint.size, self.checkpoint.day
        row.officer, row.repeat = drawn.officer, bool(drawn.repeat_of)
        row.scope, row.pool = int(drawn.selection.scope), len(drawn.selection.officers)
        row.record = record_of(drawn)

    def _round(self, outcome: Round.Outcome, silent: list[str]) -> Round:
        return Round(
            size=self.checkpoint.size, day=self.checkpoint.day, outcome=outcome, silent=silent
        )


def _asking(row: Ask, known: Known, excluded: tuple[Exclusion, ...], first: First | None) -> Asking:
    return Asking(
        bytes(row.leaf_hash), row.idx, row.attempt, row.branch, known.group, row.points, excluded,
        (first.leaf, first.officer) if first else None,
    )  # fmt: skip


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
