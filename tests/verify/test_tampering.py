"""Attacks on entries, tiles and history; each must be found, by name and place."""

from pathlib import Path

import pytest

from motcua.tlog.hashes import leaf_hash
from motcua.tlog.leaf import encode
from motcua.tlog.tiles import Bundle, Tile, tiles_of
from tests.verify.city import Batch, write
from tests.verify.run import batches, changed, city, find, now, verify, written

pytestmark = [pytest.mark.pure, pytest.mark.slow]


def flip(path: Path, at: int = -1) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(bytes(data))


def test_edited_bundle(tmp_path: Path) -> None:
    log = written(tmp_path)
    flip(log / Bundle(0).path, 10)
    outcome = verify(log, now=now())
    assert outcome.code == 1
    assert "bundle and tile disagree on entries 0–0" in outcome.text


def test_truncated_bundle_names_the_range(tmp_path: Path) -> None:
    log = written(tmp_path)
    target = log / Bundle(0).path
    target.write_bytes(target.read_bytes()[:-1])
    assert "disagree on entries 0–255" in verify(log, now=now()).text


@pytest.mark.parametrize("number", range(4))
def test_every_tile_is_compared(tmp_path: Path, number: int) -> None:
    log = written(tmp_path)
    tile = list(tiles_of(city().builder.size))[number]
    flip(log / tile.path)
    outcome = verify(log, now=now())
    assert outcome.code == 1
    assert tile.path in outcome.text
    (log / tile.path).unlink()
    assert "missing" in verify(log, now=now()).text


def test_edited_bundle_and_tile_do_not_reach_the_signed_root(tmp_path: Path) -> None:
    log = written(tmp_path)
    bundle, tile = log / Bundle(0).path, log / Tile(0, 0).path
    data = bundle.read_bytes()
    entry = data[2 : 2 + int.from_bytes(data[:2], "big")]
    other = entry.replace(b"2026-03-02", b"2026-03-03")
    bundle.write_bytes(data.replace(entry, other, 1))
    tile.write_bytes(tile.read_bytes().replace(leaf_hash(entry), leaf_hash(other)))
    outcome = verify(log, now=now())
    assert outcome.code == 1
    assert "root" in outcome.codes
    assert "the entries do not lead to the signed root" in outcome.text


def test_rewritten_and_signed_history(tmp_path: Path) -> None:
    """The real key signs another past: an audit alone passes, memory does not (2.8)."""
    tampered = changed("received", lambda leaf: leaf.update(due="2026-05-01"))
    honest = batches()[: len(tampered)]
    state = tmp_path / "state"
    assert verify(written(tmp_path / "a", honest), "--state", str(state), now=now(honest)).code == 0
    log = written(tmp_path / "b", tampered)
    assert verify(log, now=now(tampered)).code == 0, "on its own it looks right"
    outcome = verify(log, "--state", str(state), now=now(tampered))
    assert outcome.code == 1
    assert outcome.codes == {"fork"}
    evidence = list(tmp_path.glob("state.evidence-*"))
    assert len(evidence) == 1
    assert evidence[0].read_text().count("log.example/city\n") == 2


def test_shrunk_history(tmp_path: Path) -> None:
    state = tmp_path / "state"
    assert verify(written(tmp_path / "a"), "--state", str(state), now=now()).code == 0
    part = batches()[:4]
    outcome = verify(written(tmp_path / "b", part), "--state", str(state), now=now(part))
    assert outcome.codes == {"shrunk"}


def test_forked_history_of_greater_size(tmp_path: Path) -> None:
    state = tmp_path / "state"
    early = batches()[:3]
    assert verify(written(tmp_path / "a", early), "--state", str(state), now=now(early)).code == 0
    before = state.read_text()
    other = batches()[:5]
    other[0].entries = [e for e in other[0].entries if b'"t":"keys"' not in e]
    outcome = verify(written(tmp_path / "b", other), "--state", str(state), now=now(other))
    assert "fork" in outcome.codes
    assert state.read_text() == before, "a bad log is not remembered"


def test_growth_is_consistent_with_the_memory(tmp_path: Path) -> None:
    state = tmp_path / "state"
    for count in (2, 5, 5, 9):
        part = batches()[:count]
        outcome = verify(written(tmp_path / str(count), part), "--state", str(state), now=now(part))
        assert outcome.code == 0, outcome.text


def test_deleted_leaf(tmp_path: Path) -> None:
    number, place = find("resumed")
    result = batches()[: number + 1]
    del result[number].entries[place]
    outcome = verify(written(tmp_path, result), now=now(result))
    assert outcome.code == 1
    assert "gap" in outcome.codes
    assert "follows event" in outcome.text


def test_a_dossier_whose_beginning_is_gone(tmp_path: Path) -> None:
    number, place = find("received")
    result = batches()
    del result[number].entries[place]
    assert "of an unknown dossier" in verify(written(tmp_path, result), now=now(result)).text


