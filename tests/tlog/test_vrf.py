"""ECVRF of RFC 9381, appendix B.3, byte for byte; everything else refused."""

from hashlib import sha512

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.bindings import (
    crypto_core_ed25519_scalar_add,
    crypto_core_ed25519_scalar_mul,
    crypto_core_ed25519_scalar_reduce,
    crypto_scalarmult_ed25519_base_noclamp,
    crypto_scalarmult_ed25519_noclamp,
)

from motcua.tlog import vrf
from tests.tlog.test_note import LOW_ORDER

pytestmark = pytest.mark.pure

# RFC 9381, appendix B.3, examples 16 to 18: secret key, public key, alpha, pi, beta.
PUBLISHED = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "8657106690b5526245a92b003bb079ccd1a92130477671f6fc01ad16f26f723f26f8a57ccaed74ee1b190bed1f47"
            "9d9727d2d0f9b005a6e456a35d4fb0daab1268a1b0db10836d9826a528ca76567805"
        ),
        (
            "90cf1df3b703cce59e2a35b925d411164068269d7b2d29f3301c03dd757876ff66b71dda49d2de59d03450451af0"
            "26798e8f81cd2e333de5cdf4f3e140fdd8ae"
        ),
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "f3141cd382dc42909d19ec5110469e4feae18300e94f304590abdced48aed5933bf0864a62558b3ed7f2fea45c92"
            "a465301b3bbf5e3e54ddf2d935be3b67926da3ef39226bbc355bdc9850112c8f4b02"
        ),
        (
            "eb4440665d3891d668e7e0fcaf587f1b4bd7fbfe99d0eb2211ccec90496310eb5e33821bc613efb94db5e5b54c70"
            "a848a0bef4553a41befc57663b56373a5031"
        ),
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "9bc0f79119cc5604bf02d23b4caede71393cedfbb191434dd016d30177ccbf8096bb474e53895c362d8628ee9f9e"
            "a3c0e52c7a5c691b6c18c9979866568add7a2d41b00b05081ed0f58ee5e31b3a970e"
        ),
        (
            "645427e5d00c62a23fb703732fa5d892940935942101e456ecca7bb217c61c452118fec1219202a0edcf038bb637"
            "3241578be7217ba85a2687f7a0310b2df19f"
        ),
    ),
]
VECTORS = [tuple(map(bytes.fromhex, row)) for row in PUBLISHED]
SECRET, PUBLIC, ALPHA, PROOF, _ = VECTORS[2]


@pytest.mark.parametrize(("secret", "public", "alpha", "proof", "output"), VECTORS)
def test_published(secret: bytes, public: bytes, alpha: bytes, proof: bytes, output: bytes) -> None:
    assert vrf.public_key(secret) == public
    assert vrf.prove(secret, alpha) == proof
    assert vrf.verify(public, alpha, proof) == output == vrf.proof_to_hash(proof)


@pytest.mark.parametrize("byte", range(vrf.PROOF_SIZE))
def test_a_flipped_bit_in_any_byte_is_refused(byte: int) -> None:
    for bit in (1, 128):
        wrong = bytearray(PROOF)
        wrong[byte] ^= bit
        with pytest.raises(vrf.VrfError):
            vrf.verify(PUBLIC, ALPHA, bytes(wrong))


def test_s_plus_the_order_is_refused() -> None:
    s = int.from_bytes(PROOF[48:], "little") + vrf.ORDER
    with pytest.raises(vrf.VrfError, match="order"):
        vrf.verify(PUBLIC, ALPHA, PROOF[:48] + s.to_bytes(32, "little"))


@pytest.mark.parametrize("point", LOW_ORDER)
def test_small_order_keys_and_points_are_refused(point: str) -> None:
    with pytest.raises(vrf.VrfError):
        vrf.verify(bytes.fromhex(point), ALPHA, PROOF)
    with pytest.raises(vrf.VrfError):
        vrf.verify(PUBLIC, ALPHA, bytes.fromhex(point) + PROOF[32:])


def test_other_inputs_keys_and_lengths_are_refused() -> None:
    for public, alpha, proof in [
        (PUBLIC, b"other", PROOF),
        (VECTORS[0][1], ALPHA, PROOF),
        (PUBLIC, ALPHA, PROOF[:-1]),
        (PUBLIC, ALPHA, PROOF + b"\0"),
        (PUBLIC, ALPHA, b""),
        (PUBLIC[:31], ALPHA, PROOF),
        (PUBLIC, ALPHA, bytes(80)),
        (PUBLIC, ALPHA, PROOF[:32] + bytes(48)),
    ]:
        with pytest.raises(vrf.VrfError):
            vrf.verify(public, alpha, proof)
    with pytest.raises(vrf.VrfError):
        vrf.prove(bytes(31), b"")
    with pytest.raises(vrf.VrfError):
        vrf.proof_to_hash(b"\x02" + bytes(79))
    with pytest.raises(vrf.VrfError):
        vrf.proof_to_hash(PROOF[:40])


def test_a_proof_of_an_old_draft_is_refused() -> None:
    # Drafts before 10 hashed four points into the challenge and left out the public key.
    digest = bytearray(sha512(SECRET).digest())
    digest[0], digest[31] = digest[0] & 248, digest[31] & 127 | 64
    scalar = crypto_core_ed25519_scalar_reduce(bytes(digest[:32]).ljust(64, b"\0"))
    point = vrf._hash_to_curve(PUBLIC, ALPHA)
    gamma = crypto_scalarmult_ed25519_noclamp(scalar, point)
    nonce = crypto_core_ed25519_scalar_reduce(sha512(bytes(digest[32:]) + point).digest())
    u = crypto_scalarmult_ed25519_base_noclamp(nonce)
    v = crypto_scalarmult_ed25519_noclamp(nonce, point)
    assert gamma == PROOF[:32], "the same output, only the challenge differs"
    challenge = sha512(b"\x03\x02" + point + gamma + u + v).digest()[:16]
    product = crypto_core_ed25519_scalar_mul(challenge + bytes(16), scalar)
    with pytest.raises(vrf.VrfError, match="wrong"):
        vrf.verify(
            PUBLIC, ALPHA, gamma + challenge + crypto_core_ed25519_scalar_add(nonce, product)
        )


@settings(max_examples=30, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=40))
def test_honest_proofs_verify(secret: bytes, alpha: bytes) -> None:
    proof = vrf.prove(secret, alpha)
    assert vrf.verify(vrf.public_key(secret), alpha, proof) == vrf.proof_to_hash(proof)
