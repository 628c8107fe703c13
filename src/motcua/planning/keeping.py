"""Where files of plans lie: the storage of the settings, under their fingerprint, each content once.

Beside the papers of dossiers, never among them: what is under `plans/` holds no personal data.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage

FOLDER = "plans"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as a row names it."""

    name: str
    sha256: str
    size: int


class LostError(Exception):
    """The storage does not hold, or not completely, what a row says it keeps."""


def keep(path: Path, name: str) -> Kept:
    """Put a file into the storage unless its content lies there already."""
    with path.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    size, key = path.stat().st_size, _key(digest)
    if default_storage.exists(key) and default_storage.size(key) != size:
        default_storage.delete(key)  # the rest of a write that was cut off
    if not default_storage.exists(key):
        with path.open("rb") as stream:
            default_storage.save(key, File(stream, name=key))
    return Kept(name, digest, size)


def opened(file: Kept) -> "File[Any]":
    """Open a kept file for reading.

    Raises
    ------
    LostError
        When the storage lost it, or part of it.
    """
    try:
        found = default_storage.open(_key(file.sha256), "rb")
    except FileNotFoundError as error:
        raise LostError(file.sha256) from error
    if found.size != file.size:
        found.close()
        raise LostError(file.sha256)
    return found


def lay_out(files: Iterator[Kept] | list[Kept], folder: Path) -> None:
    """Write kept files into a folder under their names."""
    for file in files:
        target = folder / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        with opened(file) as source, target.open("wb") as copy:
            while chunk := source.read(1 << 20):
                copy.write(chunk)


def _key(sha256: str) -> str:
    return f"{FOLDER}/{sha256[:2]}/{sha256}"
