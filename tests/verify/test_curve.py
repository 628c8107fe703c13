"""The verifier's own curve arithmetic: published vectors, and the same verdicts as libsodium."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.tlog import vrf
from tests.tlog.test_note import LOW_ORDER
from tests.tlog.test_vrf import ALPHA, PROOF, PUBLIC, VECTORS
from tests.verify.loaded import VERIFIER

pytestmark = pytest.mark.pure


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
