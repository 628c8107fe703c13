"""Requests and what became of them; the row is the state, the events are the history."""

from django.db import models
from django.db.models import F, Q

from motcua.approvals.kinds import Kind, State


class Request(models.Model):
    """What one person asks for and another has to approve."""

    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in Kind])
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in State], default=State.WAITING
    )
    asked_by = models.BigIntegerField()
    # Where the asker works: a request is used for that office only.
    office = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    reason = models.TextField()
    ground = models.CharField(max_length=300, blank=True)
    # Exactly what is wanted: the slice of an export, the change of a roster.
    wanted = models.JSONField(default=dict)
    # The official a change of the roster is about.
    about = models.BigIntegerField(null=True)
    lapses_at = models.DateTimeField()
    first_approver = models.BigIntegerField(null=True)
    second_approver = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    # From when an approved change of the roster counts for assignment.
    in_force_from = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    # How many events tell of it.
    told = models.IntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["state", "kind", "asked_at"]),
            models.Index(fields=["asked_by", "asked_at"]),
            models.Index(fields=["about", "approved_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_approver__isnull=True) | ~Q(first_approver=F("asked_by")),
                name="request_first_is_another",
            ),
            models.CheckConstraint(
                condition=Q(second_approver__isnull=True)
                | (~Q(second_approver=F("asked_by")) & ~Q(second_approver=F("first_approver"))),
                name="request_second_is_another",
            ),
            models.CheckConstraint(
                condition=Q(about__isnull=True)
                | Q(first_approver__isnull=True)
                | ~Q(first_approver=F("about")),
                name="request_not_approved_by_whom_it_is_about",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.APPROVED, State.USED])
                | (Q(approved_at__isnull=False) & Q(first_approver__isnull=False)),
                name="request_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.ROSTER_AT_ONCE)
                | ~Q(state__in=[State.APPROVED, State.USED])
                | Q(second_approver__isnull=False),
                name="request_at_once_approved_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def approvers(self) -> tuple[int, ...]:
        found = (self.first_approver, self.second_approver)
        return tuple(one for one in found if one is not None)
