"""Reading a route: which of its steps decides, and which come before and after.

The decision is the head's last step. Steps after it (numbering, stamping, issuing) are the
platform's at the moment of the decision: an electronic result needs no desk to pass over.
"""

from collections.abc import Sequence

from motcua.catalogue.definition import Step

DECIDES = "head"


def decision_at(route: Sequence[Step]) -> int:
    """Return the index of the deciding step; the last one where no head is named."""
    deciding = [number for number, step in enumerate(route) if step.role == DECIDES]
    return deciding[-1] if deciding else len(route) - 1


def after_decision(route: Sequence[Step]) -> Sequence[Step]:
    """Return the steps that the decision itself carries out."""
    return route[decision_at(route) + 1 :]
