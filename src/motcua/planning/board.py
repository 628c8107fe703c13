"""The board of bottlenecks as it is shown: the latest figures, by field and by agency.

What rests on fewer than five dossiers is not in the figures (`board_figures`). The dossiers behind an
edge bear pseudonyms; an inspector may open them, and each opening is a look its applicant sees.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.catalogue.vocabulary import FIELDS
from motcua.dossiers.pseudonyms import keyed
from motcua.dossiers.views.naming import office_names
from motcua.flow.refusal import Text
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.planning.inputs.steps import names_of
from motcua.planning.kinds import OPEN, Kind, Standing
from motcua.planning.models import Run

READERS = (P.OVERSEE, P.PLAN_WRITE, P.PLAN_PUBLISH)
PSEUDONYM = 8


@dataclass(frozen=True, slots=True)
class Edge:
    """Waiting between two steps; hours of the working calendar, the share of what is shown."""

    source: str
    target: str
    n: int
    cases: int
    mean_h: float
    median_h: float
    p90_h: float
    sum_h: float
    share: float

    @property
    def names(self) -> Text:
        """Both steps in words."""
        a, b = names_of(self.source), names_of(self.target)
        return Text(f"{a.vi} → {b.vi}", f"{a.en} → {b.en}")


@dataclass(frozen=True, slots=True)
class Group:
    """A field or an agency: its dossiers, where they wait, and how many kept to the route."""

    key: str
    names: Text
    cases: int
    edges: tuple[Edge, ...]
    finished: int = 0
    kept: int = 0

    @property
    def worst(self) -> Edge | None:
        return self.edges[0] if self.edges else None

    @property
    def waiting_h(self) -> float:
        return sum(one.sum_h for one in self.edges)


@dataclass(frozen=True, slots=True)
class Waited:
    """One dossier behind an edge, by pseudonym."""

    who: str
    hours: float


@dataclass(frozen=True, slots=True)
class Board:
    """The latest figures; `coming` says that newer ones are being computed."""

    first: date
    last: date
    computed_at: datetime
    cases: int
    all: tuple[Edge, ...]
    fields: tuple[Group, ...]
    agencies: tuple[Group, ...]
    raw: Mapping[str, Any]
    uid: str

    def field(self, key: str) -> Group | None:
        return next((one for one in self.fields if one.key == key), None)

    def agency(self, key: str) -> Group | None:
        return next((one for one in self.agencies if one.key == key), None)

    def agencies_of(self, field: str) -> list[Group]:
        """Return the agencies of a field, most waiting first."""
        rows = self.raw["pairs"].get(field, {})
        found = [_group(key, _office(key), told) for key, told in rows.items()]
        return sorted(found, key=lambda one: -one.waiting_h)

    def map_of(self, field: str, language: str) -> str | None:
        """Return the process map (SVG) of a field, or of everything (`all`)."""
        found: str | None = self.raw["maps"].get(f"{field}.{language}")
        return found

    def waits(self, field: str, source: str, target: str) -> list[Waited]:
        """Return the longest waits on an edge by pseudonym."""
        return [
            Waited(keyed(f"board/{self.uid}/{case}").hex()[:PSEUDONYM].upper(), hours)
            for case, hours in _waits(self.raw, field, source, target)
        ]


def may_read(actor: Actor) -> bool:
    """Whether somebody sees the board."""
    return any(actor.may(one) for one in READERS)


def board(actor: Actor) -> Board | None:
    """Return the latest board; None before the first or for somebody who may not see it."""
    if not may_read(actor):
        return None
    rows = Run.objects.filter(scenario__kind=Kind.BOARD, standing=Standing.DONE).exclude(figures={})
    run = rows.select_related("scenario").order_by("-scenario__name", "-pk").first()
    return _board(run) if run else None


def is_coming() -> bool:
    """Whether newer figures are being computed."""
    return Run.objects.filter(scenario__kind=Kind.BOARD, standing__in=OPEN).exists()


def dossiers_behind(actor: Actor, field: str, source: str, target: str) -> list[int]:
    """Return the numbers of the dossiers behind an edge, for inspectors only."""
    found = board(actor)
    if found is None or not actor.may(P.AUDIT):
        return []
    numbers = (int(case) for case, _ in _waits(found.raw, field, source, target))
    return list(dict.fromkeys(numbers))


def _waits(raw: Mapping[str, Any], *edge: str) -> Sequence[tuple[str, float]]:
    found = (row[3] for row in raw["waits"] if tuple(row[:3]) == edge)
    return next(found, [])


def _board(run: Run) -> Board:
    raw, asked = run.figures, run.scenario.parameters
    fields = [
        _group(key, FIELDS.get(key, Text(key, key)), told, raw["conforming"].get(key, (0, 0)))
        for key, told in raw["fields"].items()
    ]
    agencies = [_group(key, _office(key), told) for key, told in raw["agencies"].items()]
    return Board(
        date.fromisoformat(asked["first"]), date.fromisoformat(asked["last"]),
        run.ended_at or run.asked_at, raw["cases"], _edges(raw["all"]),
        tuple(sorted(fields, key=lambda one: -one.waiting_h)),
        tuple(sorted(agencies, key=lambda one: -one.waiting_h)),
        raw, str(run.scenario.uid),
    )  # fmt: skip


def _group(
    key: str, names: Text, told: Mapping[str, Any], conforming: Sequence[int] = (0, 0)
) -> Group:
    return Group(key, names, told["cases"], _edges(told["edges"]), *conforming)


def _edges(rows: Sequence[Mapping[str, Any]]) -> tuple[Edge, ...]:
    return tuple(Edge(**row) for row in rows)


def _office(code: str) -> Text:
    return office_names(code) or Text(code, code)
