"""Reading ratings: scores, and how many of those asked gave one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Avg, Count, Q, QuerySet

from motcua.disclosure.showing import WORDS, shows
from motcua.disclosure.things import Thing
from motcua.feedback.answers import Time
from motcua.feedback.models import Invitation, Rating
from motcua.feedback.tokens import hashed

# "Satisfied" and "very satisfied".
_SATISFIED = 4


@shows(
    invited=WORDS, answered=WORDS, response_rate=WORDS, overall=WORDS, attitude=WORDS,
    information=WORDS, explanation=WORDS, satisfied=WORDS, satisfied_of_invited=WORDS, late=WORDS,
    contacts=WORDS, extra_cost=WORDS,
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Ratings of some subjects; what nobody rated is None, never 0 and never full marks.

    Parameters
    ----------
    invited, answered
        How many were asked and how many answered.
    response_rate
        `answered / invited`; None when nobody was asked.
    overall, attitude, information, explanation
        Mean grades, 1 to 5.
    satisfied
        Share of those who answered with 4 or 5 overall.
    satisfied_of_invited
        The same as a share of all who were asked: what is certain, whatever the silent think.
    late
        Share who say the result came late.
    contacts
        Mean number of contacts.
    extra_cost
        How many say that somebody asked for money beyond the fee.
    """

    invited: int
    answered: int
    response_rate: float | None
    overall: float | None
    attitude: float | None
    information: float | None
    explanation: float | None
    satisfied: float | None
    satisfied_of_invited: float | None
    late: float | None
    contacts: float | None
    extra_cost: int


@shows(Thing.INVITATION, rated="invitation.used_at", expired="invitation.expires_at")
@dataclass(frozen=True, slots=True)
class Invited:
    """What the rating page needs to know before it asks."""

    subject: str
    rated: bool
    expired: bool


def summary(subjects: Collection[str]) -> Summary:
    """Return the ratings of the subjects; it takes one statement."""
    return _summary(Invitation.objects.filter(subject__in=subjects))


def summary_of_unit(unit: str, *, since: datetime, until: datetime) -> Summary:
    """Return the ratings of an agency's dossiers whose applicants were asked in the period."""
    return _summary(Invitation.objects.filter(unit=unit, issued_at__gte=since, issued_at__lt=until))


def comments(subjects: Collection[str], limit: int = 100) -> list[tuple[str, str]]:
    """Return subject and comment of the latest ratings that say something in words."""
    rows = Rating.objects.filter(invitation__subject__in=subjects).exclude(comment="")
    return list(rows.order_by("-at").values_list("invitation__subject", "comment")[:limit])


def invited(token: str, at: datetime) -> Invited | None:
    """Return what a token is for, or None when it is for nothing."""
    invitation = Invitation.objects.filter(token_hash=hashed(token)).first()
    if invitation is None:
        return None
    return Invited(invitation.subject, invitation.used_at is not None, at >= invitation.expires_at)


def _summary(invitations: QuerySet[Invitation]) -> Summary:
    figures = invitations.aggregate(
        invited=Count("pk"),
        answered=Count("rating"),
        overall=Avg("rating__overall"),
        attitude=Avg("rating__attitude"),
        information=Avg("rating__information"),
        explanation=Avg("rating__explanation"),
        contacts=Avg("rating__contacts"),
        satisfied=Count("rating", filter=Q(rating__overall__gte=_SATISFIED)),
        late=Count("rating", filter=Q(rating__time=Time.LATE)),
        extra_cost=Count("rating", filter=Q(rating__extra_cost=True)),
    )
    asked, answered = figures["invited"], figures["answered"]
    return Summary(
        invited=asked,
        answered=answered,
        response_rate=_share(answered, asked),
        overall=_mean(figures["overall"]),
        attitude=_mean(figures["attitude"]),
        information=_mean(figures["information"]),
        explanation=_mean(figures["explanation"]),
        satisfied=_share(figures["satisfied"], answered),
        satisfied_of_invited=_share(figures["satisfied"], asked),
        late=_share(figures["late"], answered),
        contacts=_mean(figures["contacts"]),
        extra_cost=figures["extra_cost"],
    )


def _mean(value: float | None) -> float | None:
    return None if value is None else float(value)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
