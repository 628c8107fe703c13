"""Procedures and their dated versions."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Procedure(models.Model):
    """What all versions of a procedure have in common, and what it is found by.

    The texts are those of the newest published version, so that a search reads one row for each
    procedure. `folded_*` hold the words without accents (`catalogue.words`).
    """

    code = models.CharField(max_length=12, unique=True)
    slug = models.CharField(max_length=80)
    field = models.CharField(max_length=40, db_index=True)
    name_vi = models.CharField(max_length=600)
    name_en = models.CharField(max_length=600)
    life_events = models.JSONField(default=list)
    folded_name = models.TextField(default="")
    folded_text = models.TextField(default="")
    search = SearchVectorField(null=True)
    # How many events the procedure has told; gives each event its number.
    told = models.IntegerField(default=0)

    class Meta:
        ordering = ["code"]
        indexes = [GinIndex(fields=["search"], name="procedure_search")]

    def __str__(self) -> str:
        return f"{self.code} {self.slug}"


class ProcedureVersion(models.Model):
    """One version of a procedure: proposed by one person, published by another.

    Once published, nothing of it changes but the last day of its validity (trigger). Validity is
    inclusive at both ends.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.IntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    ruleset = models.CharField(max_length=20)
    definition = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["procedure", "number"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["procedure", "valid_from"],
                condition=models.Q(published_at__isnull=False),
                name="one_published_version_from_a_day",
            ),
            models.UniqueConstraint(
                fields=["procedure"],
                condition=models.Q(published_at__isnull=True),
                name="one_open_proposal",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="version_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True, published_by__isnull=True)
                | models.Q(published_at__isnull=False, published_by__isnull=False),
                name="published_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(published_by__isnull=True)
                | ~models.Q(published_by=models.F("proposed_by")),
                name="published_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} v{self.number}"
