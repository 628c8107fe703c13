"""Everything that reads the catalogue. Published versions never change, so they are kept in
memory.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Q, QuerySet

from motcua.catalogue import refusals
from motcua.catalogue.definition import Definition
from motcua.catalogue.difference import Change, difference
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.requirements import Requirements, requirements
from motcua.catalogue.rulesets import RuleSet, ruleset_on
from motcua.catalogue.stored import restored
from motcua.catalogue.vocabulary import FIELDS, LIFE_EVENTS
from motcua.catalogue.words import prefix_query, words
from motcua.flow.refusal import Text

__all__ = [
    "Change", "Found", "Group", "Proposal", "Requirements", "VersionRef", "changes", "documents",
    "fields", "history", "life_events", "proposals", "requirements", "search", "version",
    "version_on",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class VersionRef:
    """A published version and the rule-set of the day that was asked for."""

    id: int
    number: int
    definition: Definition
    ruleset: RuleSet


@dataclass(frozen=True, slots=True)
class Found:
    """A procedure in a list of search results."""

    code: str
    slug: str
    field: str
    names: Text
    life_events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A field of law or a life event with the number of its procedures."""

    key: str
    names: Text
    count: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A version as the console lists it; `published_at` is empty while it waits."""

    code: str
    number: int
    definition: Definition
    fingerprint: str
    valid_from: date
    valid_until: date | None
    proposed_by: int
    proposed_at: datetime
    published_by: int | None
    published_at: datetime | None


def version_on(code: str, day: date) -> VersionRef:
    """Return the version of a procedure that is in force on a day.

    Raises
    ------
    Refused
        `unknown_procedure` or `not_in_force`.
    """
    pk = (
        _published()
        .filter(procedure__code=code, valid_from__lte=day)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))
        .values_list("pk", flat=True)
        .first()
    )
    if pk is None:
        known = _published().filter(procedure__code=code).exists()
        raise refusals.not_in_force(code, day) if known else refusals.unknown_procedure(code)
    return version(pk, on=day)


def version(pk: int, *, on: date | None = None) -> VersionRef:
    """Return a published version by its id, with the rule-set of `on` (else of its first day)."""
    number, definition = _kept(pk)
    return VersionRef(pk, number, definition, ruleset_on(on or definition.valid_from))


def search(
    text: str = "",
    *,
    life_event: str | None = None,
    field: str | None = None,
    lang: str = "vi",
    day: date | None = None,
) -> list[Found]:
    """Find procedures by words (with or without accents, each may be a beginning), event or field.

    The best match comes first: words of the name before words of the text, then the name in `lang`.
    When no procedure has all the words, those that have most of them are found.
    """
    rows = Procedure.objects.filter(versions__in=_in_force(day)).distinct()
    if life_event:
        rows = rows.filter(life_events__contains=[life_event])
    if field:
        rows = rows.filter(field=field)
    name = "name_en" if lang == "en" else "name_vi"
    if not text.strip():
        return [_found(row) for row in rows.order_by(name)]
    query = prefix_query(text)
    if not query:
        return []
    asked = SearchQuery(query, search_type="raw", config="simple")
    ranked = rows.annotate(rank=SearchRank(F("search"), asked)).filter(search=asked)
    exact = [_found(row) for row in ranked.order_by("-rank", name)]
    return exact or _nearly(list(rows.order_by(name)), words(text))


def fields(lang: str = "vi") -> list[Group]:
    """Return the fields of law that have procedures in force, by name."""
    counts: dict[str, int] = {}
    for found in search():
        counts[found.field] = counts.get(found.field, 0) + 1
    groups = [Group(key, FIELDS[key], count) for key, count in counts.items()]
    return sorted(groups, key=lambda group: group.names.to(lang))


def life_events() -> list[Group]:
    """Return the life events that have procedures in force, in the order of a life."""
    counts: dict[str, int] = {}
    for found in search():
        for event in found.life_events:
            counts[event] = counts.get(event, 0) + 1
    return [Group(key, names, counts[key]) for key, names in LIFE_EVENTS.items() if key in counts]


def history(code: str) -> list[Proposal]:
    """Return all versions of a procedure, oldest first, the waiting proposal last."""
    rows = ProcedureVersion.objects.filter(procedure__code=code).select_related("procedure")
    return [_proposal(row) for row in rows.order_by("number")]


def documents(code: str) -> list[dict[str, Any]]:
    """Return the written procedure of each version, oldest first, the waiting proposal last."""
    rows = ProcedureVersion.objects.filter(procedure__code=code).order_by("number")
    return [document["written"] for document in rows.values_list("definition", flat=True)]


def changes(code: str) -> tuple[Change, ...]:
    """Return what the newest version (the waiting proposal, if any) changes in the one before."""
    older, newer = [{}, {}, *documents(code)][-2:]
    return difference(older, newer)


def proposals() -> list[Proposal]:
    """Return the proposals that wait for publication, oldest first."""
    rows = ProcedureVersion.objects.filter(published_at__isnull=True).select_related("procedure")
    return [_proposal(row) for row in rows.order_by("proposed_at")]


@lru_cache(maxsize=4096)
def _kept(pk: int) -> tuple[int, Definition]:
    row = _published().get(pk=pk)
    return row.number, restored(row.definition)


def fingerprints(day: date) -> list[tuple[str, str]]:
    """Return code and fingerprint of every version in force on a day, by code."""
    rows = _in_force(day).order_by("procedure__code", "number")
    return list(rows.values_list("procedure__code", "fingerprint"))


def definitions() -> list[Definition]:
    """Return every published version's definition, in force or not: dossiers keep theirs for life."""
    return [_kept(pk)[1] for pk in _published().values_list("pk", flat=True)]


def published_versions() -> Iterator[tuple[date, Definition]]:
    """Yield first day and definition of every version ever published, oldest first, by code."""
    rows = _published().order_by("procedure__code", "number").values_list("valid_from", "pk")
    for since, pk in rows:
        yield since, _kept(pk)[1]


def _published() -> QuerySet[ProcedureVersion]:
    return ProcedureVersion.objects.filter(published_at__isnull=False)


def _in_force(day: date | None) -> QuerySet[ProcedureVersion]:
    if day is None:
        return _published().filter(valid_until__isnull=True)
    return _published().filter(valid_from__lte=day).exclude(valid_until__lt=day)


def _found(row: Procedure) -> Found:
    events = tuple(row.life_events)
    return Found(row.code, row.slug, row.field, Text(row.name_vi, row.name_en), events)


def _nearly(rows: Sequence[Procedure], asked: Sequence[str]) -> list[Found]:
    # The catalogue of a city has some two thousand rows: counting words in Python is quick enough.
    scored = [(_score(f" {row.folded_name} {row.folded_text}", asked), row) for row in rows]
    best = max((score for score, _ in scored), default=0)
    if best * 2 < len(asked) or best == 0:
        return []
    return [_found(row) for score, row in scored if score == best]


def _score(text: str, asked: Sequence[str]) -> int:
    return sum(f" {word}" in text for word in asked)


def _proposal(row: ProcedureVersion) -> Proposal:
    return Proposal(
        code=row.procedure.code,
        number=row.number,
        definition=restored(row.definition),
        fingerprint=row.fingerprint,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        proposed_by=row.proposed_by_id,
        proposed_at=row.proposed_at,
        published_by=row.published_by_id,
        published_at=row.published_at,
    )
