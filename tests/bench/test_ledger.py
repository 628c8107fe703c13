"""How fast the log is, and what it costs those who write: printed, never asserted."""

import json
import os
import statistics
import threading
import time
from datetime import UTC, datetime

import psycopg
import pytest

from tests.ledger.test_crash import place, town  # noqa: F401

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]
WRITERS, SECONDS = 8, 12
_EVENT = """
INSERT INTO events_event (kind, subject, subject_id, n, at, office, data)
VALUES ('dossier_received', 'dossier', %s, 0, %s, '', %s) RETURNING id
"""
# One statement, as `events.recording` does it.
_WITH_OUTBOX = f"""
WITH told AS ({_EVENT})
INSERT INTO events_outbox (event_id, consumer) SELECT id, 'ledger' FROM told RETURNING event_id
"""
_BUSINESS = """
INSERT INTO business VALUES (%s, 1) ON CONFLICT (id) DO UPDATE SET n = business.n + 1
"""


def data(number: int) -> str:
    return json.dumps({"changes": {"code": f"H26.01-261123-{number}", "procedure": "1.004873",
                                   "first_due_at": "2027-12-01T00:00:00+00:00"}})  # fmt: skip


def writer(place, base, outbox, ended, done, pause):  # noqa: F811
    with psycopg.connect(**place) as database:
        number = base
        while not ended.is_set():
            number += 1
            start = time.perf_counter()
            database.execute(_BUSINESS, [number % 97 + base])
            told = _WITH_OUTBOX if outbox else _EVENT
            database.execute(told, [number, datetime.now(UTC), data(number)])
            database.commit()
            done.append((number, time.time(), time.perf_counter() - start))
            time.sleep(pause)


def written(place, outbox, seconds, base, pause=0.0):  # noqa: F811
    ended, done = threading.Event(), []
    threads = [
        threading.Thread(
            target=writer, args=(place, base + n * 1_000_000, outbox, ended, done, pause)
        )
        for n in range(WRITERS)
    ]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    ended.set()
    for thread in threads:
        thread.join()
    return done


def quantile(values, share):
    return sorted(values)[int(len(values) * share) - 1] if values else float("nan")


def test_commit_to_published_under_eight_writers(town, place, capsys):  # noqa: F811
    with psycopg.connect(autocommit=True, **place) as database:
        database.execute("CREATE TABLE business (id bigint PRIMARY KEY, n int)")
    rows = []
    for turn in range(3):  # paired: the same machine, one after the other
        for outbox in (False, True):
            done = written(place, outbox, 4, (2 * turn + outbox + 1) * 100_000_000)
            rows.append((outbox, len(done) / 4, quantile([took for *_, took in done], 0.99)))
    with psycopg.connect(autocommit=True, **place) as database:
        database.execute("DELETE FROM events_outbox")
    pid = town.start()
    time.sleep(3)
    done = written(place, True, SECONDS, 2_000_000_000, pause=0.02)
    time.sleep(6)
    town.kill(pid)
    when = dict(town.rows(
        "SELECT s.dossier, extract(epoch FROM p.at)::float8 FROM secrets.sealed s "
        "JOIN ledger_entry e ON e.leaf_hash = s.leaf_hash JOIN LATERAL (SELECT at FROM ledger_published "
        "WHERE size > e.idx ORDER BY size LIMIT 1) p ON true WHERE s.dossier > 2000000000"
    ))  # fmt: skip
    delays = [when[number] - at for number, at, _ in done if number in when]
    with capsys.disabled():
        print(
            f"\nbusiness transactions, {WRITERS} writers, {os.cpu_count()} cores, paired runs of 4 s"
        )
        for name, kind in (("without outbox", False), ("with outbox", True)):
            mine = [row for row in rows if row[0] is kind]
            print(f"  {name:15} {statistics.median(r[1] for r in mine):8,.0f} tx/s   "
                  f"p99 {statistics.median(r[2] for r in mine) * 1000:6.1f} ms")  # fmt: skip
        print(f"commit to published, window 0.02 s, {len(done) / SECONDS:,.0f} tx/s: "
              f"p50 {quantile(delays, 0.5):.2f} s  p99 {quantile(delays, 0.99):.2f} s  "
              f"({len(delays):,} of {len(done):,} published)")  # fmt: skip
