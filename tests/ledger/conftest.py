"""A log of one's own for each test: folder, key, witnesses that answer in this process."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction

from motcua.events.recording import record
from motcua.identity.actor import Actor
from motcua.ledger import assembled, configured
from motcua.ledger.sequencer import Sequencer
from motcua.tlog.cosignature import CosignatureSigner
from motcua.tlog.note import Ed25519Verifier
from motcua.tlog.witness import Head, respond

ROOT = Path(__file__).parents[2]
ORIGIN = "log.example/city"
_spec = importlib.util.spec_from_file_location("outside_verifier", ROOT / "verify" / "verify.py")
VERIFY = importlib.util.module_from_spec(_spec)


@pytest.fixture(scope="session")
def outside():
    """The public verifier: one file that shares no code with the product."""
    sys.modules["outside_verifier"] = VERIFY
    _spec.loader.exec_module(VERIFY)
    return VERIFY


@dataclass
class Witnesses:
    """Witnesses in this process; `down` names those that do not answer."""

    signers: dict[str, CosignatureSigner]
    clock: Callable[[], float]
    vkey: str = ""
    heads: dict[str, dict[str, Head]] = field(default_factory=dict)
    down: set[str] = field(default_factory=set)
    answers: list[int] = field(default_factory=list)

    def send(self, url: str, body: bytes) -> tuple[int, bytes]:
        name = url.split("/")[2]
        if name in self.down:
            raise ConnectionRefusedError("nobody there")
        answer, self.heads[name] = respond(
            body,
            self.heads.get(name, {}),
            logs={ORIGIN: [Ed25519Verifier.from_vkey(self.vkey)]},
            signer=self.signers[name],
            now=int(self.clock()),
        )
        self.answers.append(answer.status)
        return answer.status, answer.body.encode()


@dataclass
class Log:
    """The log of a test."""

    folder: Path
    witnesses: Witnesses
    now: datetime
    outside: object

    def clock(self) -> float:
        return self.now.timestamp()

    def sequencer(self) -> Sequencer:
        made = assembled.sequencer()
        made.clock = made.cosigning.clock = self.clock
        made.cosigning.send = self.witnesses.send
        return made

    def started(self) -> Sequencer:
        made = self.sequencer()
        made.start()
        return made

    def audit(self, *extra: str) -> tuple[int, str]:
        """Run the public verifier on the folder as it stands."""
        said = StringIO()
        with redirect_stdout(said):
            code = self.outside.main([
                str(self.folder), "--policy", str(self.folder / "policy.txt"), "--quiet",
                "--lang", "en", "--now", str(int(self.clock())), *extra,
            ])  # fmt: skip
        return code, said.getvalue()


@pytest.fixture
def open_log(db, tmp_path, settings, monday, outside) -> Iterator[Log]:
    """A log with two witnesses, both needed."""
    yield make_log(tmp_path, settings, monday, outside)
    with connection.cursor() as cursor:  # the connection outlives the test
        cursor.execute("SELECT pg_advisory_unlock_all()")


def make_log(tmp_path: Path, settings, now: datetime, outside) -> Log:
    """Point the settings to a new log below a folder; two witnesses, both needed."""
    settings.LEDGER_FOLDER = tmp_path / "log"
    settings.LEDGER_KEY = tmp_path / "log.key"
    settings.LEDGER_POLICY = tmp_path / "witnesses.txt"
    settings.LEDGER_ORIGIN = ORIGIN
    signers = {
        f"w{n}": CosignatureSigner(f"witness{n}.example", Ed25519PrivateKey.from_private_bytes(
            bytes([n] * 32)))
        for n in (1, 2)
    }  # fmt: skip
    lines = [f"witness {n} {s.verifier.vkey} http://{n}/" for n, s in signers.items()]
    settings.LEDGER_POLICY.write_text(
        "\n".join([*lines, "group both 2 w1 w2", "quorum both", ""]), encoding="utf-8"
    )
    log = Log(tmp_path / "log", None, now, outside)
    log.witnesses = Witnesses(signers, log.clock)
    log.witnesses.vkey = configured.log_signer().verifier.vkey
    return log


def later(log: Log, **span: float) -> None:
    """Let time pass."""
    log.now += timedelta(**span)


def tell(kind: str, dossier: int, n: int, at: datetime, **changes: object) -> None:
    """Record an event of a dossier as the actions do, without the dossier."""
    with transaction.atomic(savepoint=False):
        record(
            kind, subject="dossier", subject_id=dossier, n=n, at=at, actor=Actor.system("test"),
            data={"verb": "test", "changes": changes},
        )  # fmt: skip


def receive(dossier: int, at: datetime, **changes: object) -> None:
    """Receive a synthetic dossier."""
    due = (at + timedelta(days=10)).isoformat()
    told = {
        "code": f"H26.01-260810-{dossier:04d}", "procedure": "1.004873", "field": "civil_status",
        "first_due_at": due, "due_at": due,
    }  # fmt: skip
    tell("dossier_received", dossier, 0, at, **{**told, **changes})
