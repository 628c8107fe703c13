"""Hands in the tables, the files and the key: who notices, and by what name it is reported."""

import contextlib
import io
import json
import shutil

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from typer.testing import CliRunner

from motcua.ledger import configured, fsck
from motcua.ledger.cli import app
from motcua.ledger.sequencer import SequencerRefused
from motcua.tlog.hashes import leaf_hash
from motcua.tlog.leaf import decode, encode
from motcua.tlog.tiles import bundles_of, tiles_of
from tests.ledger.conftest import later, receive, tell
from tests.ledger.forgery import all_entries, edit_entry, forget_after, publish_anew


@pytest.fixture
def grown(open_log):
    """A log of three batches, and the sizes of its checkpoints."""
    sequencer = open_log.started()
    sizes = []
    for batch in range(3):
        with transaction.atomic():
            for dossier in range(batch * 90, batch * 90 + 90):
                receive(dossier, open_log.now)
            for dossier in range((batch - 1) * 90, batch * 90) if batch else ():
                tell("dossier_settled", dossier, 1, open_log.now)
        later(open_log, seconds=5)
        sequencer.round()
        sizes.append(sequencer.builder.size)
    sequencer.stop()
    open_log.sizes = sizes
    return open_log


def check() -> list[str]:
    return fsck.Check(configured.folder(), configured.log_signer().verifier).run()


def other_leaf(leaf: bytes) -> bytes:
    """The same event with a later due day: what a late office would like to have written."""
    fields = decode(leaf)
    return encode({**fields, "due": "2026-09-30"}) if "due" in fields else leaf


def first_received() -> int:
    return next(i for i, leaf in enumerate(all_entries()) if b'"t":"received"' in leaf)


def test_an_untouched_log_has_no_problem(grown):
    assert check() == []
    assert grown.audit()[0] == 0


def test_an_edited_entry_is_named_and_stops_the_sequencer(grown):
    edit_entry(77, lambda leaf: leaf.replace(b"2026-08-10", b"2026-08-09"))
    assert any("entry 77" in problem for problem in check())
    with pytest.raises(SequencerRefused, match="entry 77"):
        grown.sequencer().start()


def test_an_entry_edited_with_its_hash_still_does_not_lead_to_the_root(grown):
    idx = first_received()
    edit_entry(idx, other_leaf, hash_too=True)
    problems = check()
    assert any(problem.startswith("tile/entries/000") for problem in problems)
    assert any("signed another tree" in problem for problem in problems)
    with pytest.raises(SequencerRefused, match="published root"):
        grown.sequencer().start()


def test_an_edited_bundle_is_named_by_both_checks(grown):
    path = grown.folder / "tile/entries/000"
    path.write_bytes(path.read_bytes().replace(b"2026-08-20", b"2026-09-20", 1))
    assert check() == ["tile/entries/000: is not what the entries give"]
    code, said = grown.audit()
    assert code == 1
    assert "bundle and tile disagree" in said


def test_an_edited_tile_a_missing_file_and_a_foreign_checkpoint_are_named(grown):
    tile = grown.folder / "tile/0/000"
    tile.write_bytes(tile.read_bytes()[:-1] + b"\0")
    size = grown.sizes[0]
    (grown.folder / f"checkpoints/{size}").unlink()
    assert check() == [
        f"checkpoints/{size}: is missing",
        "tile/0/000: is not what the entries give",
    ]


def test_history_signed_anew_passes_alone_but_not_for_who_remembers(grown, tmp_path):
    state, vkey = tmp_path / "state.json", configured.log_signer().verifier.vkey
    assert grown.audit("--state", str(state))[0] == 0
    # A leaf whose dossier has no later event, so that no link gives it away.
    entries, (start, batch) = all_entries(), grown.sizes[1:3]
    idx = next(i for i in range(start, batch) if b'"t":"received"' in entries[i])
    entries[idx] = other_leaf(entries[idx])
    entries[start:batch] = sorted(entries[start:batch], key=leaf_hash)
    publish_anew(entries, grown.sizes)

    with contextlib.redirect_stdout(io.StringIO()):
        alone = grown.outside.main([str(grown.folder), "--vkey", vkey, "--quiet"])
    assert alone == 0  # a rewritten log looks right on its own: this is why witnesses exist
    code, said = grown.audit("--state", str(state))
    assert code == 1
    assert "fork" in said
    assert "quorum" in said
    evidence = next(tmp_path.glob("state.json.evidence-*")).read_text()
    assert evidence.count(f"— {grown.witnesses.signers['w1'].name}") == 1  # the old note had it
    assert evidence.count("— log.example/city") == 2  # both are signed by the log


