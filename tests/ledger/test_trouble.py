"""Silent witnesses, wrong clocks, full disks, rolled back transactions: nothing is lost or faked."""

from datetime import timedelta

import pytest
from django.db import transaction

from motcua.events.models import Outbox
from motcua.ledger.files import LogFolder
from motcua.ledger.models import Entry, LeafOutbox
from motcua.ledger.queries import published_size, status
from motcua.tlog.note import NoteSignature
from tests.ledger.conftest import later, receive


def test_without_a_quorum_nothing_new_is_published_and_then_it_catches_up(open_log):
    sequencer = open_log.started()
    receive(1, open_log.now)
    sequencer.round()
    open_log.witnesses.down = {"w2"}
    for dossier in range(2, 6):
        receive(dossier, open_log.now)
        later(open_log, seconds=2)
        assert sequencer.round() == 0
    assert published_size() == 1
    assert "nobody there" in sequencer.cosigning.troubles["w2"]
    open_log.witnesses.down = set()
    later(open_log, seconds=2)
    assert sequencer.round() == 1
    later(open_log, seconds=2)
    assert sequencer.round() == 3
    assert open_log.audit()[0] == 0


def test_a_wrong_cosignature_does_not_count(open_log, monkeypatch):
    sequencer, good = open_log.started(), open_log.witnesses.send

    def crooked(url, body):
        code, answer = good(url, body)
        if "w2" in url and code == 200:
            line = NoteSignature("witness2.example", open_log.witnesses.signers["w2"].verifier.key_id,
                                 b"\0" * 72)  # fmt: skip
            answer = str(line).encode()
        return code, answer

    sequencer.cosigning.send = crooked
    receive(1, open_log.now)
    assert sequencer.round() == 0
    assert sequencer.cosigning.troubles["w2"] == "the cosignature is wrong"


def test_an_answer_for_another_witness_or_of_garbage_is_named(open_log):
    sequencer = open_log.started()
    receive(1, open_log.now)
    for answer in (b"", b"\xff\xfe", b"x" * 70000, "— other AAAAAAAA\n".encode()):
        sequencer.cosigning.send = lambda url, body, answer=answer: (200, answer)
        assert sequencer.round() == 0
    sequencer.cosigning.send = lambda url, body: (503, b"later")
    assert sequencer.round() == 0
    assert sequencer.cosigning.troubles["w1"] == "it answered 503: later"


def test_a_server_whose_clock_is_a_day_off_publishes_nothing(open_log):
    sequencer = open_log.started()
    sequencer.clock = lambda: open_log.clock() + 86400
    receive(1, open_log.now)
    assert sequencer.round() == 0
    assert "clock" in sequencer.cosigning.troubles["w1"]


def test_a_full_disk_publishes_nothing_and_goes_on_later(open_log, monkeypatch):
    sequencer = open_log.started()
    receive(1, open_log.now)
    with monkeypatch.context() as patch:
        patch.setattr(LogFolder, "write", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
        with pytest.raises(OSError, match="full"):
            sequencer.round()
        assert not (open_log.folder / "checkpoint").exists()
    receive(2, open_log.now)
    assert sequencer.round() == 1  # the same batch, then the next
    assert sequencer.round() == 1
    assert open_log.audit()[0] == 0


def test_a_rolled_back_event_has_no_leaf(open_log):
    sequencer = open_log.started()
    with transaction.atomic():
        receive(1, open_log.now)
        transaction.set_rollback(True)
    receive(2, open_log.now)
    assert sequencer.round() == 1
    assert Entry.objects.count() == 1
    assert not Outbox.objects.filter(consumer="ledger").exists()
    assert not LeafOutbox.objects.exists()


def test_an_event_entered_late_has_the_day_of_the_log_and_its_claim(open_log):
    sequencer = open_log.started()
    receive(1, open_log.now)
    sequencer.round()
    later(open_log, days=3)
    receive(2, open_log.now - timedelta(days=2))
    sequencer.round()
    leaves = [bytes(e.leaf).decode() for e in Entry.objects.filter(idx__gt=0).order_by("n")]
    assert '"day":"2026-08-13"' in leaves[0]
    assert '"c":"2026-08-11"' in leaves[1]
    assert open_log.audit()[0] == 0


def test_an_idle_log_is_kept_fresh(open_log):
    sequencer = open_log.started()
    receive(1, open_log.now)
    sequencer.round()
    first = (open_log.folder / "checkpoints/1").read_bytes()
    later(open_log, minutes=59)
    assert status().fresh(open_log.clock())
    later(open_log, minutes=2)
    assert not status().fresh(open_log.clock())
    assert open_log.audit()[0] == 1  # stale
    assert sequencer.round() == 0
    assert status().fresh(open_log.clock())
    assert (open_log.folder / "checkpoints/1").read_bytes() == first
    assert open_log.audit()[0] == 0


def test_killed_between_cosignature_and_publication_it_goes_on(open_log, monkeypatch):
    sequencer = open_log.started()
    receive(1, open_log.now)
    sequencer.round()
    receive(2, open_log.now)
    with monkeypatch.context() as patch:
        patch.setattr(LogFolder, "archive", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            sequencer.round()
    sequencer.stop()
    assert open_log.witnesses.heads["w1"]["log.example/city"].size == 2
    assert published_size() == 1
    again = open_log.started()
    assert again.round() == 1
    assert open_log.audit()[0] == 0
