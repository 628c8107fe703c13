"""What an event of a dossier is called in an event log, and the route its procedure asks for.

Steps of a route bear their own names where one procedure is looked at, and the role that does them
where procedures are looked at together: only so their maps fit into one.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from motcua.catalogue.definition import Definition
from motcua.catalogue.vocabulary import ROLES
from motcua.dossiers.route import decision_at
from motcua.dossiers.told import Told
from motcua.flow.refusal import Text
from motcua.worktime.units import Unit

HOURS_OF_DAY = 8.0
# Accepted at the counter or from afar: one step of the process.
NAMES: Mapping[str, Text] = {
    Told.SUBMITTED: Text("Nộp trực tuyến", "Handed in online"),
    Told.RECEIVED: Text("Tiếp nhận", "Accepted"),
    Told.ACCEPTED: Text("Tiếp nhận", "Accepted"),
    Told.PART_OPENED: Text("Tiếp nhận", "Accepted"),
    Told.COMPLETION_ASKED: Text("Yêu cầu hoàn thiện", "Completion asked"),
    Told.COMPLETED: Text("Nộp lại", "Handed in again"),
    Told.TRANSFERRED: Text("Chuyển cơ quan", "Passed to the agency"),
    Told.REASSIGNED: Text("Phân công lại", "Assigned anew"),
    Told.SUPPLEMENT_ASKED: Text("Yêu cầu bổ sung", "Supplement asked"),
    Told.SUPPLEMENTED: Text("Đã bổ sung", "Supplemented"),
    Told.PAYMENT_ASKED: Text("Yêu cầu nộp tiền", "Payment asked"),
    Told.PAID: Text("Đã nộp tiền", "Paid"),
    Told.CONSULTED: Text("Lấy ý kiến", "Agency consulted"),
    Told.CONSULTATION_ANSWERED: Text("Có ý kiến trả lời", "Opinion given"),
    Told.PROPOSED: Text("Đề xuất quyết định", "Decision proposed"),
    Told.SENT_BACK: Text("Trả lại chuyên viên", "Sent back"),
    Told.EXTENDED: Text("Hẹn lại", "Date moved"),
    Told.SETTLED: Text("Quyết định", "Decided"),
    Told.RETURNED: Text("Trả kết quả", "Result returned"),
}
STEP = Text("Xong bước", "Step done")
KINDS = (*NAMES, Told.STEP_FINISHED)
_OPTIONAL = (Told.SUBMITTED, Told.COMPLETION_ASKED, Told.COMPLETED, Told.REASSIGNED,
             Told.SUPPLEMENT_ASKED, Told.SUPPLEMENTED, Told.PAYMENT_ASKED, Told.PAID,
             Told.CONSULTED, Told.CONSULTATION_ANSWERED, Told.SENT_BACK, Told.EXTENDED,
             Told.RETURNED)  # fmt: skip
_MANY = 9


def in_language(text: Text, language: str) -> str:
    return text.en if language == "en" else text.vi


def activity(
    kind: str, step: str | None, definition: Definition, language: str, *, by_role: bool
) -> str:
    """Return what the log calls an event."""
    if kind in NAMES:
        return in_language(NAMES[kind], language)
    found = definition.step(step or "")
    if found is None:
        return in_language(STEP, language)
    names = ROLES.get(found.role, found.names) if by_role else found.names
    return f"{in_language(STEP, language)}: {in_language(names, language)}"


def route_of(definition: Definition, language: str, *, by_role: bool) -> dict[str, Any]:
    """Return the route as `motcua plan bottlenecks --route` reads it."""

    def called(kind: str, step: str | None = None) -> str:
        return activity(kind, step, definition, language, by_role=by_role)

    worked = definition.route[: max(decision_at(definition.route) - 1, 0)]
    steps = [called(Told.STEP_FINISHED, one.key) for one in worked]
    inside = [called(Told.TRANSFERRED), *steps, called(Told.PROPOSED)]
    chain = list(dict.fromkeys([called(Told.ACCEPTED), *inside, called(Told.SETTLED)]))
    free = [one for one in dict.fromkeys(map(called, _OPTIONAL)) if one not in chain]
    skipped = [*free, *inside] if definition.on_the_spot else free
    kept = [one for one in chain if one not in skipped]
    again = dict.fromkeys((*inside, *free), _MANY)
    return {
        "steps": [*chain, *free],
        "optional": list(dict.fromkeys(skipped)),
        "before": [[a, b] for a, b in pairwise(kept)]
        + [[called(Told.SETTLED), called(Told.RETURNED)]],
        "most": again,
        "limits_h": {} if by_role else _limits(definition, called),
        "last": [called(Told.SETTLED), called(Told.RETURNED)],
    }


def _limits(definition: Definition, called: Any) -> dict[str, float]:
    """Return working hours per step, where the time limit is one of working days."""
    limit = definition.cases[-1].limit
    if limit.unit is not Unit.WORKING_DAY or not limit.value:
        return {}
    worked = definition.route[: max(decision_at(definition.route) - 1, 0)]
    return {
        called(Told.STEP_FINISHED, one.key): round(one.share * limit.value * HOURS_OF_DAY, 2)
        for one in worked
        if one.share
    }


def _closed_list() -> dict[str, Text]:
    steps = {f"{STEP.vi}: {role.vi}": Text(f"{STEP.vi}: {role.vi}", f"{STEP.en}: {role.en}")
             for role in ROLES.values()}  # fmt: skip
    return {names.vi: names for names in (*NAMES.values(), STEP)} | steps


_BY_ROLE = _closed_list()


def names_of(activity: str) -> Text:
    """Return both names of an activity of a log made by role and in Vietnamese."""
    return _BY_ROLE.get(activity, Text(activity, activity))


def english_names() -> dict[str, str]:
    """Return the English name of every activity by role, by its Vietnamese one."""
    return {vi: names.en for vi, names in _BY_ROLE.items()}
