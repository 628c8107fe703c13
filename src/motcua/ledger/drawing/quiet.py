"""Silent beacons: said in the log, asked again later, replaced by the reserve after a long while."""

import json
import logging
from datetime import date, datetime, timedelta
from typing import Any

from motcua.ledger.actions.system_leaf import say
from motcua.ledger.drawing.one_round import Outcome
from motcua.ledger.drawing.standing import RESERVE, Standing
from motcua.ledger.drawing.telling import lists_beacons
from motcua.ledger.models import Drawing, Entry, Round
from motcua.lottery.silence import LONG, Silence
from motcua.tlog.hashes import leaf_hash

log = logging.getLogger("motcua.ledger")
LONGEST_REST = 60  # seconds between questions to a beacon that stays silent


def of(drawing: Drawing) -> Silence:
    """The silence as it is kept."""
    kept = drawing.silence
    if not kept:
        return Silence()
    day = date.fromisoformat(kept["day"]) if kept["day"] else None
    return Silence(kept["run"], kept["began"], day, bytes.fromhex(kept["leaf"]), kept["before"])


def resting(drawing: Drawing, at: datetime) -> bool:
    """Whether a beacon was silent so lately that it is not asked again yet."""
    run = of(drawing).run
    if not run:
        return False
    # With a reserve the count begins anew: soon nobody has to wait for the silent one.
    steps = run - LONG if run >= LONG and lists_beacons(RESERVE, date.max) else run - 1
    rest = timedelta(seconds=min(LONGEST_REST, 2**steps))
    return at - datetime.fromisoformat(drawing.silence["at"]) < rest


def after(drawing: Drawing, outcome: Outcome, at: datetime) -> dict[str, Any]:
    """What is kept after a round; a silence is said in the log, a long one is an alarm."""
    if outcome.round is None:
        return dict(drawing.silence)
    silence = of(drawing)
    if outcome.round.outcome == Round.Outcome.DRAWN:
        return _kept(silence.spoke(), at)
    leaf = say("beacon_missing", {"k": outcome.upto, "m": outcome.round.silent}, at=at)
    day = date.fromisoformat(json.loads(leaf)["day"])
    silence = silence.silent(outcome.upto, day=day, leaf=leaf_hash(leaf))
    log.log(
        logging.ERROR if silence.run >= LONG else logging.WARNING,
        "beacon_missing size=%s in_a_row=%s keys=%s", outcome.upto, silence.run,
        outcome.round.silent,
    )  # fmt: skip
    return _kept(silence, at)


def reserve_rules(silence: Silence, size: int, day: date, standing: Standing) -> bool:
    """Whether the reduced list decides a checkpoint (see `lottery.silence`)."""
    if silence.day != day or not standing.reserve_known(silence.before):
        return False
    return Entry.objects.filter(leaf_hash=silence.leaf, idx__lt=size).exists()


def _kept(silence: Silence, at: datetime) -> dict[str, Any]:
    return {
        "run": silence.run, "began": silence.began, "before": silence.before,
        "day": silence.day.isoformat() if silence.day else "", "leaf": silence.leaf.hex(),
        "at": at.isoformat(),
    }  # fmt: skip
