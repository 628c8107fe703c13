"""The monthly suggestion to move staff, as it is decided on."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.catalogue.vocabulary import FIELDS
from motcua.dossiers.views.naming import office_names, people_names
from motcua.flow.refusal import Text
from motcua.identity.actor import Actor
from motcua.planning.inputs.load import RETURNS
from motcua.planning.kinds import VERDICT_NAMES, Kind, Standing, Verdict
from motcua.planning.models import Move, Run
from motcua.planning.queries import may_read
from motcua.planning.small_cells import POOL

_NAMES = {RETURNS: Text("trả kết quả", "handing results over"),
          POOL: Text("các lĩnh vực khác", "other fields")}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSeen:
    """One line of the suggestion."""

    id: int
    people: int
    source: Text
    target: Text
    serves: Text
    minutes: int
    verdict: Verdict
    verdict_names: Text
    decided_at: datetime | None
    decided_by: str
    reason: str

    @property
    def open(self) -> bool:
        return self.verdict is Verdict.OPEN


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A month's suggestion; without lines where nobody needs to move."""

    month: str
    scenario: UUID
    standing: Standing
    lines: tuple[MoveSeen, ...]


def suggestions(actor: Actor, *, most: int = 12) -> list[Suggestion]:
    """Return the suggestions of the last months, the latest first."""
    if not may_read(actor):
        return []
    rows = Run.objects.filter(scenario__kind=Kind.MOVES, scenario__made_by=None)
    found = rows.select_related("scenario").order_by("-scenario__name")[:most]
    return [_suggestion(run) for run in found]


def _suggestion(run: Run) -> Suggestion:
    moves = list(run.moves.order_by("number"))
    names = people_names(one.decided_by for one in moves)
    lines = tuple(_seen(one, names) for one in moves)
    return Suggestion(run.scenario.name, run.scenario.uid, Standing(run.standing), lines)


def _seen(one: Move, names: dict[int, str]) -> MoveSeen:
    verdict = Verdict(one.verdict)
    return MoveSeen(
        id=one.pk, people=one.people, source=_place(one.source), target=_place(one.target),
        serves=_fields(one.serves), minutes=one.minutes, verdict=verdict,
        verdict_names=VERDICT_NAMES[verdict], decided_at=one.decided_at,
        decided_by=names.get(one.decided_by or 0, ""), reason=one.reason,
    )  # fmt: skip


def _place(code: str) -> Text:
    return office_names(code) or Text(code, code)


def _fields(skills: str) -> Text:
    """Return the names of what somebody does: `*` is everything, ` + ` joins fields."""
    if skills == "*":
        return Text("mọi lĩnh vực", "every field")
    names = [_NAMES.get(one) or FIELDS.get(one) or Text(one, one) for one in skills.split(" + ")]
    return Text(", ".join(n.vi for n in names), ", ".join(n.en for n in names))
