"""Promises and offline proofs, as an applicant would check them at home."""

from pathlib import Path

import pytest

from motcua.tlog.hashes import leaf_hash
from motcua.tlog.leaf import encode
from motcua.tlog.promise import Promise
from motcua.tlog.proof import inclusion_proof
from motcua.tlog.readers import DirectoryTiles
from motcua.tlog.tlogproof import TlogProof
from tests.tlog.keys import ORIGIN, log_signer
from tests.verify.city import City
from tests.verify.run import city, now, verify, written

pytestmark = [pytest.mark.pure, pytest.mark.slow]


def filed() -> tuple[City, Promise]:
    place = City(officers=10)
    place.found()
    place.publish()
    case = place.case()
    promise = Promise(case.secret, case.received, place.time + 660, "H26.15-260302-0001")
    return place, promise.signed(ORIGIN, log_signer())


def url(promise: Promise) -> str:
    return f"https://log.example/r#{promise.fragment()}"


def test_kept(tmp_path: Path) -> None:
    place, promise = filed()
    place.publish()
    log = written(tmp_path, place.batches)
    outcome = verify(log, "--receipt", url(promise), now=place.time)
    assert outcome.code == 0, outcome.text
    assert "receipt H26.15-260302-0001: in the log as entry" in outcome.text
    (tmp_path / "receipt").write_text(promise.fragment() + "\n")
    assert verify(log, "--receipt", str(tmp_path / "receipt"), now=place.time).code == 0
    assert verify(log, "--receipt", url(promise), policy="").code == 2, "no key to check it with"


def test_not_yet_and_broken(tmp_path: Path) -> None:
    place, promise = filed()
    place.pending = []
    place.asking = []
    place.emit("heartbeat")
    place.publish(60)
    outcome = verify(
        written(tmp_path / "a", place.batches), "--receipt", url(promise), now=place.time
    )
    assert outcome.code == 3
    assert "NOT YET" in outcome.text
    place.emit("heartbeat")
    place.publish(3600)
    outcome = verify(
        written(tmp_path / "b", place.batches), "--receipt", url(promise), now=place.time
    )
    assert outcome.code == 1
    assert "broken promise" in outcome.text


def test_late(tmp_path: Path) -> None:
    place, promise = filed()
    place.publish(3600)
    outcome = verify(written(tmp_path, place.batches), "--receipt", url(promise), now=place.time)
    assert outcome.codes == {"promise"}


def test_forged_or_of_another_dossier(tmp_path: Path) -> None:
    place, promise = filed()
    place.publish()
    log = written(tmp_path, place.batches)
    forged = Promise(
        promise.secret, promise.leaf, promise.before + 1, promise.code, promise.signature
    )
    assert verify(log, "--receipt", url(forged), now=place.time).codes == {"receipt"}
    other = Promise(bytes(32), promise.leaf, promise.before, promise.code, promise.signature)
    outcome = verify(log, "--receipt", url(other), now=place.time)
    assert "the secret is not that of this dossier" in outcome.text
    assert verify(log, "--receipt", "#%%%", now=place.time).code == 2


def test_offline_proof(tmp_path: Path) -> None:
    log = written(tmp_path)
    size, index = city().builder.size, 300
    proof = TlogProof(
        index,
        tuple(inclusion_proof(DirectoryTiles(log), index, size)),
        (log / "checkpoint").read_bytes(),
        b"x",
    )
    entry = encode(city().leaves[index])
    (tmp_path / "entry").write_bytes(entry)
    given = tmp_path / "entry.tlog-proof"
    given.write_text(str(proof))
    options = ("--proof", str(given), "--leaf", str(tmp_path / "entry"))
    outcome = verify(log, *options, now=now())
    assert outcome.code == 0, outcome.text
    assert f"proof: entry {index} of the tree of {size}" in outcome.text
    for bad in (
        str(proof).replace("index 300", "index 299"),
        str(proof).replace("index 300", "index 0300"),
        "x\n\n" + str(proof),
    ):
        given.write_text(bad)
        assert verify(log, *options, now=now()).code == 1
    given.write_text(str(proof))
    (tmp_path / "entry").write_bytes(entry + b" ")
    assert verify(log, *options, now=now()).codes == {"proof"}
    # What stands in `extra` is not this entry.
    assert verify(log, "--proof", str(given), now=now()).codes == {"proof"}
    assert leaf_hash(entry)
