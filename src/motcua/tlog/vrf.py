"""Verifiable random function ECVRF-EDWARDS25519-SHA512-TAI (RFC 9381, suite 0x03).

The holder of a key computes for every input one output and a proof that it is the only one.
Group operations are libsodium's. Its scalar multiplication refuses points outside the prime-order
group, so the cofactor is cleared by three doublings.
"""

from hashlib import sha512

from nacl.bindings import (
    crypto_core_ed25519_add,
    crypto_core_ed25519_is_valid_point,
    crypto_core_ed25519_scalar_add,
    crypto_core_ed25519_scalar_mul,
    crypto_core_ed25519_scalar_reduce,
    crypto_core_ed25519_sub,
    crypto_scalarmult_ed25519_base_noclamp,
    crypto_scalarmult_ed25519_noclamp,
)
from nacl.exceptions import CryptoError

PROOF_SIZE = 80
OUTPUT_SIZE = 64
ORDER = 2**252 + 27742317777372353535851937790883648493
_SUITE = b"\x03"
_IDENTITY = b"\x01" + bytes(31)


class VrfError(ValueError):
    """The key or the proof is refused."""


def _eight_times(point: bytes) -> bytes:
    for _ in range(3):
        point = crypto_core_ed25519_add(point, point)
    return point


def _hash_to_curve(public: bytes, alpha: bytes) -> bytes:
    """Try and increment (RFC 9381, 5.4.1.1)."""
    for counter in range(256):
        digest = sha512(_SUITE + b"\x01" + public + alpha + bytes([counter, 0])).digest()
        try:
            point = _eight_times(digest[:32])
        except CryptoError:
            continue
        # Non-canonical strings are decoded by libsodium's addition, but not by RFC 8032.
        if _canonical(digest[:32]) and point != _IDENTITY:
            return point
    raise VrfError("No point of the curve was found for this input.")


def _canonical(encoded: bytes) -> bool:
    return int.from_bytes(encoded, "little") & (2**255 - 1) < 2**255 - 19


def _challenge(*points: bytes) -> bytes:
    """Hash five points to 128 bits (RFC 9381, 5.4.3; drafts before 10 left out the key)."""
    return sha512(_SUITE + b"\x02" + b"".join(points) + b"\x00").digest()[:16]


def _secret(seed: bytes) -> tuple[bytes, bytes, bytes]:
    """Scalar, nonce key and public key of a seed (RFC 8032, 5.1.5)."""
    if len(seed) != 32:
        raise VrfError("A secret key has 32 bytes.")
    digest = bytearray(sha512(seed).digest())
    digest[0] &= 248
    digest[31] &= 127
    digest[31] |= 64
    scalar = _reduced(bytes(digest[:32]))
    return scalar, bytes(digest[32:]), crypto_scalarmult_ed25519_base_noclamp(scalar)


def _reduced(number: bytes) -> bytes:
    return crypto_core_ed25519_scalar_reduce(number.ljust(64, b"\x00"))


def public_key(seed: bytes) -> bytes:
    """Public key of a secret key of 32 bytes."""
    return _secret(seed)[2]


def check_key(public: bytes) -> bytes:
    """Return a public key fit for use (RFC 9381, 5.4.5, made stricter).

    Raises
    ------
    VrfError
        Not 32 bytes, not canonical, not on the curve, of low order or with a low-order part.
    """
    if len(public) != 32 or not crypto_core_ed25519_is_valid_point(public):
        raise VrfError("Not a VRF key of full prime order in canonical encoding.")
    return public


def prove(seed: bytes, alpha: bytes) -> bytes:
    """Proof of 80 bytes for an input (RFC 9381, 5.1)."""
    scalar, nonce_key, public = _secret(seed)
    point = _hash_to_curve(public, alpha)
    gamma = crypto_scalarmult_ed25519_noclamp(scalar, point)
    nonce = crypto_core_ed25519_scalar_reduce(sha512(nonce_key + point).digest())
    u = crypto_scalarmult_ed25519_base_noclamp(nonce)
    v = crypto_scalarmult_ed25519_noclamp(nonce, point)
    challenge = _challenge(public, point, gamma, u, v)
    product = crypto_core_ed25519_scalar_mul(_reduced(challenge), scalar)
    return gamma + challenge + crypto_core_ed25519_scalar_add(nonce, product)


def proof_to_hash(proof: bytes) -> bytes:
    """Output of 64 bytes of a proof known to be valid (RFC 9381, 5.2); see :func:`verify`."""
    if len(proof) != PROOF_SIZE:
        raise VrfError(f"A proof has {PROOF_SIZE} bytes, not {len(proof)}.")
    try:
        return sha512(_SUITE + b"\x03" + _eight_times(proof[:32]) + b"\x00").digest()
    except CryptoError:
        raise VrfError("The proof holds no point of the curve.") from None


def verify(public: bytes, alpha: bytes, proof: bytes) -> bytes:
    """Output of 64 bytes, if the proof is valid for this key and input (RFC 9381, 5.3).

    Raises
    ------
    VrfError
        The key is unsafe, the proof malformed (length, point, ``s`` not below the group order)
        or wrong.
    """
    check_key(public)
    if len(proof) != PROOF_SIZE:
        raise VrfError(f"A proof has {PROOF_SIZE} bytes, not {len(proof)}.")
    gamma, challenge, s = proof[:32], proof[32:48], proof[48:]
    if int.from_bytes(s, "little") >= ORDER:
        raise VrfError("The number s of the proof is not below the order of the group.")
    if not crypto_core_ed25519_is_valid_point(gamma):
        raise VrfError("The point of the proof is not in the group.")
    if _recomputed(public, alpha, gamma, challenge, s) != challenge:
        raise VrfError("The proof is wrong for this key and input.")
    return proof_to_hash(proof)


def _recomputed(public: bytes, alpha: bytes, gamma: bytes, challenge: bytes, s: bytes) -> bytes:
    point = _hash_to_curve(public, alpha)
    number = _reduced(challenge)
    try:
        u = crypto_core_ed25519_sub(
            crypto_scalarmult_ed25519_base_noclamp(s),
            crypto_scalarmult_ed25519_noclamp(number, public),
        )
        v = crypto_core_ed25519_sub(
            crypto_scalarmult_ed25519_noclamp(s, point),
            crypto_scalarmult_ed25519_noclamp(number, gamma),
        )
    except CryptoError:  # s or the challenge is zero: no honest proof has that
        raise VrfError("The proof is degenerate.") from None
    return _challenge(public, point, gamma, u, v)
