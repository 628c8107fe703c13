"""How much of a field somebody gets."""

from enum import StrEnum


class Sight(StrEnum):
    """From nothing to everything; each member gives at least what the ones before it give."""

    # Neither the value nor whether there is one.
    HIDDEN = "hidden"
    # An alias of this dossier or this quarter stands instead; it says nothing elsewhere.
    PSEUDONYM = "pseudonym"
    # Enough to compare with what somebody shows, not to learn it: N*** A***, 09******12.
    MASKED = "masked"
    # Dots; one field at a time, with a reason, recorded and told to the applicant.
    ON_REVEAL = "on_reveal"
    SHOWN = "shown"

    @property
    def rank(self) -> int:
        """How much it gives; a greater rank gives more."""
        return _RANKS[self]


_RANKS = {sight: rank for rank, sight in enumerate(Sight)}
