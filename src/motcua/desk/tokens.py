"""Who stands at the counter, carried from page to page without a name or number in the address.

The token holds only row numbers, signed and for one hour, so that two windows of one counter can
serve two people and nobody can try out other numbers.
"""

from dataclasses import dataclass

from django.core import signing

SALT = "desk.visitor"
LASTS = 3600


@dataclass(frozen=True, slots=True)
class Visitor:
    """The applicant, and who hands in for them (0: they do it themselves)."""

    applicant: int
    submitter: int = 0


def seal(visitor: Visitor) -> str:
    return signing.dumps([visitor.applicant, visitor.submitter], salt=SALT)


def unseal(token: str) -> Visitor | None:
    """Return the visitor; None for a token that is forged or too old."""
    try:
        applicant, submitter = signing.loads(token, salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Visitor(applicant, submitter)
