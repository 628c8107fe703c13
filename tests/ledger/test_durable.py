"""What is shown or printed is on the disk before: no power cut takes a receipt's leaf back."""

import os
from pathlib import Path

import pytest

from motcua.ledger import queries
from motcua.ledger.files import LogFolder, write_file
from motcua.tlog.tiles import parse_path
from tests.ledger.conftest import later, receive
from tests.ledger.forgery import all_entries, publish_anew
from tests.ledger.test_tampering import other_leaf


@pytest.fixture
def told(monkeypatch):
    """The order in which files are synchronised and renamed."""
    order: list[str] = []
    sync, rename = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (order.append("sync"), sync(handle))[1])
    monkeypatch.setattr(
        Path, "replace", lambda self, to: (order.append(f"show {to.name}"), rename(self, to))[1]
    )
    return order


def test_a_file_is_on_the_disk_before_it_is_shown_and_its_name_after(told, tmp_path):
    write_file(tmp_path / "checkpoint", b"x")
    assert told == ["sync", "show checkpoint", "sync"]
    told.clear()
    LogFolder(tmp_path).write([(parse_path("tile/0/000.p/1"), b"y" * 32)])
    assert told == ["sync", "show 1", "sync"]


def test_the_checkpoint_is_shown_after_every_other_file(told, open_log):
    sequencer = open_log.started()
    receive(1, open_log.now)
    told.clear()
    sequencer.round()
    shown = [line for line in told if line.startswith("show")]
    assert shown[-1] == "show checkpoint"
    assert shown.index("show checkpoint") == len(shown) - 1


def test_no_receipt_before_its_leaf_is_committed_to_the_disk(open_log):
    sequencer = open_log.started()
    receive(900, open_log.now)
    sequencer.round()
    later(open_log, seconds=5)
    receive(1, open_log.now)
    assert queries.receipt_url(1) is None
    sequencer.write()
    assert queries.receipt_url(1) is not None
    # No action and no writer of leaves may ask the database for less than a commit on the disk.
    product = Path(queries.__file__).parents[2]
    sources = [
        f for room in ("ledger", "events", "dossiers") for f in (product / room).rglob("*.py")
    ]
    assert [f for f in sources if "synchronous_commit" in f.read_text(encoding="utf-8")] == []


def test_two_views_of_one_size_are_evidence(open_log, tmp_path):
    """A split view: one reader is shown tree X, another tree Y of the same size."""
    sequencer = open_log.started()
    receive(1, open_log.now)
    sequencer.round()
    state = tmp_path / "reader.json"
    assert open_log.audit("--state", str(state))[0] == 0
    seen_by_first = (open_log.folder / "checkpoint").read_bytes()
    publish_anew([other_leaf(leaf) for leaf in all_entries()], [1])
    seen_by_second = (open_log.folder / "checkpoint").read_bytes()
    assert seen_by_first.split(b"\n")[:2] == seen_by_second.split(b"\n")[:2]
    code, said = open_log.audit("--state", str(state))
    assert code == 1
    assert "[fork]" in said
    evidence = next(tmp_path.glob("reader.json.evidence-*")).read_bytes()
    assert seen_by_first in evidence
    assert seen_by_second in evidence
