"""Reading files: only those of subjects the caller has already allowed the reader to see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import File as Upload

from motcua.disclosure.showing import WORDS, shows
from motcua.disclosure.things import Thing
from motcua.documents import contents
from motcua.documents.intake import measure
from motcua.documents.models import File


@shows(Thing.FILE, id=WORDS, sha256=WORDS, sha256_received=WORDS, subject=WORDS)
@dataclass(frozen=True, slots=True)
class StoredFile:
    """What a page may say of a file, and the key to its bytes."""

    id: int
    name: str
    mime: str
    size: int
    sha256: str
    sha256_received: str
    subject: str
    created_at: datetime

    @property
    def picture(self) -> bool:
        return self.mime.startswith("image/")


def find(file_id: int, *, subjects: Collection[str]) -> StoredFile | None:
    """Return the file if it belongs to one of the subjects; unknown and forbidden are both None.

    Who may see a subject is known to the domain that owns it: the caller asks there first, for
    this reader and this moment, and names here only what was allowed.
    """
    file = File.objects.filter(pk=file_id, subject__in=subjects).first()
    return stored(file) if file else None


def of_subject(subject: str) -> list[StoredFile]:
    """Return the subject's files in the order they came."""
    return [stored(file) for file in File.objects.filter(subject=subject).order_by("pk")]


def content(file: StoredFile) -> "Upload[Any]":
    """Open the bytes of a file that `find` has given out.

    Raises
    ------
    ContentLostError
        When the storage lost them.
    """
    return contents.read(file.sha256, file.size)


def damaged(*, after: int = 0, limit: int = 1000) -> tuple[list[int], int]:
    """Compare stored bytes with their fingerprints, file by file.

    Returns
    -------
    tuple
        The numbers of the files whose bytes are lost or changed, and the last number looked at
        (0 when there are no more): give it as `after` to go on.
    """
    files = list(File.objects.filter(pk__gt=after).order_by("pk")[:limit])
    return [file.pk for file in files if not _intact(file)], files[-1].pk if files else 0


def stored(file: File) -> StoredFile:
    return StoredFile(
        id=file.pk, name=file.name, mime=file.mime, size=file.size, sha256=file.sha256,
        sha256_received=file.sha256_received, subject=file.subject, created_at=file.created_at,
    )  # fmt: skip


def _intact(file: File) -> bool:
    try:
        with contents.read(file.sha256, file.size) as opened:
            return measure(opened).sha256 == file.sha256
    except contents.ContentLostError:
        return False