def test_witnesses_refuse_the_rewritten_tree(grown):
    idx = first_received()
    edit_entry(idx, other_leaf, hash_too=True)
    publish_anew(all_entries(), grown.sizes)
    receive(9000, grown.now)
    sequencer = grown.sequencer()
    with pytest.raises(SequencerRefused, match="another tree"):
        sequencer.start()
    assert 200 not in grown.witnesses.answers[-2:]


def test_a_removed_leaf_leaves_a_gap_in_its_dossier(grown):
    entries = all_entries()
    victim = next(i for i in range(grown.sizes[0]) if b'"t":"received"' in entries[i])
    tag = json.loads(entries[victim])["d"]
    assert sum(json.loads(leaf)["d"] == tag for leaf in entries) == 2
    del entries[victim]
    publish_anew(entries, [size - 1 for size in grown.sizes])
    code, said = grown.audit()
    assert code == 1
    assert "[gap]" in said


def test_a_back_dated_leaf_is_outside_the_witnesses_window(grown):
    entries = all_entries()
    idx = next(i for i in range(grown.sizes[1], grown.sizes[2]) if b'"t":"received"' in entries[i])
    entries[idx] = encode({**decode(entries[idx]), "day": "2026-08-01"})
    batch = slice(grown.sizes[1], grown.sizes[2])
    entries[batch] = sorted(entries[batch], key=leaf_hash)
    archived = {size: configured.folder().archived(size) for size in grown.sizes[:2]}
    publish_anew(entries, grown.sizes)
    for size, note in archived.items():  # the older checkpoints stay as the witnesses signed them
        configured.folder().archive(size, note)
    assert "[day]" in grown.audit()[1]


def test_a_restored_backup_is_refused(grown):
    forget_after(grown.sizes[1])
    with pytest.raises(SequencerRefused, match="a backup was restored"):
        grown.sequencer().start()


def test_a_backup_restored_with_its_files_is_refused_by_the_witnesses(grown):
    forget_after(grown.sizes[1])
    folder = configured.folder()
    folder.publish(folder.archived(grown.sizes[1]))
    with pytest.raises(SequencerRefused, match=f"has cosigned {grown.sizes[2]} entries"):
        grown.sequencer().start()


def test_a_lost_folder_is_rebuilt_from_the_entries(grown):
    files = [*tiles_of(grown.sizes[-1]), *bundles_of(grown.sizes[-1])]
    before = {grown.folder / file.path: (grown.folder / file.path).read_bytes() for file in files}
    shutil.rmtree(grown.folder)
    with pytest.raises(SequencerRefused, match="ledger rebuild"):
        grown.sequencer().start()
    assert CliRunner().invoke(app, ["rebuild"]).exit_code == 0
    assert CliRunner().invoke(app, ["fsck"]).exit_code == 0
    assert all(p.read_bytes() == data for p, data in before.items())
    grown.started().stop()


def test_an_older_copy_of_the_folder_is_refused(grown):
    folder = configured.folder()
    folder.publish(folder.archived(grown.sizes[0]))
    with pytest.raises(SequencerRefused, match="ledger rebuild"):
        grown.sequencer().start()


def test_killed_after_publication_the_record_is_completed(grown):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_published WHERE size = %s", [grown.sizes[2]])
    grown.started().stop()
    assert check() == []


def test_a_second_sequencer_refuses(grown):
    settings = connection.settings_dict
    with psycopg.connect(
        dbname=settings["NAME"], host=settings["HOST"], port=settings["PORT"] or None,
        user=settings["USER"] or None, password=settings["PASSWORD"] or None,
    ) as other:  # fmt: skip
        other.execute("SELECT pg_advisory_lock(%s)", [0x6D6F7473])
        with pytest.raises(SequencerRefused, match="Another sequencer"):
            grown.sequencer().start()


@pytest.mark.parametrize(
    "statement", ["UPDATE ledger_entry SET kind = 'x'", "DELETE FROM ledger_entry"]
)
def test_the_database_refuses_to_change_entries(grown, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)


def test_a_forged_published_note_in_the_table_is_named(grown):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_published SET note = 'x' WHERE size = %s", [grown.sizes[1]])
    [problem] = check()
    assert problem.startswith(f"ledger_published {grown.sizes[1]}")
