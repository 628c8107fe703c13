"""The three pages of receiving: form, papers, decision; and how a dossier's facts are shown."""

from typing import Any

from django.utils import timezone

from motcua.desk.choices import sources
from motcua.dossiers.views.counter_dossier import CounterDossier
from motcua.ui.due import due
from motcua.ui.jinja import url
from motcua.ui.language import lang, t, text
from motcua.ui.navigation import Link
from motcua.ui.questions import answers
from motcua.worktime.units import describe


def course(found: CounterDossier, here: str) -> list[Link]:
    """Return the pages of receiving as tabs, with how much each still lacks."""
    wrong = len(found.wrong(timezone.localdate()))
    missing = sum(line.missing for line in found.lines)
    pages = (
        ("form", t("1. Tờ khai", "1. Form"), wrong),
        ("papers", t("2. Giấy tờ", "2. Papers"), missing),
        ("decision", t("3. Tiếp nhận", "3. Reception"), None),
    )
    return [
        Link(label, url(f"desk:{name}", found.key), current=name == here, count=lacks or None)
        for name, label, lacks in pages
    ]


def facts(found: CounterDossier) -> dict[str, Any]:
    """Return badge, answers and limit in words, as several pages show them."""
    limit = found.limit or found.needs.limit
    return {
        "due": due(
            found.due_at, now=timezone.now(), finished_at=found.settled_at,
            standing=found.standing,
        ),
        "answers": answers(
            found.definition.form, found.answers, sources=sources(timezone.localdate())
        ),
        "limit": describe(limit, lang()),
        # Reasons the settling side gives its own people stay there; forms tell what is for here.
        "timeline": [
            (one.at, text(one.names), text(one.office), "") for one in found.history
        ],
    }  # fmt: skip
