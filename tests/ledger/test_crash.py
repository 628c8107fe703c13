"""The sequencer is killed at random moments while writers commit: nothing lost, doubled or forked."""

import contextlib
import io
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from psycopg import sql

from motcua.ledger.keys import kept_key
from motcua.ledger.witness.service import Party, server
from motcua.ledger.witness.store import Store
from motcua.tlog.cosignature import CosignatureSigner
from motcua.tlog.note import Ed25519Signer, Ed25519Verifier

ROOT = Path(__file__).parents[2]
ORIGIN = "log.example/crash"
_TELL = """
WITH told AS (
    INSERT INTO events_event (kind, subject, subject_id, n, at, office, data)
    VALUES ('dossier_received', 'dossier', %s, 0, now(), '', %s) RETURNING id
)
INSERT INTO events_outbox (event_id, consumer) SELECT id, 'ledger' FROM told
"""


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """A database of one's own with the tables of events and ledger: its address."""
    with django_db_blocker.unblock():
        values = connection.get_connection_params()
    kept = {key: values[key] for key in ("host", "port", "user", "password") if values.get(key)}
    name = f"ledger_crash_{os.getpid()}"
    with psycopg.connect(dbname="postgres", autocommit=True, **kept) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield {"dbname": name, **kept}
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def url_of(place) -> str:
    login = f"{place.get('user', '')}:{place.get('password', '')}@" if "user" in place else ""
    query = f"?host={quote(str(place.get('host', '')), safe='')}"
    port = f":{place['port']}" if "port" in place else ""
    return f"postgresql://{login}localhost{port}/{place['dbname']}{query}"


class Town:
    """Writers, a witness, and a sequencer that is started and killed."""

    def __init__(self, place, home: Path) -> None:
        self.place, self.home = place, home
        self.env = {
            "PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "motcua.site.settings", "DATABASE_URL": url_of(place),
            "MOTCUA_HOME": str(home), "MOTCUA_LOG_ORIGIN": ORIGIN, "MOTCUA_SECRET_KEY": "x" * 40,
        }  # fmt: skip
        log_key = Ed25519Signer(ORIGIN, kept_key(home / "log.key")).verifier.vkey
        signer = CosignatureSigner("w.example", Ed25519PrivateKey.generate())
        party = Party(signer, {ORIGIN: [Ed25519Verifier.from_vkey(log_key)]}, Store(home / "w.db"))
        self.witness = server(party, "127.0.0.1", 0)
        threading.Thread(target=self.witness.serve_forever, daemon=True).start()
        port = self.witness.server_address[1]
        (home / "log-policy.txt").write_text(
            f"witness w {signer.verifier.vkey} http://127.0.0.1:{port}/\nquorum w\n"
        )
        subprocess.run([sys.executable, "-m", "django", "migrate", "ledger", "-v0"], env=self.env,
                       check=True, cwd=ROOT)  # fmt: skip
        self.zygote = subprocess.Popen(
            [sys.executable, str(ROOT / "tests/ledger/zygote.py")], env=self.env, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
        )  # fmt: skip
        self.committed: set[int] = set()
        self.ended = threading.Event()

    def ask(self, line: str) -> int:
        self.zygote.stdin.write(f"{line}\n")
        self.zygote.stdin.flush()
        return int(self.zygote.stdout.readline())

    def start(self) -> int:
        return self.ask("go")

    def kill(self, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)
        self.ask(f"wait {pid}")

    def write(self, seed: int) -> None:
        """Commit dossiers, roll some back, hold some transactions open for long."""
        dice, number = random.Random(seed), seed * 1_000_000
        with psycopg.connect(**self.place) as database:
            while not self.ended.is_set():
                number += 1
                data = {"changes": {"code": f"H26.01-261123-{number}", "procedure": "1.004873",
                                    "first_due_at": "2027-12-01T00:00:00+00:00"}}  # fmt: skip
                database.execute(_TELL, [number, json.dumps(data)])
                time.sleep(dice.choice((0, 0.001, 0.02, 0.3 if dice.random() < 0.1 else 0)))
                if dice.random() < 0.05:
                    database.rollback()
                else:
                    database.commit()
                    self.committed.add(number)

    def rows(self, query: str):
        with psycopg.connect(**self.place) as database:
            return database.execute(query).fetchall()

    def close(self) -> None:
        self.ended.set()
        self.zygote.stdin.close()
        self.zygote.wait(20)
        self.zygote.stdout.close()
        self.zygote.stderr.close()
        self.witness.shutdown()
        self.witness.server_close()


