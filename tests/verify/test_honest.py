"""An honest log passes; the verifier stands alone."""

import ast
import sys
from pathlib import Path

import pytest

from tests.tlog.keys import log_signer
from tests.verify.city import City
from tests.verify.run import VERIFY, batches, city, now, verify, written

pytestmark = [pytest.mark.pure, pytest.mark.slow]


def test_an_honest_log_passes(tmp_path: Path) -> None:
    outcome = verify(written(tmp_path), now=now())
    assert outcome.code == 0, outcome.text
    assert "RIGHT" in outcome.text
    assert f"Entries: {city().builder.size}" in outcome.text
    assert "draws 126" in outcome.text
    assert "recused 3" in outcome.text


def test_every_prefix_passes(tmp_path: Path) -> None:
    for count in (1, 2, 5):
        part = batches()[:count]
        outcome = verify(written(tmp_path / str(count), part), now=now(part))
        assert outcome.code == 0, outcome.text


def test_vietnamese_is_the_first_language(tmp_path: Path) -> None:
    assert "ĐÚNG" in verify(written(tmp_path), "--lang", "vi", now=now()).text


def test_a_draw_is_explained(tmp_path: Path) -> None:
    index = next(n for n, leaf in enumerate(city().leaves) if leaf["t"] == "assigned")
    outcome = verify(written(tmp_path), "--draw", str(index), now=now())
    assert f"draw of entry {index}:" in outcome.text
    assert f"→ {city().leaves[index]['o']}" in outcome.text
    assert "belongs to no draw" in verify(written(tmp_path), "--draw", "0", now=now()).text


def test_without_a_policy_the_report_says_so(tmp_path: Path) -> None:
    outcome = verify(written(tmp_path), policy="")
    assert outcome.code == 0
    assert "signatures were not checked" in outcome.text
    vkey = log_signer().verifier.vkey
    assert "not checked" not in verify(written(tmp_path), "--vkey", vkey, policy="").text


def test_an_empty_log_passes(tmp_path: Path) -> None:
    from motcua.tlog.checkpoint import Checkpoint, sign_checkpoint
    from motcua.tlog.hashes import EMPTY_ROOT
    from tests.tlog.keys import ORIGIN, witness_signer

    note = sign_checkpoint(Checkpoint(ORIGIN, 0, EMPTY_ROOT), [log_signer()])
    note = note.with_signatures(witness_signer(n).sign(note.text, 1000) for n in (0, 1))
    (tmp_path / "log").mkdir()
    (tmp_path / "log/checkpoint").write_bytes(bytes(note))
    assert verify(tmp_path / "log", now=1000).code == 0


def test_it_is_one_file_that_imports_nothing_of_ours() -> None:
    names = set()
    for node in ast.walk(ast.parse(VERIFY.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    assert names - set(sys.stdlib_module_names) == {"cryptography"}


@pytest.mark.parametrize("options", [["--mirror"], ["--max-age", "x"], ["--lang", "fr"]])
def test_usage(tmp_path: Path, options: list[str]) -> None:
    assert verify(written(tmp_path), *options).code == 2


def test_what_cannot_be_read(tmp_path: Path) -> None:
    assert verify(tmp_path / "log", policy="nonsense\n").code == 2
    (tmp_path / "file").write_text("")
    assert verify(tmp_path / "log", "--state", str(tmp_path / "file"), now=1).code == 2
    outcome = verify(tmp_path / "log")
    assert outcome.code == 1
    assert "checkpoint is missing" in outcome.text


def test_one_officer_alone_is_flagged_thin(tmp_path: Path) -> None:
    alone = City(officers=2)
    alone.found()
    alone.publish()
    alone.case()
    alone.publish()
    alone.publish()
    outcome = verify(written(tmp_path, alone.batches), now=alone.time)
    assert outcome.code == 0, outcome.text
    assert "thin 1" in outcome.text
