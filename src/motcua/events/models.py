"""Events and the outbox of each consumer."""

from django.db import models
from django.db.models.functions import Now


class Event(models.Model):
    """One thing that happened to one subject; never changed, never deleted (trigger)."""

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    # The how-manieth event of the subject, from 0 without gaps.
    n = models.IntegerField()
    at = models.DateTimeField()
    # The server's own time; differs from `at` only where something is entered after the fact.
    recorded_at = models.DateTimeField(db_default=Now())
    person_id = models.BigIntegerField(null=True)
    office = models.CharField(max_length=40, blank=True)
    on_behalf_of = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    # Given by whoever asks, so that a repeated request is one event.
    request_id = models.UUIDField(null=True, unique=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "at"])]
        constraints = [
            models.UniqueConstraint(fields=["subject", "subject_id", "n"], name="event_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.subject_id}#{self.n}"


class Outbox(models.Model):
    """An event a consumer has not dealt with yet; the consumer deletes the row."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    consumer = models.CharField(max_length=20)

    class Meta:
        indexes = [models.Index(fields=["consumer", "id"])]

    def __str__(self) -> str:
        return f"{self.consumer}: {self.event_id}"
