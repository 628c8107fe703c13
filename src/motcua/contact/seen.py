"""The talk about a dossier as one side reads it: by role or alias, never by name."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.contact.enclosures import FileSeen
from motcua.contact.kinds import Kind, Party
from motcua.contact.states import Status as HearingStatus
from motcua.disclosure.showing import WITHIN, WORDS, shows
from motcua.disclosure.things import Thing
from motcua.flow.refusal import Text


@shows(
    Thing.MESSAGE, names="message.kind", sender="message.alias", mine=WORDS,
    when="message.release_at", waits="message.released", answers="message.reply_to", files=WITHIN,
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class MessageSeen:
    """One message as one side reads it: by role or alias, never by name; `when` is its slot."""

    uid: UUID
    kind: Kind
    names: Text
    sender: Text
    mine: bool
    text: str
    ground: str
    when: datetime
    waits: bool
    answers: Text | None
    files: tuple[FileSeen, ...] = ()


@shows(Thing.HEARING, status_names=WORDS, open=WORDS, silent=WORDS)
@dataclass(frozen=True, slots=True)
class HearingSeen:
    """A hearing as both sides may see it; the host is an employee of the centre, without a name."""

    uid: UUID
    status: HearingStatus
    status_names: Text
    begins_at: datetime | None
    place: Text | None
    summary: str
    outcome: Text | None
    open: bool
    silent: tuple[Party, ...] = ()
    minutes: bool = False


@shows(Thing.NOTE)
@dataclass(frozen=True, slots=True)
class NoteSeen:
    """A contact outside the platform, as the centre wrote it down; by whom stays inside."""

    happened_at: datetime
    way: Text
    outgoing: bool
    summary: str


@shows(dossier_id=WORDS, code="dossier.code", message=WITHIN)
@dataclass(frozen=True, slots=True)
class Question:
    """A question about progress that waits for the centre."""

    dossier_id: int
    code: str
    message: MessageSeen


@shows(Thing.HEARING, dossier_id=WORDS, code="dossier.code", status_names=WORDS, silent=WORDS)
@dataclass(frozen=True, slots=True)
class Hosted:
    """A hearing as its host sees it in the list."""

    uid: UUID
    dossier_id: int
    code: str
    status: HearingStatus
    status_names: Text
    begins_at: datetime | None
    silent: tuple[Party, ...] = ()
    minutes: bool = False


@shows(
    dossier_id=WORDS, code="dossier.code", side=WORDS, messages=WITHIN, hearings=WITHIN,
    may_write=WORDS, may_ask_hearing=WORDS, may_confirm=WORDS, notes=WITHIN,
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class Talk:
    """The talk about one dossier as one side sees it.

    Parameters
    ----------
    may_write
        The kinds this side may write now.
    may_ask_hearing
        Whether the one click is there.
    may_confirm
        Whether minutes that wait are this reader's to confirm; an agency's head only reads.
    """

    dossier_id: int
    code: str
    side: Party
    messages: tuple[MessageSeen, ...]
    hearings: tuple[HearingSeen, ...]
    may_write: tuple[Kind, ...]
    may_ask_hearing: bool
    notes: tuple[NoteSeen, ...] = ()
    may_confirm: bool = False
