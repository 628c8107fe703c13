"""Alerts: what was found odd, on which evidence, and what the inspectorate said about it."""

import uuid

from django.db import models
from django.db.models import F, Q

from motcua.insight.verdicts import Verdict


class Alert(models.Model):
    """One finding; what was found is never changed, an alert never deleted (trigger)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # A key of `watches.WATCHES`.
    kind = models.CharField(max_length=20)
    # The watched day: the last of the window.
    day = models.DateField()
    unit = models.CharField(max_length=40)
    # The official by the pseudonym of the day's quarter, in hex; empty where a unit is meant.
    who = models.CharField(max_length=32, blank=True)
    hits = models.IntegerField()
    base = models.IntegerField()
    # How many hits peers would have had of this base, and how far these lie above, in standard
    # deviations; none where every single case is said.
    usual = models.FloatField(null=True)
    z = models.FloatField(null=True)
    # Numbers of the dossiers behind it (of requests, for a change of the roster).
    evidence = models.JSONField(default=list)
    raised_at = models.DateTimeField()
    seen_by = models.BigIntegerField(null=True)
    seen_at = models.DateTimeField(null=True)
    closed_by = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    verdict = models.CharField(
        max_length=12, choices=[(v.value, v.value) for v in Verdict], blank=True
    )
    words = models.TextField(blank=True)
    event_count = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["closed_at", "day"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "day", "unit", "who"], name="one_alert_of_a_kind_a_day"
            ),
            models.CheckConstraint(
                condition=Q(hits__gte=1) & Q(base__gte=F("hits")), name="alert_rests_on_cases"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | (~Q(words="") & ~Q(verdict="") & Q(closed_by__isnull=False)),
                name="alert_closed_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.unit} on {self.day}"
