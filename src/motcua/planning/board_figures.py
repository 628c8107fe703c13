"""The figures of the board, by process mining: `python -m motcua.planning.board_figures`.

A process of its own, started by the supervisor: it needs the planner's libraries, no database, and
answers with `board.json` and a process map (SVG) for each field. A figure that rests on fewer than five
dossiers is not in it, nor one that would give such a figure away by a difference.

Waiting is counted in hours of the working calendar; shares are of the waiting that is shown.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from motcua.mining.calendar import office_hours, with_calendar
from motcua.mining.cases import values_of, with_attribute
from motcua.mining.conformance import Route, conformance
from motcua.mining.dfg import Clock, Edge, directly_follows, waiting
from motcua.mining.hours import parse_hours, read_days_off
from motcua.mining.log import HOUR_US, EventLog, quoted
from motcua.mining.processmap import ProcessMap, to_svg
from motcua.mining.readers import read_log

SMALL = 5
DRILLED = 20
ZONE = "Asia/Ho_Chi_Minh"
FIELD, AGENCY, PROCEDURE = "case:field", "case:agency", "case:procedure"
Table = dict[str, Any]


def shown_groups(sizes: Mapping[str, int]) -> list[str]:
    """Return the groups whose size may be shown beside their total: small ones hide in company."""
    hidden = {name: n for name, n in sizes.items() if n < SMALL}
    rest = sorted((n, name) for name, n in sizes.items() if n >= SMALL)
    while rest and hidden and (len(hidden) < 2 or sum(hidden.values()) < SMALL):
        n, name = rest.pop(0)
        hidden[name] = n
    return sorted(name for _, name in rest)


def edges_by(log: EventLog, *attributes: str) -> dict[tuple[str, ...], list[Table]]:
    """Return the edges of each group with at least five dossiers, most waiting first."""
    named = ", ".join(f"c.{quoted(one)} AS g{n}" for n, one in enumerate(attributes))
    groups = ", ".join(f"g{n}" for n in range(len(attributes)))
    rows = log.rows(
        f"""
        WITH step AS (SELECT {named}, prev_activity_no AS a, activity_no AS b, case_no,
                             {waiting(Clock.WORKING)} AS w
                      FROM event JOIN cases AS c USING (case_no) WHERE prev_activity_no IS NOT NULL)
        SELECT {groups}, a, b, count(*), count(DISTINCT case_no), avg(w),
               quantile_cont(w, [0.5, 0.9]), sum(w)
        FROM step GROUP BY {groups}, a, b HAVING count(DISTINCT case_no) >= {SMALL}
        ORDER BY sum(w) DESC, a, b
        """  # noqa: S608 - names are ours, values none
    )
    names = log.activities
    found: dict[tuple[str, ...], list[Table]] = {}
    width = len(attributes)
    for row in rows:
        key, (a, b, *figures) = tuple(row[:width]), row[width:]
        found.setdefault(key, []).append(_edge(names[a], names[b], figures))
    return {key: _with_shares(edges) for key, edges in found.items()}


def _edge(source: str, target: str, figures: Sequence[Any]) -> Table:
    n, cases, mean, (median, p90), added = figures
    return {
        "source": source, "target": target, "n": n, "cases": cases, "mean_h": _hours(mean),
        "median_h": _hours(median), "p90_h": _hours(p90), "sum_h": _hours(added),
    }  # fmt: skip


def _with_shares(edges: list[Table]) -> list[Table]:
    total = sum(one["sum_h"] for one in edges) or 1
    return [one | {"share": round(one["sum_h"] / total, 4)} for one in edges]


def _hours(microseconds: Any) -> float:
    return round(float(microseconds) / HOUR_US, 2)


def longest_waits(log: EventLog) -> dict[tuple[str, str, str], list[tuple[str, float]]]:
    """Return the longest waits on every edge of a field with at least five dossiers."""
    rows = log.rows(
        f"""
        WITH step AS (SELECT c.{quoted(FIELD)} AS g, c.case_id AS id, prev_activity_no AS a,
                             activity_no AS b, {waiting(Clock.WORKING)} AS w,
                             count(*) OVER (PARTITION BY g, a, b) AS n,
                             row_number() OVER (PARTITION BY g, a, b ORDER BY w DESC, row_no) AS nth
                      FROM event JOIN cases AS c USING (case_no) WHERE prev_activity_no IS NOT NULL)
        SELECT g, a, b, id, w FROM step WHERE nth <= {DRILLED} AND n >= {SMALL}
        ORDER BY g, a, b, nth
        """  # noqa: S608 - names are ours, values none
    )
    names = log.activities
    found: dict[tuple[str, str, str], list[tuple[str, float]]] = {}
    for field, a, b, case, wait in rows:
        found.setdefault((field, names[a], names[b]), []).append((case, _hours(wait)))
    return found


def conforming(log: EventLog, routes: Mapping[str, Any]) -> dict[str, list[int]]:
    """Return by field how many finished dossiers were held against a route and how many kept to it."""
    found: dict[str, list[int]] = {}
    for procedure, count in values_of(log, PROCEDURE).items():
        if count < SMALL or procedure not in routes:
            continue
        part = with_attribute(log, PROCEDURE, procedure)
        told, field = (
            conformance(part, _route(routes[procedure])),
            next(iter(values_of(part, FIELD))),
        )
        counted = found.setdefault(field, [0, 0])
        counted[0] += told.finished
        counted[1] += min(told.conforming, told.finished)
    few = range(1, SMALL)
    return {
        field: [finished, kept]
        for field, (finished, kept) in found.items()
        if finished >= SMALL and kept not in few and finished - kept not in few
    }


def _route(told: Mapping[str, Any]) -> Route:
    pairs = frozenset((a, b) for a, b in told["before"])
    return Route(tuple(told["steps"]), pairs, frozenset(told["optional"]), told["most"],
                 told["limits_h"], frozenset(told["last"]))  # fmt: skip


def map_of(log: EventLog, english: Mapping[str, str]) -> dict[str, str]:
    """Return the process map by language, without what rests on fewer than five dossiers."""
    edges: list[Edge] = [one for one in directly_follows(log, Clock.WORKING) if one.cases >= SMALL]
    drawn = ProcessMap.of(log, edges)
    kept = tuple(name for name in drawn.order if drawn.counts[name] >= SMALL)
    arrows = tuple(one for one in drawn.edges if one.source in kept and one.target in kept)
    shown = replace(drawn, order=kept, edges=arrows)
    return {"vi": to_svg(shown, "vi"), "en": to_svg(_translated(shown, english), "en")}


def _translated(drawn: ProcessMap, english: Mapping[str, str]) -> ProcessMap:
    def name(activity: str) -> str:
        return english.get(activity, activity)

    edges = tuple(replace(e, source=name(e.source), target=name(e.target)) for e in drawn.edges)
    counts = {name(activity): count for activity, count in drawn.counts.items()}
    return replace(drawn, order=tuple(map(name, drawn.order)), counts=counts, edges=edges)


def figures(log: EventLog, routes: Mapping[str, Any]) -> Table:
    """Return everything the board shows."""
    fields, agencies = values_of(log, FIELD), values_of(log, AGENCY)
    by_field, by_agency = edges_by(log, FIELD), edges_by(log, AGENCY)
    return {
        "cases": log.cases,
        "events": log.events,
        "all": _with_shares([_plain(one) for one in directly_follows(log, Clock.WORKING)
                             if one.cases >= SMALL]),
        "fields": {name: {"cases": fields[name], "edges": by_field.get((name,), [])}
                   for name in shown_groups(fields)},
        "agencies": {name: {"cases": agencies[name], "edges": by_agency.get((name,), [])}
                     for name in shown_groups(agencies)},
        "pairs": _pairs(log),
        "conforming": conforming(log, routes),
        "waits": [[*key, waits] for key, waits in longest_waits(log).items()],
    }  # fmt: skip


def _plain(one: Edge) -> Table:
    return {"source": one.source, "target": one.target, "n": one.n, "cases": one.cases,
            "mean_h": round(one.mean_h, 2), "median_h": round(one.median_h, 2),
            "p90_h": round(one.p90_h, 2), "sum_h": round(one.sum_h, 2)}  # fmt: skip


def _pairs(log: EventLog) -> dict[str, dict[str, Table]]:
    """Return by field and agency how many dossiers, and where they waited."""
    counted = log.rows(
        f"SELECT {quoted(FIELD)}, {quoted(AGENCY)}, count(*) FROM cases GROUP BY 1, 2 ORDER BY 1, 2"  # noqa: S608
    )
    sizes: dict[str, dict[str, int]] = {}
    for field, agency, count in counted:
        sizes.setdefault(field, {})[agency] = count
    edges = edges_by(log, FIELD, AGENCY)
    return {
        field: {one: {"cases": row[one], "edges": edges.get((field, one), [])[:10]}
                for one in shown_groups(row)}
        for field, row in sizes.items()
    }  # fmt: skip


def write(
    events: Path,
    routes: Path,
    names: Path,
    out: Path,
    hours: Annotated[str, typer.Option(help="opening hours, as `motcua plan bottlenecks`")],
) -> None:
    """Write `board.json` and the maps."""
    log = read_log(events, zone=ZONE)
    closed = read_days_off(events.with_name("days_off.csv"))
    log = with_calendar(log, office_hours(log, parse_hours(hours), ZONE, closed))
    out.mkdir(parents=True, exist_ok=True)
    found = figures(log, json.loads(routes.read_text("utf-8")))
    english = json.loads(names.read_text("utf-8"))
    parts = {field: with_attribute(log, FIELD, field) for field in found["fields"]}
    for key, part in {"all": log, **parts}.items():
        for language, drawn in map_of(part, english).items():
            (out / f"map-{key}.{language}.svg").write_text(drawn, "utf-8")
    (out / "board.json").write_text(json.dumps(found, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    typer.run(write)
