"""The centre may choose the salt and the moment of a leaf: without the others' keys it steers nothing."""

from hashlib import sha256

import pytest

from motcua.lottery.draw import Officer, Pool, draw, seed
from motcua.tlog import beacon, vrf

pytestmark = [pytest.mark.pure, pytest.mark.slow]
OWN, FOREIGN, ANOTHER = (sha256(name).digest() for name in (b"own", b"foreign", b"another"))
POOL = Pool(tuple(Officer(bytes([n]) * 16, 1000) for n in range(12)))
TARGET, TRIES, STEERED = POOL.officers[7].id, 12, 240


def body(dossier: int, salt: int) -> bytes:
    """A checkpoint that holds a leaf with this salt; the salt changes leaf, root and input."""
    return b"log.example/city\n9\n%s\n" % sha256(b"%d/%d" % (dossier, salt)).hexdigest().encode()


def winner(keys: list[bytes], dossier: int, salt: int) -> bytes:
    text = body(dossier, salt)
    betas = [vrf.proof_to_hash(beacon.evaluate(key, text)) for key in keys]
    return draw(seed(betas, sha256(text).digest(), 0), POOL).id


def ground(dossier: int, known: list[bytes]) -> int:
    """The first salt that gives the wanted officer by all the keys that the centre has."""
    return next(
        (salt for salt in range(TRIES) if winner(known, dossier, salt) == TARGET), TRIES - 1
    )


def steered(real: list[bytes], known: list[bytes], count: int) -> int:
    """How often the wanted officer wins when the centre grinds with what it knows."""
    return sum(winner(real, n, ground(n, known)) == TARGET for n in range(count))


def test_with_its_own_key_alone_the_centre_is_no_luckier_than_chance() -> None:
    """One in twelve is due; four standard deviations around it."""
    hits = steered([OWN, FOREIGN], [OWN], STEERED)
    due, spread = STEERED / 12, (STEERED * (1 / 12) * (11 / 12)) ** 0.5
    assert abs(hits - due) < 4 * spread


def test_guessing_the_others_key_does_not_help_either() -> None:
    hits = steered([OWN, FOREIGN], [OWN, ANOTHER], STEERED // 2)
    due, spread = STEERED / 24, (STEERED / 2 * (1 / 12) * (11 / 12)) ** 0.5
    assert abs(hits - due) < 4 * spread


def test_with_every_key_it_would_steer() -> None:
    """The test can fail: who holds all keys gets the wanted officer in most of a dozen tries."""
    assert steered([OWN, FOREIGN], [OWN, FOREIGN], 40) > 15
