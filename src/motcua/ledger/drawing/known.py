"""The port: what a draw needs to know of a dossier, and only the domain can say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.lottery.register import Register
from motcua.lottery.selection import Exclusion


@dataclass(frozen=True, slots=True)
class Known:
    """What the domain says of a dossier that asks.

    Attributes
    ----------
    group
        The group of procedures whose skill is needed; with the ending `.own` where the law ties it
        to its agency.
    alike
        Keyed hash under which filings of the same matter by the same applicant meet.
    excluded
        Officials with a declared conflict, each by a commitment that stands in their roster.
    """

    group: str
    alike: str
    excluded: tuple[Exclusion, ...] = ()


# Given numbers of dossiers, the register at the checkpoint and its day; a dossier that is not in
# the answer needs no draw.
Know = Callable[[Sequence[int], Register, date], Mapping[int, Known]]
