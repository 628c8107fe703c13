"""Whatever is edited by hand in a table is reported under that table's name."""

import pytest
from django.db import connection

from motcua.ledger import configured
from motcua.ledger.actions.close_month import close_month
from motcua.ledger.actions.erasing import approve_erasure, propose_erasure
from motcua.ledger.fsck import Check
from motcua.site.policy_leaf import say_policy
from tests.ledger.conftest import later, receive, tell
from tests.ledger.test_secrecy import FIRST, SECOND


def check() -> list[str]:
    return Check(configured.folder(), configured.log_signer().verifier).run()


@pytest.fixture
def lived(open_log):
    """Three dossiers, one settled, one erased, one event that waits for its number."""
    sequencer = open_log.started()
    for dossier in (1, 2, 3):
        receive(dossier, open_log.now)
    sequencer.round()
    later(open_log, days=31)
    tell("dossier_settled", 1, 1, open_log.now, outcome="granted")
    tell("dossier_withdrawn", 3, 1, open_log.now)
    sequencer.round()
    close_month(open_log.now)
    propose_erasure(dossier=3, basis="Luật", actor=FIRST, at=open_log.now)
    approve_erasure(dossier=3, actor=SECOND, at=open_log.now)
    sequencer.round()
    receive(4, open_log.now)
    sequencer.write()
    return open_log


def test_an_honest_log_has_no_problem(lived):
    assert check() == []


FREE = "ALTER TABLE ledger_entry DISABLE TRIGGER ledger_append_only; "
CASES = {
    "ledger_state": "UPDATE ledger_state SET size = size + 1",
    "ledger_entry 0": FREE + "UPDATE ledger_entry SET n = 7 WHERE idx = 0",
    "ledger_entry: entry 1": FREE + "UPDATE ledger_entry SET leaf = leaf || 'x' WHERE idx = 1",
    "ledger_published": "UPDATE ledger_published SET note = 'x' WHERE size = 3",
    "ledger_folded": "UPDATE ledger_folded SET size = size + 100",
    "ledger_publiclife": "UPDATE ledger_publiclife SET due = due + 30",
    "ledger_monthcount 2026-08 t": "UPDATE ledger_monthcount SET counts = counts || '{\"on_time\": 3}'",
    "ledger_monthcount 2026-08 k received": "DELETE FROM ledger_monthcount WHERE name = 'received'",
    "ledger_outbox": "UPDATE ledger_outbox SET leaf = '{}'",
    "secrets.dossier_secret 1": "UPDATE secrets.dossier_secret SET k_d = sha256('x') WHERE dossier = 1",
    "secrets.chain 2": "UPDATE secrets.chain SET next_n = 5 WHERE dossier = 2",
    "secrets.sealed 1/1: the sealed part": "UPDATE secrets.sealed SET part = replace(part, 'granted', 'no')",
    "secrets.sealed 2/0: the promise": "UPDATE secrets.sealed SET before = before + 86400 WHERE dossier = 2",
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_an_edited_table_is_named(lived, name):
    with connection.cursor() as cursor:
        cursor.execute(CASES[name])
    found = check()
    assert any(problem.startswith(name) for problem in found), found


def test_a_removed_row_of_the_read_model_is_named(lived):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_publiclife WHERE phase = 'settled'")
    [problem] = check()
    assert problem.startswith("ledger_publiclife")
    assert problem.endswith("is missing")


def test_an_edited_or_lost_policy_is_named(open_log, city):
    sequencer = open_log.started()
    say_policy(open_log.now)
    sequencer.round()
    [file] = (open_log.folder / "policy").iterdir()
    assert check() == []
    file.write_bytes(file.read_bytes() + b" ")
    assert check() == [f"policy/{file.name}: is not the file whose hash was logged"]
    file.unlink()
    assert check() == [f"policy/{file.name}: is missing"]


def test_edited_figures_are_named(lived):
    path = lived.folder / "stats/2026-08.json"
    path.write_bytes(path.read_bytes().replace(b'"on_time":', b'"on_time":1', 1))
    assert check() == ["stats/2026-08.json: is not the file whose hash was logged"]
