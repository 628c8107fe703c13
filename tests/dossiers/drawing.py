"""A centre whose officials are drawn by beacons: a log with witnesses, two beacons, and a clock."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import connection

from motcua.dossiers.actions.transfer import transfer
from motcua.dossiers.drawn_for import know
from motcua.dossiers.jobs import assign_drawn
from motcua.dossiers.models import Dossier
from motcua.dossiers.roster_telling import tell_absences, tell_rosters
from motcua.dossiers.status import Status
from motcua.ledger.drawing.rounds import Drawer
from motcua.ledger.queries import entries
from motcua.ledger.sequencer import Sequencer
from motcua.site.policy_leaf import say_policy
from motcua.tlog import beacon, vrf
from motcua.tlog.note import encode_base64
from motcua.tlog.policy import parse_policy
from motcua.tlog.witness import Head
from tests.builders import a_dossier
from tests.cast import Cast
from tests.ledger.conftest import Log, make_log

MONDAY = datetime(2026, 8, 10, 8, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
SEEDS = {f"b{n}": bytes([n]) * 32 for n in (1, 2, 3)}


@dataclass
class Beacons:
    """Beacons in this process; `down` names those that do not answer."""

    log: Log
    heads: dict[str, Head] = field(default_factory=dict)
    down: set[str] = field(default_factory=set)
    asked: int = 0

    def send(self, url: str, body: bytes) -> tuple[int, bytes]:
        name = url.split("/")[2]
        self.asked += 1
        if name in self.down:
            raise ConnectionRefusedError("nobody there")
        policy = parse_policy((self.log.folder / "policy.txt").read_text())
        answer = beacon.answer(body, self.heads.get(name), policy=policy, seed=SEEDS[name])
        if answer.head:
            self.heads[name] = answer.head
        return answer.status, answer.body.encode()


def lines(*names: str, reserve: tuple[str, ...] = ()) -> str:
    """A list of beacons; the first is the operator's own."""
    rows = [
        f"beacon {name} {encode_base64(vrf.public_key(SEEDS[name]))} http://{name}/"
        + (" own" if name == names[0] else "")
        for name in names
    ]
    return "\n".join([*rows, *([f"reserve {' '.join(reserve)}"] if reserve else []), ""])


@dataclass
class Centre:
    """The centre of a test: everything that runs beside the pages."""

    cast: Cast
    log: Log
    beacons: Beacons
    sequencer: Sequencer
    drawer: Drawer

    def publish(self, **span: float) -> None:
        """Let time pass, and the log show what happened."""
        self.log.now += timedelta(**(span or {"seconds": 2}))
        self.sequencer.keep_house()
        self.sequencer.round()

    def draw(self) -> int:
        """Draw and hand over; returns how many dossiers were drawn for."""
        drawn = self.drawer.draw(self.log.now)
        assign_drawn(self.log.now)
        return drawn

    def tick(self, **span: float) -> int:
        self.publish(**span)
        return self.draw()

    def ticks(self, count: int = 3) -> None:
        for _ in range(count):
            self.tick()

    def open(self) -> None:
        """Begin the log with its calendar, then tell the rosters."""
        say_policy(self.log.now)
        self.publish()
        tell_rosters(self.log.now)
        self.tell_absences()
        self.publish()

    def tell_absences(self) -> int:
        return tell_absences(self.log.now)

    def leaves(self, kind: str) -> list[dict]:
        self.publish()
        return [each.fields for each in entries(0, 100_000) if each.kind == kind]

    def right(self) -> str:
        """What the independent verifier says, which must find nothing wrong."""
        self.publish()
        code, said = self.log.audit()
        assert code == 0, said
        return said


def make_centre(
    cast: Cast, folder: Path, settings, now, outside, text: str = lines("b1", "b2")
) -> Centre:
    """A centre with an open log, and rosters that list the beacons of a text."""
    log = make_log(folder, settings, now, outside)
    settings.LEDGER_BEACONS = folder / "log-beacons.txt"
    settings.LEDGER_BEACONS.write_text(text, encoding="utf-8")
    beacons = Beacons(log)
    sequencer = log.started()
    return Centre(cast, log, beacons, sequencer, Drawer(know, beacons.send))


def waiting(centre: Centre) -> Dossier:
    """A dossier that has reached its agency and is nobody's yet."""
    dossier = a_dossier(centre.cast, Status.ACCEPTED, at=centre.log.now - timedelta(hours=2))
    transfer(dossier_id=dossier.pk, actor=centre.cast.binh, at=centre.log.now, request_id=uuid4())
    return fresh(dossier)


def fresh(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def unlock() -> None:
    """The connection outlives the test."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")
