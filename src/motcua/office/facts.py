"""How the pages of one dossier show it: badges, the route, the answers, spent time."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from motcua.dossiers.views.masked_file import MaskedFile
from motcua.offices import queries as offices
from motcua.ui.due import due
from motcua.ui.fields import Option
from motcua.ui.language import lang, t, text
from motcua.ui.navigation import Column
from motcua.ui.questions import answers
from motcua.worktime.units import describe

Entry = tuple[str, str, str]


def facts_shown(file: MaskedFile) -> dict[str, Any]:
    """Return the badges of the dossier and of its current step."""
    now = timezone.now()
    return {
        "due": due(file.due_at, now=now, finished_at=file.settled_at, standing=file.standing),
        "step_due": due(file.step_due_at, now=now, standing=file.standing),
    }


def route_shown(file: MaskedFile) -> list[Entry]:
    """Return the steps of the route: done, now or to come."""
    ended = file.settled_at is not None
    return [
        (text(step.names), _state(number, file.step, ended=ended), "")
        for number, step in enumerate(file.definition.route)
    ]


def _state(number: int, now: int, *, ended: bool) -> str:
    if ended or number < now:
        return "done"
    return "now" if number == now else "next"


def answers_shown(file: MaskedFile) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the masked answers, section by section."""
    return answers(
        file.definition.form, file.answers, sources={"communes": communes(timezone.localdate())}
    )


def communes(on: date) -> list[Option]:
    """Return the communes of the day as choices, by name."""
    named = sorted((one.names.to(lang()), one.code) for one in offices.communes(on))
    return [Option(code, name) for name, code in named]


def limit_shown(file: MaskedFile) -> str:
    return describe(file.limit, lang()) if file.limit else ""


def spent_shown(file: MaskedFile) -> tuple[str, str] | None:
    """Return gross and net time in words; working time in hours, calendar time in days."""
    if file.spent is None:
        return None
    return (
        _minutes(file.spent.gross, working=file.spent.working),
        _minutes(file.spent.net, working=file.spent.working),
    )


def _minutes(count: int, *, working: bool) -> str:
    hours, minutes = divmod(count, 60)
    if working:
        return t("{h} giờ {m} phút làm việc", "{h} working hours {m} minutes", h=hours, m=minutes)
    days = timedelta(minutes=count)
    return t("{d} ngày {h} giờ", "{d} days {h} hours", d=days.days, h=days.seconds // 3600)


def sheet_columns() -> list[Column]:
    """Return the columns of the control sheet."""
    return [
        Column("at", t("Lúc", "At")),
        Column("what", t("Việc", "What")),
        Column("giver", t("Người giao", "Given by")),
        Column("receiver", t("Người nhận", "Received by")),
        Column("due", t("Hạn của bước", "Step due")),
        Column("outcome", t("Kết quả", "Result")),
    ]


def timeline_shown(file: MaskedFile) -> list[tuple[datetime, str, str, str]]:
    """Return what happened, newest first, with the office that did it."""
    return [
        (one.at, text(one.names), " – ".join(filter(None, (text(one.office), one.words))), "")
        for one in file.history
    ]
