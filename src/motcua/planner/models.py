"""Which search answers which question."""

from motcua.planner.capacitated import CapacitySearch
from motcua.planner.centre import CentreSearch
from motcua.planner.maxcover import CoverSearch
from motcua.planner.medians import PlainMedian
from motcua.planner.problem import Problem
from motcua.planner.questions import (
    Capacitated,
    MaxCover,
    PCentre,
    PMedian,
    Question,
    SetCover,
    WorstShare,
)
from motcua.planner.search import Params, Search
from motcua.planner.setcover import SetCoverSearch
from motcua.planner.within import DutySearch
from motcua.planner.worst import WorstSearch


def search_for(problem: Problem, question: Question, seed: int, params: Params) -> Search:
    """Return the search that answers ``question``."""
    match question:
        case PMedian() if question.within is not None:
            return DutySearch(problem, question, seed, params)
        case PMedian():
            return PlainMedian(problem, question, seed, params)
        case MaxCover():
            return CoverSearch(problem, question, seed, params)
        case SetCover():
            return SetCoverSearch(problem, question, seed, params)
        case PCentre():
            return CentreSearch(problem, question, seed, params)
        case WorstShare():
            return WorstSearch(problem, question, seed, params)
        case Capacitated():
            return CapacitySearch(problem, question, seed, params)
