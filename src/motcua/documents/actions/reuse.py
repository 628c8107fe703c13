"""Giving a file of one subject to another: a paper handed in once is not asked for again."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from motcua.documents import contents
from motcua.documents.models import File
from motcua.documents.told import SUBJECT, Told
from motcua.events.recording import record
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor


def reuse(
    *, file_id: int, subjects: Collection[str], subject: str, actor: Actor, at: datetime
) -> File:
    """Return a row of the same content for another subject; no byte is copied.

    Parameters
    ----------
    subjects
        What the caller has allowed this actor to see.

    Raises
    ------
    Refused
        When the file is none of these subjects', or does not exist: the two look alike.
    """
    with transaction.atomic():
        source = File.objects.filter(pk=file_id, subject__in=subjects).first()
        if source is None:
            raise refuse(
                "file_absent",
                "Không tìm thấy giấy tờ đã chọn. Hãy chọn lại trong danh sách hoặc tải tệp lên.",
                "The chosen paper was not found. Choose again from the list or upload a file.",
            )
        contents.hold(source.sha256)
        file, new = File.objects.get_or_create(
            subject=subject,
            owner_id=source.owner_id,
            sha256_received=source.sha256_received,
            name=source.name,
            defaults={"sha256": source.sha256, "size": source.size, "mime": source.mime,
                      "created_at": at},
        )  # fmt: skip
        if new:
            record(
                Told.REUSED, subject=SUBJECT, subject_id=file.pk, n=0, at=at, actor=actor,
                data={"subject": subject, "from": source.pk, "sha256": file.sha256},
            )  # fmt: skip
    return file
