"""How an alert ends, in words."""

from enum import StrEnum

from motcua.flow.refusal import Text


class Verdict(StrEnum):
    """How an alert ends."""

    EXPLAINED = "explained"
    PASSED_ON = "passed_on"
    FALSE_ALARM = "false_alarm"


VERDICTS: dict[str, Text] = {
    Verdict.EXPLAINED: Text("Đã rõ, có lý do chính đáng", "Explained by a good reason"),
    Verdict.PASSED_ON: Text("Chuyển người có thẩm quyền xử lý", "Passed on to who is competent"),
    Verdict.FALSE_ALARM: Text("Báo nhầm", "A false alarm"),
}
