"""The verifier's own curve arithmetic: published vectors, and the same verdicts as libsodium."""

import importlib.util
import sys
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tlog.test_note import LOW_ORDER
from tests.tlog.test_vrf import ALPHA, PROOF, PUBLIC, VECTORS
from tests.verify.run import VERIFY

from motcua.lottery.draw import Officer, weights
from motcua.tlog import vrf
from motcua.tlog.leaf import EVENTS, SYSTEM

pytestmark = pytest.mark.pure


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("public_verifier", VERIFY)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


VERIFIER = load()


@pytest.mark.parametrize(("secret", "public", "alpha", "proof", "output"), VECTORS)
def test_published(secret: bytes, public: bytes, alpha: bytes, proof: bytes, output: bytes) -> None:
    assert VERIFIER.vrf_output(public, alpha, proof) == output


def refused(public: bytes, alpha: bytes, proof: bytes) -> bool:
    try:
        VERIFIER.vrf_output(public, alpha, proof)
    except ValueError:
        return True
    return False


def test_every_refusal_of_the_library_is_a_refusal_here() -> None:
    for byte in range(80):
        wrong = bytearray(PROOF)
        wrong[byte] ^= 1
        assert refused(PUBLIC, ALPHA, bytes(wrong)), byte
    s = int.from_bytes(PROOF[48:], "little") + vrf.ORDER
    assert refused(PUBLIC, ALPHA, PROOF[:48] + s.to_bytes(32, "little"))
    assert refused(PUBLIC, b"other", PROOF)
    assert refused(VECTORS[0][1], ALPHA, PROOF)
    assert refused(PUBLIC, ALPHA, PROOF[:-1])
    assert refused(PUBLIC, ALPHA, bytes(80))
    for point in map(bytes.fromhex, LOW_ORDER):
        assert refused(point, ALPHA, PROOF)
        assert refused(PUBLIC, ALPHA, point + PROOF[32:])


@settings(max_examples=25, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=40))
def test_same_outputs(secret: bytes, alpha: bytes) -> None:
    public, proof = vrf.public_key(secret), vrf.prove(secret, alpha)
    assert VERIFIER.vrf_output(public, alpha, proof) == vrf.verify(public, alpha, proof)


@settings(max_examples=40, deadline=None)
@given(st.binary(min_size=32, max_size=32))
def test_same_verdict_on_keys(key: bytes) -> None:
    try:
        vrf.check_key(key)
    except vrf.VrfError:
        with pytest.raises(ValueError):
            VERIFIER.prime_order(key)
    else:
        VERIFIER.prime_order(key)


officer = st.tuples(st.integers(1, 2000), st.integers(0, 10**7), st.integers(0, 10**6))


@given(st.lists(officer, min_size=1, max_size=40))
def test_same_weights(triples: list[tuple[int, int, int]]) -> None:
    officers = [
        Officer(number.to_bytes(16, "big"), cap, assigned, present)
        for number, (cap, assigned, present) in enumerate(triples)
    ]
    assert VERIFIER.weights(triples) == weights(officers)


def test_both_know_the_same_types_and_keys() -> None:
    assert {kind: set(own) for kind, own in VERIFIER.EVENTS.items()} == {
        k: set(o) for k, o in EVENTS.items()
    }
    assert {kind: set(own) for kind, own in VERIFIER.SYSTEM.items()} == {
        k: set(o) for k, o in SYSTEM.items()
    }
