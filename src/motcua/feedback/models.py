"""Invitations to rate, and ratings."""

from django.db import models
from django.db.models import F, Q

from motcua.feedback.answers import GRADES, HIGHEST, LOWEST, MOST_COMMENT, Time


class Invitation(models.Model):
    """The right to rate one subject once; the token itself is known to the invited only."""

    # What is rated, e.g. `dossier:17`: one invitation each.
    subject = models.CharField(max_length=60, unique=True)
    # The agency that is rated.
    unit = models.CharField(max_length=40, blank=True)
    # SHA-256 in hex of the token.
    token_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    event_count = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["unit", "issued_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("issued_at")), name="invitation_lasts_a_while"
            ),
        ]

    def __str__(self) -> str:
        return f"invitation for {self.subject}"


class Rating(models.Model):
    """The answer to an invitation; never changed (trigger)."""

    invitation = models.OneToOneField(Invitation, on_delete=models.PROTECT, related_name="rating")
    at = models.DateTimeField()
    time = models.CharField(max_length=8, choices=[(t.value, t.value) for t in Time])
    contacts = models.SmallIntegerField()
    attitude = models.SmallIntegerField()
    information = models.SmallIntegerField()
    explanation = models.SmallIntegerField()
    overall = models.SmallIntegerField()
    extra_cost = models.BooleanField(null=True)
    comment = models.CharField(max_length=MOST_COMMENT, blank=True)

    class Meta:
        constraints = [
            *[
                models.CheckConstraint(
                    condition=Q(**{f"{name}__range": (LOWEST, HIGHEST)}),
                    name=f"rating_{name}_grade",
                )
                for name in GRADES
            ],
            models.CheckConstraint(condition=Q(contacts__gte=1), name="rating_contacts_counted"),
        ]

    def __str__(self) -> str:
        return f"rating of {self.invitation_id}"
