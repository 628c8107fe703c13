"""One draw of ``motcua/assign/v1``: who gets the dossier, recomputable by anybody.

All numbers are integers: effort points and full-time equivalents in thousandths. The chance of an
officer shrinks softly with the work already assigned per day present, never with open backlog
(that would reward the slow), and never to nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha512

PREFIX = b"motcua/assign/v1\x00"
PRIOR = 10_000  # FTE-days, in thousandths, that a newcomer is credited with at the pool's mean
SPAN = 20_000  # load is measured in points per 20 FTE-days
STEP = 2_000  # 2 points ahead of the least loaded halve the weight
MOST_STEPS = 10
PSEUDONYM_SIZE = 16
BETA_SIZE = 64
HASH_SIZE = 32


class DrawRefused(ValueError):
    """There is nothing to draw from, or an input is malformed."""


@dataclass(frozen=True, slots=True)
class Officer:
    """An official who may be drawn.

    Attributes
    ----------
    id
        Pseudonym of the epoch, 16 bytes.
    capacity
        Full-time equivalent today, in thousandths (1,000 is full time).
    assigned
        Effort points assigned in this epoch, in thousandths.
    present
        FTE-days present in this epoch, in thousandths.
    """

    id: bytes
    capacity: int
    assigned: int = 0
    present: int = 0

    def __post_init__(self) -> None:
        if len(self.id) != PSEUDONYM_SIZE:
            raise DrawRefused(f"A pseudonym has {PSEUDONYM_SIZE} bytes, not {len(self.id)}.")
        if self.capacity < 1 or self.assigned < 0 or self.present < 0:
            raise DrawRefused("Capacity is at least 1; work and days present are not negative.")


@dataclass(frozen=True, slots=True)
class Pool:
    """Officers among whom one is drawn, sorted by pseudonym whatever the order given."""

    officers: tuple[Officer, ...]

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.officers, key=lambda officer: officer.id))
        if not ordered:
            raise DrawRefused("The pool is empty.")
        if len({officer.id for officer in ordered}) != len(ordered):
            raise DrawRefused("An officer is in the pool twice.")
        object.__setattr__(self, "officers", ordered)

    def __len__(self) -> int:
        return len(self.officers)

    def with_work(self, officer: bytes, points: int) -> "Pool":
        """The pool after ``points`` thousandths of effort went to an officer."""
        return Pool(
            tuple(
                replace(each, assigned=each.assigned + points) if each.id == officer else each
                for each in self.officers
            )
        )


def loads(officers: Sequence[Officer]) -> list[int]:
    """Points per 20 FTE-days of each officer, with the prior of the pool."""
    days = sum(officer.present for officer in officers)
    prior = PRIOR * sum(officer.assigned for officer in officers) // days if days else 0
    return [(officer.assigned + prior) * SPAN // (officer.present + PRIOR) for officer in officers]


def weights(officers: Sequence[Officer]) -> list[int]:
    """Weight of each officer; nobody above half of the total, unless alone."""
    load = loads(officers)
    least = min(load)
    result = [
        officer.capacity << (MOST_STEPS - min(MOST_STEPS, (mine - least) // STEP))
        for officer, mine in zip(officers, load, strict=True)
    ]
    if len(result) > 1:
        largest = max(result)
        result[result.index(largest)] = min(largest, sum(result) - largest)
    return result


def chances(pool: Pool) -> list[tuple[bytes, float]]:
    """Probability of each officer, for display only."""
    weight = weights(pool.officers)
    total = sum(weight)
    return [(each.id, w / total) for each, w in zip(pool.officers, weight, strict=True)]


def seed(betas: Sequence[bytes], leaf: bytes, attempt: int) -> bytes:
    """Seed of one draw.

    Parameters
    ----------
    betas
        VRF outputs of 64 bytes, in the order in which the roster lists the beacons.
    leaf
        Hash of the leaf that asks for the draw.
    attempt
        0 for the first draw of the leaf, then 1, 2 …

    Raises
    ------
    DrawRefused
        No or more than 255 betas, one given twice, or a wrong length.
    """
    if not 1 <= len(betas) <= 255 or any(len(beta) != BETA_SIZE for beta in betas):
        raise DrawRefused(f"A draw needs 1 to 255 beacon outputs of {BETA_SIZE} bytes.")
    if len(set(betas)) != len(betas):
        raise DrawRefused("Two beacons gave the same output: one key is listed twice.")
    if len(leaf) != HASH_SIZE or not 0 <= attempt < 2**32:
        raise DrawRefused("A draw is for one leaf hash of 32 bytes and one attempt of 32 bits.")
    count = bytes([len(betas)])
    return sha512(PREFIX + count + b"".join(betas) + leaf + attempt.to_bytes(4, "big")).digest()[
        :32
    ]


def landing(seed: bytes, pool: Pool) -> tuple[int, list[int]]:
    """Where a seed of 32 bytes falls, and the weights whose sum it stays below."""
    if len(seed) != HASH_SIZE:
        raise DrawRefused(f"A seed has {HASH_SIZE} bytes, not {len(seed)}.")
    weight = weights(pool.officers)
    return (int.from_bytes(seed, "big") * sum(weight)) >> 256, weight


def draw(seed: bytes, pool: Pool) -> Officer:
    """The officer whom a seed of 32 bytes draws from a pool."""
    point, weight = landing(seed, pool)
    for officer, share in zip(pool.officers, weight, strict=True):
        point -= share
        if point < 0:
            return officer
    raise AssertionError("The point lies below the sum of the weights.")
