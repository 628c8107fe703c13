"""Where bytes lie: the storage of the settings, under their fingerprint, each content once."""

from typing import Any, BinaryIO

from django.core.files.base import File as Upload
from django.core.files.storage import default_storage
from django.db import connection

from motcua.documents.intake import Measure

FOLDER = "papers"


class ContentLostError(Exception):
    """The storage does not hold, or not completely, what a row says it keeps."""


def key(sha256: str) -> str:
    """Return the storage's name for a content; two levels of folders keep each one small."""
    return f"{FOLDER}/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def hold(sha256: str) -> None:
    """Keep others from writing or deleting this content until the transaction ends."""
    with connection.cursor() as cursor:
        # 60 bits of the fingerprint; a collision only makes somebody wait.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(sha256[:15], 16)])


def write(content: BinaryIO, measured: Measure) -> None:
    """Put the bytes into the storage unless they lie there already; needs `hold`."""
    name = key(measured.sha256)
    if default_storage.exists(name):
        if default_storage.size(name) == measured.size:
            return
        # The rest of a write that was cut off.
        default_storage.delete(name)
    content.seek(0)
    default_storage.save(name, Upload(content, name=name))


def remove(sha256: str) -> None:
    """Delete the bytes; nothing happens when they are gone already. Needs `hold`."""
    default_storage.delete(key(sha256))


def read(sha256: str, size: int) -> "Upload[Any]":
    """Open the bytes for reading.

    Raises
    ------
    ContentLostError
        When they are missing or their number is not `size`.
    """
    try:
        opened = default_storage.open(key(sha256), "rb")
    except FileNotFoundError as error:
        raise ContentLostError(sha256) from error
    if opened.size != size:
        opened.close()
        raise ContentLostError(sha256)
    return opened
