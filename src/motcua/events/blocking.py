"""Free text that holds a way of contact: refused at its field, and the attempt put on record.

Everything about a dossier goes through the centre (Decree 61/2018/NĐ-CP art. 5.1), so no text that
one side reads may lead around it. The record keeps no word of the text: the field, the kinds of
what was found, the length, and a keyed hash by which two attempts with the same text are known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from motcua.events.models import Event
from motcua.events.recording import record
from motcua.flow.refusal import Refusal, Refused, Text
from motcua.identity.actor import Actor
from motcua.screening.findings import Finding
from motcua.screening.screen import screen

_QUOTED = 60


class Told(StrEnum):
    BLOCKED = "text_blocked"


@dataclass(frozen=True, slots=True)
class Blocked:
    """One text that was not let through."""

    where: str
    kinds: tuple[str, ...]
    size: int
    digest: str


class WayOfContact(Refused):
    """Texts hold ways of contact; `blocked` is what the record may say of them."""

    def __init__(self, blocked: Sequence[Blocked], refusals: Sequence[Refusal]) -> None:
        super().__init__(*refusals)
        self.blocked = tuple(blocked)


def let_through(texts: Mapping[str, str]) -> None:
    """Do nothing when no text holds a way of contact.

    Parameters
    ----------
    texts
        Each text under the field it was written in.

    Raises
    ------
    WayOfContact
        With a refusal for each of the fields; the sentence quotes the part, for its writer.
    """
    found = {where: screen(text) for where, text in texts.items() if text}
    wrong = {where: findings for where, findings in found.items() if findings}
    if wrong:
        raise WayOfContact(
            [_blocked(where, texts[where], findings) for where, findings in wrong.items()],
            [_refusal(where, texts[where], findings[0]) for where, findings in wrong.items()],
        )


def record_blocked(
    blocked: Iterable[Blocked], *, subject: str, subject_id: int, actor: Actor, at: datetime
) -> None:
    """Put attempts on record, after the transaction they would have been part of was undone.

    They are counted apart from the subject's own events: nobody's open form goes stale by them.

    Parameters
    ----------
    subject
        What the text was about, e.g. `dossier`; the event's subject is then `dossier_text`.
    """
    name = f"{subject}_text"
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), %s)",
                           [name, subject_id % 2**31])  # fmt: skip
        count = Event.objects.filter(subject=name, subject_id=subject_id).count()
        for number, one in enumerate(blocked, start=count):
            record(
                Told.BLOCKED, subject=name, subject_id=subject_id, n=number, at=at, actor=actor,
                data={"where": one.where, "kinds": list(one.kinds), "size": one.size,
                      "digest": one.digest},
            )  # fmt: skip


def digest_of(text: str) -> str:
    """Return a keyed hash: without the platform's secret nobody can try out numbers."""
    return salted_hmac("motcua.events.blocking", text, algorithm="sha256").hexdigest()


def _blocked(where: str, text: str, findings: Sequence[Finding]) -> Blocked:
    kinds = tuple(sorted({finding.kind.value for finding in findings}))
    return Blocked(where, kinds, len(text), digest_of(text))


def _refusal(where: str, text: str, finding: Finding) -> Refusal:
    part = text[finding.start : finding.end].strip()[:_QUOTED]
    why = finding.reason
    return Refusal("way_of_contact", Text(f"“{part}”: {why.vi}", f"“{part}”: {why.en}"), where)
