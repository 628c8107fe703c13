"""Reading scenarios, runs and publications: for planners and directors, and for everybody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.dossiers.views.naming import people_names
from motcua.flow.refusal import Text
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.planning.commands import as_typed
from motcua.planning.describing import Figure, asked_in_words, figures_in_words
from motcua.planning.keeping import Kept
from motcua.planning.kinds import (
    KIND_NAMES,
    OPEN,
    PUBLISHABLE,
    STANDING_NAMES,
    Kind,
    Standing,
)
from motcua.planning.models import Publication, Run, Scenario
from motcua.planning.registers import known_on

REPORT = "plan/report.html"
READERS = (P.PLAN_WRITE, P.PLAN_PUBLISH)
MOST_COMPARED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationSeen:
    """A publication as it stands; names of people only for those who plan."""

    uid: UUID
    kind: Kind
    kind_names: Text
    title: str
    summary: str
    scenario: UUID
    proposed_at: datetime
    published_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_because: str
    proposed_by: int
    maker: int | None

    @property
    def public(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def waits(self) -> bool:
        return self.published_at is None and self.withdrawn_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioLine:
    """A scenario in a list."""

    uid: UUID
    kind: Kind
    kind_names: Text
    name: str
    made_at: datetime
    standing: Standing
    standing_names: Text
    public: bool
    waits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioSeen:
    """Everything of a scenario."""

    line: ScenarioLine
    asked: list[tuple[Text, Text]]
    parameters: dict[str, Any]
    notes: list[Text]
    commands: list[str]
    fingerprint: str
    inputs: list[Kept]
    outputs: list[Kept]
    figures: list[Figure]
    raw: dict[str, Any]
    progress: str
    problem: str
    attempts: int
    cut_short: bool
    stop_asked: bool
    started_at: datetime | None
    ended_at: datetime | None
    maker: str
    publications: list[PublicationSeen]

    @property
    def open(self) -> bool:
        return self.line.standing in OPEN

    @property
    def done(self) -> bool:
        return self.line.standing == Standing.DONE

    @property
    def report(self) -> Kept | None:
        return next((one for one in self.outputs if one.name == REPORT), None)


def may_read(actor: Actor) -> bool:
    """Whether somebody sees scenarios at all."""
    return any(actor.may(one) for one in READERS)


def scenarios(actor: Actor, *, most: int = 200) -> list[ScenarioLine]:
    """Return the scenarios, the latest first; boards are the console's own."""
    if not may_read(actor):
        return []
    rows = Run.objects.filter(scenario__kind__in=PUBLISHABLE).select_related("scenario")
    found = rows.prefetch_related("publications").order_by("-scenario__made_at", "-pk")
    return [_line(run) for run in found[:most]]


def scenario(actor: Actor, uid: UUID, today: date) -> ScenarioSeen | None:
    """Return one of them; None where there is none for this person."""
    if not may_read(actor):
        return None
    rows = Run.objects.filter(scenario__kind__in=PUBLISHABLE, scenario__uid=uid)
    run = rows.select_related("scenario").first()
    return _seen(run, today) if run else None


def compared(actor: Actor, uids: Iterable[UUID], today: date) -> list[ScenarioSeen]:
    """Return two or three finished scenarios in the order asked for, each once."""
    wanted = list(dict.fromkeys(uids))[:MOST_COMPARED]
    found = [scenario(actor, uid, today) for uid in wanted]
    return [one for one in found if one is not None and one.done]


def publications() -> list[PublicationSeen]:
    """Return what is or was public, the latest first."""
    rows = Publication.objects.filter(published_at__isnull=False).select_related("run__scenario")
    return [_publication(row) for row in rows.order_by("-published_at")]


def published(uid: UUID, today: date) -> tuple[PublicationSeen, ScenarioSeen | None] | None:
    """Return a publication with its scenario; without one where it was withdrawn."""
    rows = Publication.objects.filter(published_at__isnull=False, uid=uid)
    row = rows.select_related("run__scenario").first()
    if row is None:
        return None
    seen = _publication(row)
    return seen, _seen(row.run, today) if seen.public else None


def file_among(files: Sequence[Kept], name: str) -> Kept | None:
    """Return the file of that name."""
    return next((one for one in files if one.name == name), None)


def _line(run: Run) -> ScenarioLine:
    one, kind, standing = run.scenario, Kind(run.scenario.kind), Standing(run.standing)
    seen = [_publication(row) for row in run.publications.all()]
    return ScenarioLine(
        uid=one.uid, kind=kind, kind_names=KIND_NAMES[kind], name=one.name, made_at=one.made_at,
        standing=standing, standing_names=STANDING_NAMES[standing],
        public=any(p.public for p in seen), waits=any(p.waits for p in seen),
    )  # fmt: skip


def _seen(run: Run, today: date) -> ScenarioSeen:
    one, kind = run.scenario, Kind(run.scenario.kind)
    rows = run.publications.select_related("run__scenario").order_by("-pk")
    return ScenarioSeen(
        line=_line(run),
        asked=asked_in_words(kind, one.parameters, known_on(today)),
        parameters=one.parameters,
        notes=[Text(note["vi"], note["en"]) for note in one.notes],
        commands=[as_typed(words) for words in one.commands],
        fingerprint=one.fingerprint,
        inputs=_files(one),
        outputs=[Kept(f.name, f.sha256, f.size) for f in run.files.order_by("name")],
        figures=figures_in_words(kind, run.figures),
        raw=run.figures,
        progress=run.progress,
        problem=run.problem,
        attempts=run.attempts,
        cut_short=run.cut_short,
        stop_asked=run.stop_asked,
        started_at=run.started_at,
        ended_at=run.ended_at,
        maker=people_names([one.made_by]).get(one.made_by or 0, ""),
        publications=[_publication(row) for row in rows],
    )


def _files(one: Scenario) -> list[Kept]:
    return [Kept(f.name, f.sha256, f.size) for f in one.files.order_by("name")]


def _publication(row: Publication) -> PublicationSeen:
    kind = Kind(row.run.scenario.kind)
    return PublicationSeen(
        uid=row.uid, kind=kind, kind_names=KIND_NAMES[kind], title=row.title, summary=row.summary,
        scenario=row.run.scenario.uid, proposed_at=row.proposed_at, published_at=row.published_at,
        withdrawn_at=row.withdrawn_at, withdrawn_because=row.withdrawn_because,
        proposed_by=row.proposed_by, maker=row.run.scenario.made_by,
    )  # fmt: skip
