"""The table of files; their bytes lie in the storage, under their fingerprint."""

from django.conf import settings
from django.db import models


class File(models.Model):
    """One file handed in for one subject; never changed, deleted only when nothing points to it.

    A link to a file is a foreign key with `PROTECT`: `actions.sweep` takes a file for forgotten
    when no row of any table points to it.
    """

    # SHA-256 in hex of the kept bytes: where they lie.
    sha256 = models.CharField(max_length=64, db_index=True)
    # SHA-256 in hex of what was handed in, before cleaning: what the sender can compare.
    sha256_received = models.CharField(max_length=64)
    # Bytes kept.
    size = models.BigIntegerField()
    mime = models.CharField(max_length=100)
    # Made by the server out of the sender's: safe to show and to save under.
    name = models.CharField(max_length=120)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # "dossier:17": whoever may see the subject may see the file.
    subject = models.CharField(max_length=60, db_index=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["created_at"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="file_not_empty"),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$")
                & models.Q(sha256_received__regex=r"^[0-9a-f]{64}$"),
                name="file_fingerprints_in_hex",
            ),
            models.CheckConstraint(
                condition=models.Q(subject__regex=r"^[a-z_]+:[0-9A-Za-z.-]+$"),
                name="file_subject_named",
            ),
            # A repeated upload is one file.
            models.UniqueConstraint(
                fields=["subject", "owner", "sha256_received", "name"], name="file_once_a_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"file {self.pk} of {self.subject}"
