"""Guards on form 02: once, in time, and a second only with its ground."""

from typing import Any

from motcua.dossiers.facts import Facts
from motcua.flow.refusal import Refusal, Text
from motcua.worktime.arithmetic import add
from motcua.worktime.deadlines import supplement_notice_due


def asked_once_only(dossier: Any, facts: Facts) -> Refusal | None:
    rule = facts.definition.supplement
    allowed = rule.max_rounds if rule else facts.rules.supplement_rounds
    if dossier.supplement_rounds < allowed:
        return None
    return Refusal(
        "supplement_asked_already",
        Text(
            f"Đã yêu cầu bổ sung đủ {allowed} lần theo quy định; không được yêu cầu thêm.",
            f"A supplement was asked for {allowed} time(s), which is all the law allows.",
        ),
    )


def supplement_in_time(dossier: Any, facts: Facts) -> Refusal | None:
    """The notice goes out within the days from reception (Decree 61/2018 art. 19.4)."""
    start = dossier.clock_started_at
    if start is None or dossier.supplement_rounds:
        return None
    rule = facts.definition.supplement
    if rule is None:
        last = supplement_notice_due(facts.calendar, facts.rules, start)
    else:
        last = add(facts.calendar, start, rule.first_within)
    if facts.at <= last:
        return None
    day = f"{last:%d/%m/%Y}"
    return Refusal(
        "supplement_too_late",
        Text(
            f"Thời hạn thông báo bổ sung đã hết ngày {day}.",
            f"The time to ask for a supplement ended on {day}.",
        ),
    )


def supplement_overdue(dossier: Any, facts: Facts) -> Refusal | None:
    if dossier.supplement_due_at is not None and facts.at > dossier.supplement_due_at:
        return None
    return Refusal(
        "supplement_still_open",
        Text("Chưa hết hạn bổ sung hồ sơ.", "The time to supplement has not ended yet."),
    )


def first_round(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if dossier.supplement_rounds == 0:
        return None
    return Refusal(
        "second_person_needed",
        Text(
            "Yêu cầu bổ sung lần hai phải nêu căn cứ và được người thứ hai xác nhận.",
            "A second request for a supplement needs a ground and the confirmation of another.",
        ),
    )


def second_round(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    """A second request there may be, on a ground and by two; a third never."""
    if dossier.supplement_rounds == 1:
        return None
    if dossier.supplement_rounds == 0:
        return Refusal(
            "not_asked_yet",
            Text("Chưa có yêu cầu bổ sung lần thứ nhất.", "No supplement was asked for yet."),
        )
    return Refusal(
        "supplement_asked_already",
        Text(
            "Đã yêu cầu bổ sung hai lần; không được yêu cầu thêm.",
            "A supplement was asked for twice; there is no third time.",
        ),
    )
