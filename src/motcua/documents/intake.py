"""Taking in bytes of unknown length: counted and fingerprinted while they pass, never all held."""

import hashlib
import tempfile
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from motcua.documents.refusals import RefusedFile

CHUNK = 1 << 16


class Readable(Protocol):
    """What can be read in pieces: an upload of Django, an open file, a stream."""

    def read(self, size: int, /) -> bytes: ...


class Rereadable(Readable, Protocol):
    """What can also be read once more."""

    def seek(self, offset: int, /) -> object: ...


@dataclass(frozen=True, slots=True)
class Measure:
    """The SHA-256 in hex and the number of bytes of something."""

    sha256: str
    size: int


def scratch() -> BinaryIO:
    """Return a temporary file without a name: it is gone with the process, however that ends."""
    return tempfile.TemporaryFile()


def take(file: Readable, into: BinaryIO, *, limit: int, refused: RefusedFile) -> Measure:
    """Copy the file while measuring it, and stop at the first piece beyond the limit.

    Raises
    ------
    Refused
        When it is empty or larger than `limit` bytes.
    """
    digest, size = hashlib.sha256(), 0
    while chunk := file.read(CHUNK):
        size += len(chunk)
        if size > limit:
            raise refused.too_large(limit)
        digest.update(chunk)
        into.write(chunk)
    into.flush()
    if not size:
        raise refused.empty()
    into.seek(0)
    return Measure(digest.hexdigest(), size)


def measure(content: Rereadable) -> Measure:
    """Return the measure of what is there, read from its beginning, and go back to it."""
    digest, size = hashlib.sha256(), 0
    content.seek(0)
    while chunk := content.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    content.seek(0)
    return Measure(digest.hexdigest(), size)
