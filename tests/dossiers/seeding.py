"""Seeds that a test can foretell."""

from functools import partial

from motcua.dossiers.seeds import Seed


def _all_of(byte: int, dossier, attempt) -> Seed:
    return Seed(bytes([byte]) * 32, "test", verifiable=False)


def __getattr__(name: str):
    if not name.startswith("byte_"):
        raise AttributeError(name)
    return partial(_all_of, int(name.removeprefix("byte_")))
