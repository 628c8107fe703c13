"""Planning: the list of scenarios, and two or three of them side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from motcua.console.sections import actor_of, page_of, show
from motcua.identity.permissions import P
from motcua.planning import queries
from motcua.planning.describing import Figure
from motcua.planning.kinds import ASKED, KIND_NAMES, Standing
from motcua.planning.moves import suggestions
from motcua.planning.queries import ScenarioLine, ScenarioSeen
from motcua.planning.serving import FRAME
from motcua.planning.writing import apart, written
from motcua.ui.language import text
from motcua.ui.page import waiting
from motcua.ui.security import CONTENT_SECURITY_POLICY

TONES = {Standing.QUEUED: "info", Standing.RUNNING: "info", Standing.DONE: "good",
         Standing.FAILED: "bad"}  # fmt: skip
LOOK_AGAIN = 5


@dataclass(frozen=True, slots=True)
class Compared:
    """A row of the comparison: the figure of each scenario, and how far it is from the first's."""

    label: str
    cells: tuple[tuple[str, str], ...]


@page_of("planning")
def plans(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    lines = queries.scenarios(actor)
    answer = show(
        request,
        "planning/list",
        {
            "lines": lines,
            "tones": TONES,
            "kinds": [(kind.value, KIND_NAMES[kind]) for kind in ASKED],
            "writes": actor.may(P.PLAN_WRITE),
            "open_moves": sum(one.open for s in suggestions(actor) for one in s.lines),
            "most": queries.MOST_COMPARED,
        },
    )
    return waiting(answer, LOOK_AGAIN) if _any_open(lines) else answer


@page_of("planning")
def compare(request: HttpRequest) -> HttpResponse:
    """Show the figures side by side; the reports, with maps and charts, below each other."""
    seen = queries.compared(actor_of(request), _uids(request), timezone.localdate())
    if len(seen) < 2:
        return show(request, "planning/compare", {"seen": seen, "rows": [], "asked": []})
    answer = show(
        request,
        "planning/compare",
        {"seen": seen, "rows": _rows(seen), "asked": _differences(seen)},
    )
    return framing(answer)


def framing(answer: HttpResponse) -> HttpResponse:
    """Let the page show reports in frames; each is a page of no origin."""
    answer.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; {FRAME}"
    return answer


def seen_or_absent(request: HttpRequest, uid: UUID) -> ScenarioSeen:
    found = queries.scenario(actor_of(request), uid, timezone.localdate())
    if found is None:
        raise Http404("no such scenario for this person")
    return found


def address(one: ScenarioLine) -> str:
    return reverse("console:plan", args=[one.uid])


def _any_open(lines: Iterable[ScenarioLine]) -> bool:
    return any(one.standing in {Standing.QUEUED, Standing.RUNNING} for one in lines)


def _uids(request: HttpRequest) -> list[UUID]:
    found = []
    for typed in request.GET.getlist("chon")[:10]:
        try:
            found.append(UUID(typed))
        except ValueError:
            continue
    return found


def _rows(seen: Sequence[ScenarioSeen]) -> list[Compared]:
    tables = [{one.key: one for one in scenario.figures} for scenario in seen]
    keys = list(dict.fromkeys(key for table in tables for key in table))
    return [_row([table.get(key) for table in tables]) for key in keys]


def _row(figures: Sequence[Figure | None]) -> Compared:
    label = next(text(one.names) for one in figures if one is not None)
    first = figures[0]
    cells = tuple((text(written(one)) if one else "–", _apart(first, one)) for one in figures)
    return Compared(label, cells)


def _apart(first: Figure | None, other: Figure | None) -> str:
    if first is None or other is None or first is other:
        return ""
    found = apart(first, other)
    return text(found) if found else ""


def _differences(seen: Sequence[ScenarioSeen]) -> list[tuple[str, tuple[str, ...]]]:
    """Return what was asked differently, by label."""
    tables = [{text(label): text(value) for label, value in one.asked} for one in seen]
    labels = list(dict.fromkeys(label for table in tables for label in table))
    rows = [(label, tuple(table.get(label, "–") for table in tables)) for label in labels]
    return [row for row in rows if len(set(row[1])) > 1]
