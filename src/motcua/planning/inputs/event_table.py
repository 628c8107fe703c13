"""`events.csv`: what happened to dossiers, step by step, without anything that names anybody.

Case numbers are running numbers in a keyed random order; instants are cut to the half-hour; people are
left out, offices become sides; agency, field and procedure of fewer than five dossiers are pooled.
Activities say which step was done, never its outcome. The nightly board keeps the dossier's own number
and minute instead: its table is never shown and never leaves.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from json import dumps
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.db.models.fields.json import KeyTextTransform

from motcua.catalogue import queries as catalogue
from motcua.catalogue.definition import Definition
from motcua.dossiers.models import Dossier
from motcua.dossiers.pseudonyms import keyed
from motcua.events.models import Event
from motcua.flow.refusal import Text
from motcua.insight.suppression import SMALL
from motcua.planning.answers import Plain
from motcua.planning.inputs.steps import (
    KINDS,
    activity,
    english_names,
    in_language,
    route_of,
)
from motcua.planning.inputs.tables import write_table
from motcua.planning.inputs.window import Window, left_out, nothing_to_count
from motcua.planning.small_cells import POOL
from motcua.worktime.instants import LOCAL

Asked = Mapping[str, Plain]
Group = tuple[str, str, str]
HEADER = (
    "case_id",
    "activity",
    "timestamp",
    "group",
    "case:field",
    "case:agency",
    "case:procedure",
)
HALF_HOUR = timedelta(minutes=30)
SIDES = {"agency": Text("Cơ quan giải quyết", "Settling agency"),
         "point": Text("Trung tâm", "The centre"),
         "other": Text("Nơi khác", "Elsewhere")}  # fmt: skip
CHUNK = 2000


def build(asked: Asked, folder: Path, uid: str) -> list[Text]:
    """Write the table a planner may show to everybody, and what it is to be held against."""
    window, language = Window.of(asked), str(asked["language"])
    rows = _rows(asked, window)
    groups = _pooled({one.pk: _group(one) for one in rows})
    if not groups:
        raise nothing_to_count()
    kept = sorted(groups, key=lambda pk: keyed(f"planning/{uid}/{pk}"))
    numbers = {pk: n for n, pk in enumerate(kept, start=1)}
    by_role = "procedure" not in asked
    table = (
        (numbers[pk], *said, *groups[pk])
        for pk, *said in _events(rows, numbers, language, by_role=by_role)
    )
    # In the order of the new numbers: the order of the dossiers' own would give them away.
    write_table(folder / "events.csv", HEADER, sorted(table, key=itemgetter(0)))
    _days_off(folder, window)
    if not by_role:
        definition = catalogue.version_on(str(asked["procedure"]), window.last).definition
        route = route_of(definition, language, by_role=False)
        (folder / "route.json").write_text(_json(route), encoding="utf-8")
    return left_out(len(rows) - len(kept))


def build_board(asked: Asked, folder: Path) -> list[Text]:
    """Write the whole table for the board, with the routes of all its procedures."""
    window, language = Window.of(asked), "vi"  # pages translate the closed list of its steps
    rows = _rows(asked, window)
    if not rows:
        raise nothing_to_count()
    groups = {one.pk: _group(one) for one in rows}
    events = _events(rows, groups, language, by_role=True, exact=True)
    write_table(folder / "events.csv", HEADER, ((pk, *said, *groups[pk]) for pk, *said in events))
    routes = {}
    for one in rows:
        if one.procedure not in routes:
            found = catalogue.version(one.version_id).definition
            routes[one.procedure] = route_of(found, language, by_role=True)
    (folder / "routes.json").write_text(_json(routes), encoding="utf-8")
    (folder / "names.json").write_text(_json(english_names()), encoding="utf-8")
    _days_off(folder, window)
    return []


def _rows(asked: Asked, window: Window) -> list[Dossier]:
    narrowed = {key: asked[key] for key in ("field", "agency", "procedure") if key in asked}
    rows = window.handed_in().filter(**narrowed).order_by("pk")
    return list(rows.only("pk", "field", "agency", "procedure", "version_id", "received_at_point"))


def _group(one: Dossier) -> Group:
    return one.field, one.agency or POOL, one.procedure


def _pooled(groups: Mapping[int, Group]) -> dict[int, Group]:
    """Make every group of at least five: first without procedure, then without agency, then not at all."""
    kept: dict[int, Group] = {}
    open_ones = dict(groups)
    for coarser in (lambda g: g, lambda g: (g[0], g[1], POOL), lambda g: (g[0], POOL, POOL)):
        named = {pk: coarser(group) for pk, group in open_ones.items()}
        sizes = Counter(named.values())
        kept |= {pk: group for pk, group in named.items() if sizes[group] >= SMALL}
        open_ones = {pk: group for pk, group in open_ones.items() if pk not in kept}
    return kept


def _events(
    rows: list[Dossier],
    wanted: Iterable[int],
    language: str,
    *,
    by_role: bool,
    exact: bool = False,
) -> Iterator[tuple[int, str, str, str]]:
    """Yield dossier, activity, instant and side of each event, dossier by dossier, in their order."""
    chosen, known = set(wanted), {one.pk: one for one in rows}
    numbers = sorted(chosen)
    definitions = _definitions(rows)
    for start in range(0, len(numbers), CHUNK):
        found = (
            Event.objects.filter(subject="dossier", subject_id__in=numbers[start : start + CHUNK])
            .filter(kind__in=KINDS)
            .annotate(step=KeyTextTransform("step", "data"))
            .order_by("subject_id", "n")
            .values_list("subject_id", "kind", "step", "at", "office")
        )
        for pk, kind, step, at, office in found.iterator():
            name = activity(
                kind, step, definitions[known[pk].version_id], language, by_role=by_role
            )
            yield pk, name, _instant(at, exact=exact), _side(known[pk], office, language)


def _definitions(rows: list[Dossier]) -> dict[int, Definition]:
    return {pk: catalogue.version(pk).definition for pk in {one.version_id for one in rows}}


def _instant(at: datetime, *, exact: bool) -> str:
    local = at.astimezone(LOCAL)
    if not exact:
        local -= timedelta(minutes=local.minute % 30, seconds=local.second,
                           microseconds=local.microsecond)  # fmt: skip
    return local.isoformat()


def _side(one: Dossier, office: str, language: str) -> str:
    if office and office == one.agency:
        return in_language(SIDES["agency"], language)
    here = office and office == one.received_at_point
    return in_language(SIDES["point" if here else "other"], language)


def _days_off(folder: Path, window: Window) -> None:
    days = window.days_off(window.last + timedelta(days=366))
    write_table(folder / "days_off.csv", ("day",), ((day,) for day in days))


def _json(value: Any) -> str:
    return dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
