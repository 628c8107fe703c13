"""Files of messages and hearings: taken in, listed, opened by whoever may read the message."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath

from motcua.contact.kinds import MOST_FILES, Typed
from motcua.contact.models import Hearing, Message, MessageFile
from motcua.documents import queries as documents
from motcua.documents.actions.store import store
from motcua.documents.intake import Readable
from motcua.documents.models import File
from motcua.documents.queries import StoredFile
from motcua.flow.refusal import Refused, refuse
from motcua.identity.actor import Actor

WHERE = "files"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file as it is handed in with a message: the sender's name for it, and its bytes."""

    name: str
    file: Readable


@dataclass(frozen=True, slots=True)
class FileSeen:
    """A file of a message as a side reads it; its name says nothing of who made it."""

    number: int
    name: str
    size: int


def wrong_number(typed: Typed, files: Sequence[Enclosed]) -> Refused | None:
    """Return the refusal of files where the kind takes none, or of too many."""
    if files and not typed.files:
        return refuse("files_not_here", "Loại tin nhắn này không kèm tệp.",
                      "No file goes with this kind of message.", WHERE)  # fmt: skip
    if len(files) > MOST_FILES:
        return refuse("files_too_many", f"Mỗi tin nhắn kèm nhiều nhất {MOST_FILES} tệp.",
                      f"At most {MOST_FILES} files go with a message.", WHERE)  # fmt: skip
    return None


def enclose(message: Message, files: Sequence[Enclosed], *, actor: Actor, at: datetime) -> None:
    """Take the files of a message in, each scanned, cleaned and screened.

    Raises
    ------
    Refused, WayOfContact
        What `documents` refuses; nothing of the message then stands.
    """
    for number, one in enumerate(files, start=1):
        kept = store(
            file=one.file, name=one.name, owner_id=message.author, subject=_subject(message),
            actor=actor, at=at, where=WHERE, between_sides=True,
        )  # fmt: skip
        MessageFile.objects.create(message=message, file=kept, number=number)


def files_of(messages: Iterable[Message]) -> dict[int, tuple[FileSeen, ...]]:
    """Return the files of messages by the messages' numbers; it takes one statement."""
    found: dict[int, tuple[FileSeen, ...]] = {}
    rows = MessageFile.objects.filter(message__in=list(messages)).select_related("file")
    for row in rows.order_by("message", "number"):
        one = FileSeen(row.number, neutral(row.number, row.file.name), row.file.size)
        found[row.message_id] = (*found.get(row.message_id, ()), one)
    return found


def opened(message: Message, number: int) -> StoredFile | None:
    """Return a file of a message under its neutral name; who may read it was asked before."""
    row = MessageFile.objects.filter(message=message, number=number).first()
    file = documents.find(row.file_id, subjects=[_subject(message)]) if row else None
    return replace(file, name=neutral(number, file.name)) if file else None


def content_of(message: Message) -> str:
    """Return the SHA-256 in hex of the text, and after it of each file's bytes, as the log binds it."""
    digest = sha256(message.text.encode())
    for kept in message.files.order_by("number").values_list("file__sha256", flat=True):
        digest.update(bytes.fromhex(kept))
    return digest.hexdigest()


def keep_minutes_file(
    hearing: Hearing, minutes: Enclosed, applicant_id: int, *, actor: Actor, at: datetime
) -> File:
    """Take the signed minutes of a hearing in."""
    return store(
        file=minutes.file, name=minutes.name, owner_id=applicant_id, subject=_of_hearing(hearing),
        actor=actor, at=at, where="minutes",
    )  # fmt: skip


def minutes_of(hearing: Hearing) -> StoredFile | None:
    """Return the file of the minutes; who may read it was asked before."""
    found = hearing.minutes_id and documents.find(
        hearing.minutes_id, subjects=[_of_hearing(hearing)]
    )
    return replace(found, name=f"bien-ban{PurePath(found.name).suffix}") if found else None


def neutral(number: int, name: str) -> str:
    """Return what a file is called to both sides: a sender's name for it may name people."""
    return f"tep-{number}{PurePath(name).suffix}"


def _of_hearing(hearing: Hearing) -> str:
    return f"hearing:{hearing.uid}"


def _subject(message: Message) -> str:
    return f"message:{message.uid}"
