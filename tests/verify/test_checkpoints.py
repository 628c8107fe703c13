"""Checkpoints, witnesses and archives as the verifier judges them."""

from base64 import b64encode
from pathlib import Path

import pytest

from motcua.tlog.hashes import leaf_hash
from motcua.tlog.note import ED25519, Note, NoteSignature, format_vkey, parse_note
from tests.tlog.keys import ORIGIN, log_signer, witness_signer
from tests.verify.city import POLICY
from tests.verify.run import batches, city, now, verify, written

pytestmark = [pytest.mark.pure, pytest.mark.slow]

ROOT = b64encode(leaf_hash(b"x")).decode()


def signed(text: str, times: tuple[int, ...] = (0, 1)) -> bytes:
    note = Note(text, (log_signer().sign(text),))
    return bytes(note.with_signatures(witness_signer(n).sign(text, 1000) for n in times))


@pytest.mark.parametrize(
    "text",
    [
        f"{ORIGIN}\n01\n{ROOT}\n",
        f"{ORIGIN}\r\n1\r\n{ROOT}\r\n",
        f"{ORIGIN}\n1\n{ROOT}\nextension\n",
        f"{ORIGIN}\n0\n{ROOT}\n",
        f"{ORIGIN}\n1\n{ROOT[:-2]}B=\n",
        f"{ORIGIN}\n1\n{ROOT[:-1]}\n",
        f"\n1\n{ROOT}\n",
        f"{ORIGIN}\n{2**63}\n{ROOT}\n",
        f"{ORIGIN}\n1\n{b64encode(bytes(31)).decode()}\n",
        f"{ORIGIN}\n-1\n{ROOT}\n",
        f"{ORIGIN}\n\u0661\n{ROOT}\n",
    ],
)
def test_malformed_though_signed(tmp_path: Path, text: str) -> None:
    (tmp_path / "checkpoint").write_bytes(signed(text))
    outcome = verify(tmp_path)
    assert outcome.code == 1
    assert outcome.codes == {"checkpoint"}, outcome.text


def test_another_origin_or_key(tmp_path: Path) -> None:
    (tmp_path / "checkpoint").write_bytes(signed(f"log.elsewhere\n1\n{ROOT}\n"))
    assert verify(tmp_path).codes == {"signature"}
    log = written(tmp_path)
    other = POLICY.replace(log_signer().verifier.vkey, log_signer(1).verifier.vkey)
    assert verify(log, now=now(), policy=other).codes == {"signature"}


def test_seventeen_signatures(tmp_path: Path) -> None:
    log = written(tmp_path)
    note = parse_note((log / "checkpoint").read_bytes())
    extra = [NoteSignature(f"unknown{n}", bytes(4), bytes(64)) for n in range(14)]
    (log / "checkpoint").write_bytes(bytes(note.with_signatures(extra[:13])))
    assert verify(log, now=now()).code == 0, "sixteen are accepted"
    (log / "checkpoint").write_bytes(bytes(note.with_signatures(extra)))
    assert verify(log, now=now()).codes == {"checkpoint"}


def replace_signatures(
    log: Path, witnesses: list[tuple[int, int]], name: str = "checkpoint"
) -> None:
    note = parse_note((log / name).read_bytes())
    bare = Note(note.text, note.signatures[:1])
    lines = [witness_signer(n).sign(note.text, time) for n, time in witnesses]
    (log / name).write_bytes(bytes(bare.with_signatures(lines)))


def test_no_quorum(tmp_path: Path) -> None:
    log, time = written(tmp_path), now()
    replace_signatures(log, [(0, time)])
    assert verify(log, now=now()).codes == {"quorum"}
    replace_signatures(log, [(0, time), (0, time - 1)])
    assert verify(log, now=now()).codes == {"quorum"}, "the same witness twice counts once"
    replace_signatures(log, [(0, time), (7, time)])
    assert verify(log, now=now()).codes == {"quorum"}, "an unknown witness does not count"


def test_a_wrong_cosignature_does_not_count(tmp_path: Path) -> None:
    log, time = written(tmp_path), now()
    replace_signatures(log, [(0, time), (1, time)])
    data = bytearray((log / "checkpoint").read_bytes())
    line = parse_note(bytes(data)).signatures[2]
    other = NoteSignature(
        line.name, line.key_id, line.signature[:-1] + bytes([line.signature[-1] ^ 1])
    )
    (log / "checkpoint").write_bytes(bytes(data).replace(str(line).encode(), str(other).encode()))
    assert verify(log, now=now()).codes == {"quorum"}


def test_stale_and_future(tmp_path: Path) -> None:
    log = written(tmp_path)
    assert verify(log, now=now() + 7200).codes == {"stale"}
    assert verify(log, "--max-age", "9000", now=now() + 7200).code == 0
    assert verify(log, now=now() - 7200).codes == {"clock"}


def test_archive(tmp_path: Path) -> None:
    log = written(tmp_path)
    size = len(batches()[0].entries)
    archived = log / f"checkpoints/{size}"
    good = archived.read_bytes()
    archived.unlink()
    assert "archive" in verify(log, now=now()).codes
    archived.write_bytes((log / "checkpoint").read_bytes())
    assert "archive" in verify(log, now=now()).codes
    archived.write_bytes(signed(f"{ORIGIN}\n{size}\n{ROOT}\n"))
    assert "fork" in verify(log, now=now()).codes, "two roots were signed for one size"
    archived.write_bytes(good)
    replace_signatures(log, [], f"checkpoints/{size}")
    assert verify(log, now=now()).codes == {"quorum"}, "it was published without a quorum"


def test_list_of_sizes(tmp_path: Path) -> None:
    log = written(tmp_path)
    listed = log / "checkpoints/sizes"
    good = listed.read_text()
    for bad in (good + "1\n", "x\n", good.replace("\n", "\r\n"), "0" + good):
        listed.write_text(bad)
        assert verify(log, now=now()).codes == {"archive"}, bad[:20]
    listed.unlink()
    assert verify(log, now=now()).code == 0, "a directory can be listed instead"
    listed.write_text("".join(good.splitlines(keepends=True)[:-1]))
    assert "archive" in verify(log, now=now()).codes


@pytest.mark.parametrize(
    "point",
    [
        "01" + "00" * 31,
        "00" * 32,
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    ],
)
def test_low_order_keys_cannot_be_configured(tmp_path: Path, point: str) -> None:
    vkey = format_vkey(ORIGIN, ED25519, bytes.fromhex(point))
    log = written(tmp_path)
    assert verify(log, policy=f"log {vkey}\nquorum none\n").code == 2
    assert verify(log, "--vkey", vkey, policy="").code == 2


def test_bad_policies(tmp_path: Path) -> None:
    log = written(tmp_path)
    for text in (
        "quorum nobody\n",
        POLICY + "quorum none\n",
        "log x\nquorum none\n",
        POLICY.replace("2 w0", "4 w0"),
        "\n",
    ):
        assert verify(log, policy=text).code == 2, text


def test_wrong_size_in_the_checkpoint(tmp_path: Path) -> None:
    """A signed size beyond what is served: files are missing, nothing crashes."""
    log = written(tmp_path)
    huge = f"{ORIGIN}\n{2**62}\n{ROOT}\n"
    (log / "checkpoint").write_bytes(signed(huge))
    outcome = verify(log, now=1000)
    assert outcome.code == 1
    assert "missing" in outcome.codes
    assert city().builder.size < 2**62
