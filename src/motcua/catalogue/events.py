"""What the catalogue tells: a version was proposed, published, or its proposal turned down."""

from dataclasses import dataclass
from datetime import date

SUBJECT = "procedure"


@dataclass(frozen=True, slots=True)
class VersionProposed:
    """Somebody proposes a new version."""

    kind = "VersionProposed"
    code: str
    number: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class VersionPublished:
    """A second person put the version in force from a day."""

    kind = "VersionPublished"
    code: str
    number: int
    fingerprint: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class ProposalTurnedDown:
    """The proposal will not be published; the reason is for the proposer."""

    kind = "ProposalTurnedDown"
    code: str
    number: int
    reason: str
