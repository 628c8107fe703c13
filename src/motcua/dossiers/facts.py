"""What a guard may know beside the dossier: brought in by the action, never fetched."""

from dataclasses import dataclass
from datetime import datetime

from motcua.catalogue.definition import Definition
from motcua.dossiers.status import Outcome
from motcua.flow.refusal import Text
from motcua.worktime.calendar import Calendar
from motcua.worktime.rules import ClockRules
from motcua.worktime.suspension import Suspension
from motcua.worktime.units import TimeLimit


@dataclass(frozen=True, slots=True)
class Item:
    """One line of form 02: what is asked for, why, and on which legal ground."""

    what: str
    reason: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of one move.

    Parameters
    ----------
    at
        When the move is taken; the server's time.
    definition, calendar, rules
        The procedure's version, the agency's calendar and the decree's parameters, all of the
        dossier's reception day.
    limit
        The time limit of the dossier's case.
    form_errors, papers_missing
        Fields (key and label) whose answers are still wrong; names of papers not yet there.
    suspensions
        The ledger's lines, the one that ends now closed.
    """

    at: datetime
    person_id: int | None
    definition: Definition
    calendar: Calendar
    rules: ClockRules
    limit: TimeLimit | None = None
    for_applicant: bool = False
    by_parent: bool = False
    office: str = ""
    form_errors: tuple[tuple[str, Text], ...] = ()
    papers_missing: tuple[Text, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    items: tuple[Item, ...] = ()
    reason: str = ""
    ground: str = ""
    new_due: datetime | None = None
    until: datetime | None = None
    proposal: Outcome | None = None
    official: int | None = None
    step_due: datetime | None = None
    unanswered: tuple[str, ...] = ()
    # a request that another person has to confirm: who asked, who has approved so far
    asked_by: int | None = None
    approvers: tuple[int, ...] = ()
