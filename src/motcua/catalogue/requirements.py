"""What my case needs: the papers, the time limit and the fee that follow from my answers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.catalogue.definition import Case, Channel, Database, Definition, Paper
from motcua.catalogue.fees import Fee, fee_of
from motcua.catalogue.rulesets import RuleSet
from motcua.worktime.units import TimeLimit


@dataclass(frozen=True, slots=True)
class Requirements:
    """What one applicant must bring and pay, and how long it takes.

    `papers` are to be handed in (or shown); `not_asked` would be papers of the case, but a
    published
    database holds them.
    """

    case: Case
    papers: tuple[Paper, ...]
    not_asked: tuple[Paper, ...]
    limit: TimeLimit
    fee: Fee


def requirements(
    definition: Definition,
    answers: Mapping[str, Any],
    *,
    channel: Channel = Channel.COUNTER,
    ruleset: RuleSet | None = None,
    unavailable: Collection[Database] = (),
    claimed: Collection[str] = (),
) -> Requirements:
    """Work out the requirements of a case.

    Parameters
    ----------
    ruleset
        The rules under which the dossier is received; without it the newest rules hold.
    unavailable
        Databases that are down or whose data is wrong: their papers are asked for after all
        (the exceptions of Decree 309/2026, art. 4(2a)).
    claimed
        Exemptions from the fee that the desk saw proof of.
    """
    case = case_of(definition, answers)
    reuses = ruleset is None or ruleset.reuses_published_data
    held = frozenset(Database) - frozenset(unavailable) if reuses else frozenset()
    needed = [paper for paper in case.papers if is_needed(paper, answers)]
    return Requirements(
        case=case,
        papers=tuple(paper for paper in needed if paper.in_database not in held),
        not_asked=tuple(paper for paper in needed if paper.in_database in held),
        limit=case.limit,
        fee=fee_of(case.fee, answers, channel=channel, claimed=claimed),
    )


def case_of(definition: Definition, answers: Mapping[str, Any]) -> Case:
    """Return the case that the answers describe; with no answers, the general one."""
    fitting = (case for case in definition.cases if case.when is None or case.when.holds(answers))
    return next(fitting, definition.cases[-1])


def is_needed(paper: Paper, answers: Mapping[str, Any]) -> bool:
    """Tell whether the answers call for the paper."""
    return paper.required_when is None or paper.required_when.holds(answers)
