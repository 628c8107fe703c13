"""The rounds in their order: every published checkpoint is drawn from once, and by one process.

A round is one transaction: results, the `pool` leaf in the outbox, how far draws have come. The
beacons' function is unique for a checkpoint, so a round that dies before it is made again alike.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from motcua.ledger import configured
from motcua.ledger.beacons import Send
from motcua.ledger.cosigning import post
from motcua.ledger.drawing import quiet
from motcua.ledger.drawing.asking import any_asks, merged, new_asks, waiting
from motcua.ledger.drawing.known import Know
from motcua.ledger.drawing.one_round import Checkpoint, Outcome, Rounding
from motcua.ledger.drawing.standing import Standing, standing_at
from motcua.ledger.models import Ask, Drawing, Entry, Published, SaidRoster
from motcua.ledger.writing import put_in_outbox
from motcua.tlog.leaf import encode
from motcua.tlog.policy import Policy

log = logging.getLogger("motcua.ledger")
MOST = 200  # checkpoints in one call
SPAN = 20_000  # entries looked through at once
_LOCK = 0x6D6F7464  # key of the advisory lock of whoever draws


@dataclass
class Drawer:
    """Makes the rounds; keeps the register of officials between calls, and nothing else."""

    know: Know
    send: Send = post
    standing: Standing | None = None

    def draw(self, at: datetime) -> int:
        """Make the rounds that are due; returns how many dossiers were drawn for.

        Does nothing while no roster lists beacons, or while another process draws.
        """
        policy = configured.published_policy()
        if policy is None or not SaidRoster.objects.filter(beacons=True).exists():
            return 0
        done = 0
        with _alone() as mine:
            for published in _due() if mine else ():
                if quiet.resting(_drawing(), at):
                    break
                done += self._round(published, policy, at)
        return done

    def _round(self, published: Published, policy: Policy, at: datetime) -> int:
        note = bytes(published.note)
        checkpoint = Checkpoint.of(published.size, note, policy.judge(note), published.at)
        before, old, outcome = _drawing(), waiting(), Outcome(upto=published.size)
        if old or any_asks(before.size, published.size):
            self.standing = standing_at(self.standing, published.size, checkpoint.day)
            asks = merged(old, self._new_asks(before.size, checkpoint, self.standing))
            outcome = self._rounding(checkpoint, self.standing, before).run(asks)
        _store(outcome, before.size, at)
        return outcome.drawn

    def _new_asks(self, before: int, checkpoint: Checkpoint, standing: Standing) -> list[Ask]:
        """What asks since the checkpoint before; of a long past only what still needs an official.

        Beacons may come to a log of many years: its dossiers are not held in memory all at once.
        """
        if checkpoint.size - before <= SPAN:
            return new_asks(before, checkpoint.size)
        found: list[Ask] = []
        for start in range(before, checkpoint.size, SPAN):
            some = new_asks(start, min(start + SPAN, checkpoint.size))
            known = self.know([each.dossier for each in some], standing.register, checkpoint.day)
            found += [each for each in some if each.dossier in known]
        return found

    def _rounding(self, checkpoint: Checkpoint, standing: Standing, drawing: Drawing) -> Rounding:
        listed = {each.public: each for each in configured.beacons().beacons}
        reserve = quiet.reserve_rules(quiet.of(drawing), checkpoint.size, checkpoint.day, standing)
        return Rounding(checkpoint, standing, self.know, reserve, listed, self.send)


@contextmanager
def _alone() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _drawing() -> Drawing:
    return Drawing.objects.get_or_create(one=True)[0]


def _due() -> Iterator[Published]:
    """Checkpoints not drawn from yet; those before the first roster cannot be."""
    first = (
        Entry.objects.filter(kind="roster").order_by("idx").values_list("idx", flat=True).first()
    )
    if first is None:
        return
    for _ in range(MOST):
        after = max(first, _drawing().size)
        published = Published.objects.filter(size__gt=after).order_by("size").first()
        if published is None:
            return
        yield published


def _store(outcome: Outcome, before: int, at: datetime) -> None:
    """Store a round whole, unless somebody else has made it."""
    with transaction.atomic():
        drawing = Drawing.objects.select_for_update().get(one=True)
        if drawing.size != before:
            log.warning("round_made_elsewhere size=%s", outcome.upto)
            outcome.kept.clear()
            return
        for row in outcome.dropped:
            if row.pk is not None:
                row.delete()
        for row in outcome.kept:
            row.save()
        put_in_outbox(encode(leaf) for leaf in outcome.leaves)
        drawing.silence = quiet.after(drawing, outcome, at)
        drawing.size = outcome.upto
        drawing.save()
        if outcome.round:
            outcome.round.save(force_insert=True)
