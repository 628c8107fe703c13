"""A message owed to somebody because of an event."""

from django.conf import settings
from django.db import models


class Notice(models.Model):
    """One message by one way; kept as sent, so that a dispute can be settled."""

    class State(models.TextChoices):
        PENDING = "pending"
        SENDING = "sending"  # handed to the server, the answer not yet written down
        SENT = "sent"
        FAILED = "failed"  # tried as often as it will be
        UNCERTAIN = "uncertain"  # the program died while sending; a person decides to repeat

    event_id = models.BigIntegerField()
    subject_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=8)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    attempts = models.SmallIntegerField(default=0)
    next_at = models.DateTimeField()
    owed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "next_at"]), models.Index(fields=["subject_id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["event_id", "person", "way"], name="one_notice_an_event"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.way}"