def test_back_dated_leaf(tmp_path: Path) -> None:
    result = changed("received", lambda leaf: leaf.update(day="2026-03-01"))
    outcome = verify(written(tmp_path, result), now=now(result))
    assert outcome.code == 1
    assert "day" in outcome.codes
    assert "is of 2026-03-01, but came after" in outcome.text


def test_leaf_of_the_future(tmp_path: Path) -> None:
    result = changed("collected", lambda leaf: leaf.update(day="2026-03-09"))
    outcome = verify(written(tmp_path, result), now=now(result))
    assert "in the future" in outcome.text


def test_unsorted_batch(tmp_path: Path) -> None:
    result = batches()
    result[1].entries.reverse()
    outcome = verify(written(tmp_path, result), now=now(result))
    assert "order" in outcome.codes


def test_wrong_link(tmp_path: Path) -> None:
    result = changed("collected", lambda leaf: leaf.update(h="A" * 43))
    outcome = verify(written(tmp_path, result), now=now(result))
    assert outcome.codes == {"dossier"}
    assert "not the hash of the leaf before" in outcome.text


@pytest.mark.parametrize("kind", ["supplemented", "resumed", "assigned", "erased", "settled"])
def test_impossible_next_step(tmp_path: Path, kind: str) -> None:
    def change(leaf: dict) -> None:
        leaf["t"] = kind
        if kind == "assigned":
            leaf.update(a=0, k=1, o="A" * 22, w=1)

    result = changed("returned", change)
    if kind == "erased":  # possible after settling, but then nothing may follow
        result = changed("collected", change)
        assert verify(written(tmp_path, result), now=now(result)).code == 0
        return
    outcome = verify(written(tmp_path, result), now=now(result))
    assert "life" in outcome.codes


def test_a_dossier_received_twice(tmp_path: Path) -> None:
    result = batches()
    entry = next(e for e in result[1].entries if b'"received"' in e)
    result[-1].entries.append(entry.replace(b'"w":', b'"w":1'))
    result[-1].entries.sort(key=leaf_hash)
    assert "received twice" in verify(written(tmp_path, result), now=now(result)).text


HEARTBEAT = encode({"day": "2026-03-03", "t": "heartbeat", "v": 1})


BAD_LEAVES = [
    (b"", "empty"),
    (b"\x01" + bytes(64), "not strict JSON"),
    (b"[]", "not a JSON object"),
    (HEARTBEAT + b" ", "canonical"),
    (HEARTBEAT.replace(b'{"day"', b'{ "day"'), "canonical"),
    (HEARTBEAT.replace(b"1}", b"1.0}"), "1.0 is not an integer"),
    (HEARTBEAT.replace(b"1}", b"NaN}"), "NaN"),
    (HEARTBEAT.replace(b'"v"', b'"t":"heartbeat","v"'), "twice"),
    (HEARTBEAT.replace(b"1}", b'1,"x":1}'), "unknown key “x”"),
    (HEARTBEAT.replace(b'"day":"2026-03-03",', b""), "missing key “day”"),
    (HEARTBEAT.replace(b"heartbeat", b"heartbreak"), "unknown type"),
    (HEARTBEAT.replace(b"2026-03-03", b"2026-13-03"), "outside its domain"),
    (HEARTBEAT.replace(b"1}", b"2}"), "outside"),
    (HEARTBEAT.replace(b"2026-03-03", b"2026-02-30"), "no calendar"),
    (HEARTBEAT.replace(b"heartbeat", "nhịp".encode()), "canonical"),
    (HEARTBEAT.replace(b"heartbeat", b"he\\u0061rtbeat"), "canonical"),
    (b"[" * 9000, "not strict JSON"),
    (b"\xff", "not strict JSON"),
]


def test_leaves_outside_the_format(tmp_path: Path) -> None:
    result = batches()
    bad = [entry for entry, _ in BAD_LEAVES]
    result[-1].entries = sorted([*result[-1].entries, *bad], key=leaf_hash)
    outcome = verify(written(tmp_path, result), now=now(result))
    assert outcome.code == 1
    assert outcome.codes == {"leaf"}
    first = sum(len(batch.entries) for batch in result[:-1])
    for entry, reason in BAD_LEAVES:
        index = first + result[-1].entries.index(entry)
        line = next(line for line in outcome.text.splitlines() if f"entry {index}:" in line)
        assert reason in line, (entry[:80], line)


def test_longest_entry_and_a_leaf_that_looks_like_a_node(tmp_path: Path) -> None:
    whole = batches()
    whole[-1].entries = sorted([*whole[-1].entries, bytes(65535)], key=leaf_hash)
    outcome = verify(written(tmp_path, whole), now=now(whole))
    assert outcome.codes == {"leaf"}, "hashed and tiled rightly, refused for what it says"
    nodes = [Batch([b"\x01" + leaf_hash(b"a") + leaf_hash(b"b")], 1000), Batch([b"a", b"b"], 2000)]
    write(tmp_path / "nodes", nodes)
    assert "root" not in verify(tmp_path / "nodes", now=2000).codes
