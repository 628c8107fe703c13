"""The private server: starts, survives a killed program, keeps acknowledged rows, stops."""

import os
import signal
import time
from pathlib import Path

import psycopg
import pytest

from motcua.site.embedded_postgres import EmbeddedPostgres

pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path: Path):
    # The server's account must be able to walk down to its data.
    for folder in (tmp_path, *tmp_path.parents):
        if folder.owner() == Path.home().owner() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o011)
    made = EmbeddedPostgres(tmp_path / "postgres")
    made.ensure_running()
    yield made
    made.stop()


def test_it_starts_once_and_makes_its_database(server):
    assert server.create_database("city")
    assert not server.create_database("city")
    server.ensure_running()
    with psycopg.connect(server.url("city")) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_acknowledged_rows_survive_a_kill(server):
    server.create_database("city")
    with psycopg.connect(server.url("city"), autocommit=True) as connection:
        connection.execute("CREATE TABLE told (n int)")
        for n in range(200):
            connection.execute("INSERT INTO told VALUES (%s)", [n])
    pid = int((server.data / "postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, signal.SIGKILL)
    for _ in range(100):
        if not server.running():
            break
        time.sleep(0.1)
    again = EmbeddedPostgres(server.folder)
    for _ in range(50):  # children of the killed server need a moment to end
        try:
            again.ensure_running()
            break
        except Exception:
            time.sleep(0.2)
    with psycopg.connect(again.url("city")) as connection:
        assert connection.execute("SELECT count(*) FROM told").fetchone() == (200,)


def test_stopping_twice_is_no_error(server):
    server.stop()
    server.stop()
    assert not server.running()