@pytest.fixture
def town(place, tmp_path):
    made = Town(place, tmp_path)
    yield made
    made.close()
    with psycopg.connect(autocommit=True, **place) as database:
        database.execute(
            "DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP SCHEMA secrets CASCADE"
        )


def caught_up(town: Town, within: float = 30) -> None:
    """Let one sequencer publish everything that waits."""
    pid, until = town.start(), time.monotonic() + within
    while time.monotonic() < until:
        waiting = town.rows("SELECT (SELECT count(*) FROM events_outbox) + "
                            "(SELECT count(*) FROM ledger_outbox) + (SELECT size FROM ledger_state) - "
                            "(SELECT coalesce(max(size), 0) FROM ledger_published)")[0][0]  # fmt: skip
        if waiting == 0:
            break
        time.sleep(0.1)
    town.kill(pid)


STEPS = [
    f"{when}-{name}"
    for name in ("leaves", "numbers", "tiles", "archive", "publish", "record")
    for when in ("before", "amid", "after")
    if when != "amid" or name == "tiles"
]


def at_random(town: Town, rounds: int, dice: random.Random) -> None:
    for _ in range(rounds):
        pid = town.start()
        time.sleep(dice.uniform(0.05, 0.9))
        town.kill(pid)


def at_every_step(town: Town, rounds: int = 1) -> None:
    for step in STEPS * rounds:
        pid = town.ask(f"go {step}")
        assert town.ask(f"wait {pid}") == -signal.SIGKILL, step


def prove(town: Town, outside, kill: Callable[[], None]) -> None:
    writers = [threading.Thread(target=town.write, args=(n,)) for n in range(1, 5)]
    for writer in writers:
        writer.start()
    kill()
    town.ended.set()
    for writer in writers:
        writer.join()
    caught_up(town)
    indexes = [row[0] for row in town.rows("SELECT idx FROM ledger_entry ORDER BY idx")]
    assert indexes == list(range(len(indexes)))
    logged = [row[0] for row in town.rows("SELECT dossier FROM secrets.sealed")]
    [[dossiers]] = town.rows("SELECT count(*) FROM ledger_entry WHERE tag IS NOT NULL")
    assert len(logged) == len(set(logged)) == dossiers
    assert (set(logged) - town.committed, town.committed - set(logged)) == (set(), set())
    policy = town.home / "log" / "policy.txt"
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = outside.main([str(town.home / "log"), "--policy", str(policy), "--quiet"])
    assert code == 0, said.getvalue()
    assert f"{len(indexes):,}" in said.getvalue()


@pytest.mark.timeout(180)
def test_killed_a_few_times_nothing_is_lost(town, outside):
    prove(town, outside, lambda: at_random(town, 6, random.Random(1)))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_killed_fifty_times_nothing_is_lost(town, outside):
    prove(town, outside, lambda: at_random(town, 50, random.Random(2)))


@pytest.mark.timeout(180)
def test_killed_at_every_step_nothing_is_lost(town, outside):
    prove(town, outside, lambda: at_every_step(town))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_killed_at_every_step_fifty_times_nothing_is_lost(town, outside):
    prove(town, outside, lambda: at_every_step(town, 4))  # 13 steps, four times


@pytest.mark.timeout(120)
def test_two_at_once(town):
    first = town.start()
    time.sleep(1.0)
    second = town.start()
    assert town.ask(f"wait {second}") == 3
    assert "Another sequencer" in town.zygote.stderr.readline() + town.zygote.stderr.readline()
    town.kill(first)
