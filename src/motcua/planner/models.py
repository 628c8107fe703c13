"""Which search answers which question."""

from motcua.planner.maxcover import CoverSearch
from motcua.planner.medians import PlainMedian
from motcua.planner.problem import Problem
from motcua.planner.questions import MaxCover, PMedian, Question
from motcua.planner.search import Params, Search


def search_for(problem: Problem, question: Question, seed: int, params: Params) -> Search:
    """Return the search that answers ``question``."""
    match question:
        case PMedian():
            return PlainMedian(problem, question, seed, params)
        case MaxCover():
            return CoverSearch(problem, question, seed, params)
    raise TypeError(f"no model answers {question!r}")
