"""Messages, hearings and notes; what was written is never changed (trigger)."""

import uuid

from django.db import models
from django.db.models import F, Q

from motcua.contact.kinds import KINDS, Kind, Way
from motcua.contact.states import Outcome, Status
from motcua.documents.models import File
from motcua.dossiers.models import Dossier

_GROUNDED = [kind.value for kind, typed in KINDS.items() if typed.ground]


class Message(models.Model):
    """One message, from the minute it is written; the other side sees it from its slot on."""

    # What addresses carry: a running number would tell the order of writing.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in Kind])
    author = models.BigIntegerField()
    office = models.CharField(max_length=40, blank=True)
    # Of an official, as the applicant knows them in this dossier.
    alias = models.CharField(max_length=12, blank=True)
    text = models.TextField()
    ground = models.CharField(max_length=300, blank=True)
    reply_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="replies", null=True
    )
    written_at = models.DateTimeField()
    release_at = models.DateTimeField()
    released = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["dossier", "release_at"]),
            models.Index(fields=["release_at"], condition=Q(released=False), name="message_waits"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(release_at__gt=F("written_at")), name="message_waits_for_its_slot"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=_GROUNDED) | ~Q(ground=""), name="message_on_a_ground"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.dossier_id}"


class MessageFile(models.Model):
    """A file that goes with a message, under a name the server made."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    number = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "number"], name="message_file_number_once")
        ]

    def __str__(self) -> str:
        return f"file {self.number} of message {self.message_id}"


class Hearing(models.Model):
    """The right to be heard, used once it was asked for."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="hearings")
    status = models.SmallIntegerField(
        default=Status.ASKED, choices=[(s.value, s.name.lower()) for s in Status]
    )
    asked_by = models.BigIntegerField()
    asked_at = models.DateTimeField()
    # A third employee; found by rule, never chosen. None while nobody can be found.
    host = models.BigIntegerField(null=True)
    place = models.CharField(max_length=40, blank=True)
    begins_at = models.DateTimeField(null=True)
    other_times = models.SmallIntegerField(default=0)
    # Where the recording lies: the number stands on the carrier, and the signed minutes if any.
    record_number = models.CharField(max_length=60, blank=True)
    minutes = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+", null=True)
    summary = models.TextField(blank=True)
    outcome = models.CharField(
        max_length=12, blank=True, choices=[(o.value, o.value) for o in Outcome]
    )
    held_at = models.DateTimeField(null=True)
    applicant_confirmed_at = models.DateTimeField(null=True)
    applicant_remark = models.TextField(blank=True)
    official_confirmed_at = models.DateTimeField(null=True)
    official_remark = models.TextField(blank=True)
    official_alias = models.CharField(max_length=12, blank=True)
    ended_at = models.DateTimeField(null=True)
    event_count = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["host", "status", "begins_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(status__in=[Status.ASKED, Status.SET, Status.HELD]),
                name="one_open_hearing",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.SET, Status.HELD, Status.CLOSED])
                | Q(host__isnull=False, begins_at__isnull=False),
                name="hearing_has_host_and_time",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.HELD, Status.CLOSED])
                | (Q(held_at__isnull=False) & ~Q(record_number="") & ~Q(summary="")),
                name="hearing_held_is_recorded",
            ),
        ]

    def __str__(self) -> str:
        return f"hearing of {self.dossier_id}"


class Note(models.Model):
    """A contact outside the platform, written down by the centre's own employee."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="contact_notes")
    way = models.CharField(max_length=8, choices=[(w.value, w.value) for w in Way])
    # Whether it went out from the centre; otherwise somebody turned to it.
    outgoing = models.BooleanField(default=False)
    happened_at = models.DateTimeField()
    summary = models.TextField()
    noted_by = models.BigIntegerField()
    office = models.CharField(max_length=40)
    noted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["dossier", "happened_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(happened_at__lte=F("noted_at")), name="contact_noted_afterwards"
            )
        ]

    def __str__(self) -> str:
        return f"{self.way} about {self.dossier_id}"
