"""Guards and effects of a hearing: pure, without queries, writes or clock."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.contact.kinds import Party
from motcua.flow.refusal import Refusal, Text

MOST_OTHER_TIMES = 2
# Working days after the minutes: who has not confirmed is reminded, then the hearing closes.
REMIND_AFTER, CLOSE_AFTER = 2, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a guard may know beside the hearing.

    Parameters
    ----------
    is_applicant, is_official
        Whether the actor is the dossier's applicant (or who handed it in), its official in charge.
    begins_at
        The time that is proposed; `in_hours` says whether the place is open then.
    silent_days
        Working days gone since the minutes were kept.
    """

    at: datetime
    person_id: int | None
    is_applicant: bool = False
    is_official: bool = False
    begins_at: datetime | None = None
    in_hours: bool = True
    summary: str = ""
    record_number: str = ""
    outcome: str = ""
    remark: str = ""
    alias: str = ""
    place: str = ""
    silent_days: int = 0


def hosted_by_me(hearing: Any, facts: Facts) -> Refusal | None:
    if hearing.host is not None and hearing.host == facts.person_id:
        return None
    return Refusal(
        "not_your_hearing",
        Text("Buổi trình bày này do người khác chủ trì.", "Somebody else hosts this hearing."),
    )


def of_the_applicant(hearing: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if facts.is_applicant:
        return None
    return Refusal("not_yours", Text("Hồ sơ này không phải của bạn.", "This dossier is not yours."))


def of_the_official(hearing: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if facts.is_official:
        return None
    return Refusal(
        "not_assigned_to_you",
        Text("Hồ sơ được phân công cho người khác.", "The dossier is assigned to somebody else."),
    )


def time_ahead(hearing: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if facts.begins_at is not None and facts.begins_at > facts.at and facts.in_hours:
        return None
    return Refusal(
        "hearing_time_wrong",
        Text(
            "Hãy chọn một thời điểm sắp tới, trong giờ làm việc của điểm tiếp dân.",
            "Choose a time to come, within the opening hours of the place.",
        ),
        "begins_at",
    )


def may_ask_other_time(hearing: Any, facts: Facts) -> Refusal | None:
    if hearing.other_times >= MOST_OTHER_TIMES:
        return Refusal(
            "other_times_used_up",
            Text(
                f"Bạn đã xin đổi giờ {MOST_OTHER_TIMES} lần. Hãy đến đúng giờ đã hẹn, hoặc rút yêu "
                "cầu và giải trình bằng tin nhắn.",
                f"You have asked for another time {MOST_OTHER_TIMES} times. Come at the time set, "
                "or take the request back and explain in a message.",
            ),
        )
    if hearing.begins_at is not None and facts.at >= hearing.begins_at:
        return Refusal(
            "hearing_begun",
            Text("Đã đến giờ hẹn nên không đổi được nữa.", "The time has come; too late to move."),
        )
    return None


def time_has_come(hearing: Any, facts: Facts) -> Refusal | None:
    if hearing.begins_at is not None and facts.at >= hearing.begins_at:
        return None
    return Refusal(
        "hearing_not_begun",
        Text("Chưa đến giờ hẹn của buổi trình bày.", "The hearing has not begun yet."),
    )


def recorded(hearing: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    """Without minutes it did not happen."""
    if not facts.record_number:
        return Refusal(
            "record_missing",
            Text("Hãy ghi số hiệu bản ghi âm, ghi hình.", "Enter the number of the recording."),
            "record_number",
        )
    if not facts.summary:
        return Refusal(
            "summary_missing",
            Text("Hãy tóm tắt hai bên đã nói gì.", "Sum up what both sides said."),
            "summary",
        )
    if not facts.outcome:
        return Refusal(
            "outcome_missing",
            Text("Hãy chọn kết quả buổi trình bày.", "Choose the outcome."),
            "outcome",
        )
    return None


def not_confirmed_by_applicant(hearing: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    return _already(hearing.applicant_confirmed_at)


def not_confirmed_by_official(hearing: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    return _already(hearing.official_confirmed_at)


def silent_long_enough(hearing: Any, facts: Facts) -> Refusal | None:
    if facts.silent_days >= CLOSE_AFTER and silent_sides(hearing):
        return None
    return Refusal(
        "confirmation_awaited",
        Text("Còn thời gian để xác nhận biên bản.", "There is still time to confirm the minutes."),
    )


def silent_sides(hearing: Any) -> list[Party]:
    """Return the sides that have not confirmed the minutes."""
    sides = (
        (Party.APPLICANT, hearing.applicant_confirmed_at),
        (Party.OFFICIAL, hearing.official_confirmed_at),
    )
    return [side for side, confirmed in sides if confirmed is None]


def _already(confirmed_at: datetime | None) -> Refusal | None:
    if confirmed_at is None:
        return None
    return Refusal(
        "confirmed_already",
        Text("Bạn đã xác nhận biên bản này.", "You have confirmed these minutes already."),
    )


# ---------------------------------------------------------------- effects


def set_time(hearing: Any, facts: Facts) -> None:
    hearing.begins_at = facts.begins_at
    hearing.place = facts.place


def forget_time(hearing: Any, facts: Facts) -> None:  # noqa: ARG001
    hearing.begins_at = None
    hearing.other_times += 1


def keep_minutes(hearing: Any, facts: Facts) -> None:
    hearing.held_at = facts.at
    hearing.summary = facts.summary
    hearing.record_number = facts.record_number
    hearing.outcome = facts.outcome


def confirm_for_applicant(hearing: Any, facts: Facts) -> None:
    hearing.applicant_confirmed_at = facts.at
    hearing.applicant_remark = facts.remark


def confirm_for_official(hearing: Any, facts: Facts) -> None:
    hearing.official_confirmed_at = facts.at
    hearing.official_remark = facts.remark
    hearing.official_alias = facts.alias


def end(hearing: Any, facts: Facts) -> None:
    hearing.ended_at = facts.at
