"""Names of offices, people, steps and events as the pages of officials write them."""

from collections.abc import Iterable, Mapping
from typing import Any

from motcua.catalogue.definition import Definition
from motcua.dossiers.states import DOSSIER
from motcua.dossiers.told import Told
from motcua.flow.refusal import Refused, Text
from motcua.identity.models import Person
from motcua.offices import queries as offices

# Events that no move of the table tells.
_OTHERS: Mapping[str, Text] = {
    Told.FEE_RECEIVED: Text("Đã thu phí, lệ phí", "Fee received"),
    Told.GLASS_TOLD: Text(
        "Đã báo người nộp về việc mở khẩn cấp", "The applicant was told of the emergency"
    ),
    Told.PART_OPENED: Text("Mở thủ tục liên thông", "Interlinked procedure opened"),
    Told.PART_SETTLED: Text("Một thủ tục liên thông đã xong", "An interlinked procedure settled"),
    Told.MESSAGE_TO_APPLICANT: Text("Tin nhắn đến người nộp", "A message to the applicant"),
    Told.MESSAGE_FROM_APPLICANT: Text("Tin nhắn của người nộp", "A message from the applicant"),
    Told.HEARING_ASKED: Text("Người nộp yêu cầu được trình bày", "The applicant asks to be heard"),
    Told.HEARING_HOST_FOUND: Text(
        "Đã có người chủ trì buổi trình bày", "A host for the hearing was found"
    ),
    Told.MINUTES_WAIT: Text("Nhắc xác nhận biên bản trình bày", "Reminder to confirm the minutes"),
    Told.HEARING_SET: Text("Đã hẹn buổi trình bày", "A hearing is set"),
    Told.HEARING_HELD: Text("Đã tổ chức buổi trình bày", "The hearing was held"),
    Told.HEARING_ENDED: Text("Việc trình bày kết thúc", "The hearing is over"),
    Told.CONTACT_NOTED: Text("Trung tâm ghi nhận một lần liên hệ", "The centre noted a contact"),
}
_HAND_OVERS: Mapping[str, Text] = {
    "": Text("Chuyển giao", "Handed over"),
    "reassign": Text("Phân công lại", "Assigned anew"),
    "assign": Text("Giao theo kết quả bốc thăm", "Assigned as drawn"),
}


def office_names(code: str) -> Text | None:
    """Return the names of an agency or of a place; None without a code, the code if unknown."""
    if not code:
        return None
    for register in (offices.agency, offices.point):
        try:
            return register(code).names
        except Refused:
            continue
    return Text(code, code)


def people_names(person_ids: Iterable[int | None]) -> dict[int, str]:
    """Return the names of people by their number: one query for all."""
    wanted = {pk for pk in person_ids if pk is not None}
    if not wanted:
        return {}
    return dict(Person.objects.filter(pk__in=wanted).values_list("pk", "full_name"))


def procedure_names(definition: Definition, part: str = "") -> Text:
    """Return the names of the procedure, of an interlinked part its own."""
    link = next((link for link in definition.interlinked if part and link.key == part), None)
    return link.names if link else definition.names


def step_names(definition: Definition, key: str) -> Text:
    """Return the names of a step of the route, or of a hand-over beside it."""
    step = definition.step(key)
    return step.names if step else _HAND_OVERS.get(key, _HAND_OVERS[""])


def event_names(kind: str, data: Mapping[str, Any]) -> Text:
    """Return what an event is called: the label of the move it tells."""
    if kind in _OTHERS:
        return _OTHERS[kind]
    verb = data.get("verb")
    # Two moves may tell the same kind of event: the verb decides, where the event carries one.
    by_verb = (move.label for move in DOSSIER.moves if verb == move.verb)
    by_kind = (move.label for move in DOSSIER.moves if kind == move.tells)
    return next(by_verb, None) or next(by_kind, Text(kind, kind))


def paper_names(definition: Definition, key: str) -> Text:
    """Return the names of a paper of the check-list, or of an item form 02 asked for."""
    found = (p.names for case in definition.cases for p in case.papers if p.key == key)
    return next(found, None) or _asked_for(key)


def _asked_for(key: str) -> Text:
    number = key.removeprefix("supplement-")
    if key != number and number.isdecimal():
        return Text(f"Phần bổ sung, mục {number}", f"Supplement, line {number}")
    return Text("Giấy tờ khác", "Another paper")
