"""Forgetting files that no row points to."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, ForeignObjectRel, OuterRef, QuerySet

from motcua.documents import contents
from motcua.documents.models import File
from motcua.documents.told import SUBJECT, Told
from motcua.events.recording import record
from motcua.identity.actor import Actor

# Long enough for a draft left over a weekend and saved on Monday.
WAIT = timedelta(days=7)


def sweep(*, actor: Actor, at: datetime, limit: int = 500) -> int:
    """Remove files handed in before `at - WAIT` that no row points to; return how many.

    Every table with a foreign key to `File` counts, so a new kind of link needs no line here.
    """
    old = _forgotten().filter(created_at__lt=at - WAIT).order_by("pk")
    ids = list(old.values_list("pk", flat=True)[:limit])
    return sum(_remove(file_id, actor, at) for file_id in ids)


def _forgotten() -> QuerySet[File]:
    files = File.objects.all()
    for link in File._meta.get_fields(include_hidden=True):  # noqa: SLF001
        if isinstance(link, ForeignObjectRel):
            rows = link.related_model._default_manager  # noqa: SLF001
            files = files.filter(~Exists(rows.filter(**{link.field.name: OuterRef("pk")})))
    return files


def _remove(file_id: int, actor: Actor, at: datetime) -> bool:
    with transaction.atomic():
        # The lock waits for nobody and lets nobody link the file meanwhile.
        file = (
            _forgotten()
            .filter(pk=file_id)
            .select_for_update(skip_locked=True, of=("self",))
            .first()
        )
        if file is None or not _forgotten().filter(pk=file_id).exists():
            return False
        contents.hold(file.sha256)
        record(
            Told.REMOVED, subject=SUBJECT, subject_id=file_id, n=1, at=at, actor=actor,
            data={"subject": file.subject, "sha256": file.sha256},
        )  # fmt: skip
        file.delete()
        if not File.objects.filter(sha256=file.sha256).exists():
            # Before the commit: after a crash here the row is still there and is swept again.
            contents.remove(file.sha256)
    return True
