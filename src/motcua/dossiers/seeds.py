"""Where the randomness of a draw comes from: the port, and the source in use until beacons are.

A source is named with each draw, and whether an outsider can verify it. The local one cannot be
verified: whoever runs the server could repeat a draw until it suits. It is recorded all the same,
so that nobody can change a draw afterwards.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

SIZE = 32


@dataclass(frozen=True, slots=True)
class Seed:
    """32 bytes for one draw, with where they come from."""

    value: bytes
    source: str
    verifiable: bool


# Given the dossier's own number and the attempt.
SeedSource = Callable[[UUID, int], Seed]


def local(dossier: UUID, attempt: int) -> Seed:  # noqa: ARG001 - a port: beacons need both
    """Return bytes of the operating system: recorded, not verifiable."""
    return Seed(secrets.token_bytes(SIZE), "local", verifiable=False)


def seed_for(dossier: UUID, attempt: int) -> Seed:
    """Return the seed of one draw from the source of the setting `SEED_SOURCE`."""
    source: SeedSource = import_string(
        getattr(settings, "SEED_SOURCE", "motcua.dossiers.seeds.local")
    )
    return source(dossier, attempt)
