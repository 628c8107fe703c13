"""Any draw of a log is worked again: by the server, number by number, and in the reader's browser."""

import json
import re

import pytest
from django.db import connection
from django.test import Client

from motcua.ledger import numbering, queries
from motcua.ledger.models import State
from motcua.ledger.replay import replay
from motcua.tlog.hashes import leaf_hash
from tests.ledger.forgery import edit_entry
from tests.verify.city import POLICY, grown, write

ROOM = "/so-cong-khai/boc-tham/"


@pytest.fixture(scope="module")
def drawing_city():
    return grown(days=1, per_day=16, officers=8)


@pytest.fixture
def drawn(db, drawing_city, tmp_path, settings):
    """A log with draws, recusals and a repeated filing, as its files and tables."""
    settings.LEDGER_FOLDER = tmp_path / "log"
    write(settings.LEDGER_FOLDER, drawing_city.batches)
    (settings.LEDGER_FOLDER / "policy.txt").write_text(POLICY)
    entries = [entry for batch in drawing_city.batches for entry in batch.entries]
    with connection.cursor() as cursor:
        numbering._copy(cursor, 0, [(leaf_hash(entry), entry) for entry in entries])
    State.objects.create(size=len(entries))


def places():
    for pool in queries.newest_of_kind("pool", 100):
        for place in range(len(pool.fields["q"])):
            yield pool.idx, place


def test_every_draw_of_the_log_agrees_when_it_is_worked_again(drawn):
    draws = [replay(*where) for where in places()]
    assert len(draws) > 16
    assert all(draw.agrees for draw in draws if draw.named_idx is not None)
    assert {draw.sticky for draw in draws} == {True, False}
    assert any(draw.attempt for draw in draws)
    for draw in draws:
        assert sum(row.drawn for row in draw.rows) == 1
        assert draw.total == sum(row.weight for row in draw.rows)


def test_the_page_shows_the_calculation_without_a_script(drawn, client: Client):
    idx, place = next(places())
    page = client.get(f"{ROOM}{idx}/{place}/").content.decode()
    draw = replay(idx, place)
    assert draw.seed in page
    assert draw.winner in page
    assert "khớp với sổ" in page
    given = json.loads(re.search(r'id="log-draw">(.*?)</script>', page)[1])
    assert given["leaf"] == queries.entry(idx).fields["q"][place][0]
    assert f"{ROOM}{idx}/{place}/" in client.get(ROOM).content.decode()
    for wrong in (f"{idx}/9999/", "0/0/", "99999999/0/"):
        assert client.get(ROOM + wrong).status_code == 404


def test_another_officer_or_a_forged_proof_is_shown_as_wrong(drawn, client: Client):
    idx, place = next(where for where in places() if not replay(*where).sticky)
    draw = replay(idx, place)
    other = next(row.officer for row in draw.rows if row.officer != draw.winner)
    edit_entry(draw.named_idx, lambda leaf: leaf.replace(draw.winner.encode(), other.encode()))
    assert replay(idx, place).agrees is False
    assert "SAI với sổ" in client.get(f"{ROOM}{idx}/{place}/").content.decode()
    proof = draw.given["beacons"][0][1].encode()
    forged = (b"B" if proof[:1] == b"A" else b"A") + proof[1:]
    edit_entry(idx, lambda leaf: leaf.replace(proof, forged))
    assert "Không tính lại được" in client.get(f"{ROOM}{idx}/{place}/").content.decode()
