"""Taking a file in: counted, recognised, scanned, cleaned, kept once."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from motcua.documents import contents
from motcua.documents.intake import Measure, Readable, measure, scratch, take
from motcua.documents.kinds import Kind, kind_of
from motcua.documents.leading import leads_around
from motcua.documents.models import File
from motcua.documents.names import neutral_name
from motcua.documents.pdf import is_signed
from motcua.documents.refusals import RefusedFile
from motcua.documents.said import ways_of_contact
from motcua.documents.scanner import scanner
from motcua.documents.told import SUBJECT, Told
from motcua.events.recording import record
from motcua.identity.actor import Actor
from motcua.identity.models import Person


def store(
    *,
    file: Readable,
    name: str,
    owner_id: int,
    subject: str,
    actor: Actor,
    at: datetime,
    where: str = "file",
    between_sides: bool = False,
) -> File:
    """Keep a file for a subject and return its row; the same file again is the same row.

    Parameters
    ----------
    file
        Read once, in pieces.
    name
        The sender's name for it; only a safe form of it is kept.
    owner_id
        The person whose paper it is.
    subject
        What it belongs to, e.g. `dossier:17`; who may see that may see the file.
    where
        The field or paper that a refusal points to.
    between_sides
        Whether it goes from one side of a dossier to the other: then nothing in it may lead around
        the centre, and no signature may name its signer.

    Raises
    ------
    Refused
        When it is empty, too large, of a wrong kind, damaged, locked, infected or cannot be
        made harmless.
    WayOfContact
        When it goes between the sides and leads around the centre.
    """
    refused = RefusedFile(name, where)
    with scratch() as inbox, scratch() as kept:
        came = take(file, inbox, limit=settings.UPLOAD_LIMIT_BYTES, refused=refused)
        kind = kind_of(inbox, refused)
        finding = scanner().finding(inbox)
        if finding:
            raise refused.infected(finding)
        inbox.seek(0)
        kind.clean(inbox, kept, refused)
        measured = measure(kept)
        found = ways_of_contact(kept, kind.mime)
        if between_sides:
            if is_signed(kept, kind.mime):
                raise refused.names_its_signer()
            if found:
                raise leads_around(found, measured, refused)
        with transaction.atomic():
            # Held until the row stands: no sweep takes the bytes in between, and the same file
            # sent twice at once (cleaning gives the same bytes) finds the first one's row.
            contents.hold(measured.sha256)
            contents.write(kept, measured)
            identity = {
                "subject": subject,
                "owner_id": owner_id,
                "sha256_received": came.sha256,
                "name": neutral_name(name, kind.suffix, _owner(owner_id)),
            }
            standing = File.objects.filter(**identity).first()
            return standing or _new(identity, measured, kind, found, actor, at)


def _owner(person_id: int) -> str:
    return Person.objects.filter(pk=person_id).values_list("full_name", flat=True).first() or ""


def _new(
    identity: dict[str, Any], kept: Measure, kind: Kind, found: tuple[str, ...], actor: Actor,
    at: datetime,
) -> File:  # fmt: skip
    file = File.objects.create(
        **identity, sha256=kept.sha256, size=kept.size, mime=kind.mime, created_at=at
    )
    record(
        Told.STORED, subject=SUBJECT, subject_id=file.pk, n=0, at=at, actor=actor,
        data={"subject": file.subject, "sha256": file.sha256, "size": file.size, "mime": file.mime,
              # Noted, not refused: a paper may lawfully carry its issuer's number.
              **({"contact": list(found)} if found else {})},
    )  # fmt: skip
    return file
