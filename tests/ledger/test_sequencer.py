"""From an event to a checkpoint that a stranger's program accepts."""

from datetime import timedelta

from motcua.dossiers.status import Status
from motcua.ledger.models import Entry
from motcua.tlog.leaf import decode
from tests.builders import a_dossier
from tests.ledger.conftest import later, receive, tell


def test_a_whole_life_is_published_and_a_stranger_agrees(open_log, cast):
    sequencer = open_log.started()
    dossier = a_dossier(cast, Status.RETURNED, at=open_log.now)
    later(open_log, hours=12)
    assert sequencer.round() > 0
    kinds = [
        decode(bytes(e.leaf))["t"] for e in Entry.objects.filter(tag__isnull=False).order_by("n")
    ]
    assert kinds == ["received", "manual", "settled", "returned"]
    code, said = open_log.audit()
    assert code == 0, said
    assert "Entries: 4" in said
    assert dossier.code not in str(list(open_log.folder.rglob("*")))


def test_growth_stays_consistent(open_log, tmp_path):
    sequencer = open_log.started()
    state = tmp_path / "state.json"
    for day in range(4):
        for dossier in range(day * 300, day * 300 + 300):
            receive(dossier, open_log.now)
        for dossier in range((day - 1) * 300, day * 300) if day else ():
            tell("dossier_settled", dossier, 1, open_log.now)
        later(open_log, seconds=5)
        assert sequencer.round()
        code, said = open_log.audit("--state", str(state))
        assert code == 0, said
        later(open_log, days=1)


def test_restart_goes_on_where_it_was(open_log):
    first = open_log.started()
    receive(1, open_log.now)
    assert first.round() == 1
    receive(2, open_log.now + timedelta(seconds=1))
    first.stop()
    second = open_log.started()
    later(open_log, seconds=3)
    assert second.round() == 1
    assert open_log.audit()[0] == 0
