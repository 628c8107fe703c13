"""The roster: changes that wait for a second person, when approved ones count, emergencies."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from motcua.approvals.kinds import STATE_NAMES, State
from motcua.approvals.queries import Asked, emergencies, offices_of, roster_changes
from motcua.approvals.rostering import Change
from motcua.catalogue.vocabulary import FIELDS
from motcua.console.known_by import people_shown
from motcua.console.places import workplace_name
from motcua.console.sections import actor_of, page_of, show
from motcua.identity.actor import Actor
from motcua.identity.conflicts import declared_counts
from motcua.identity.permissions import P
from motcua.identity.roles import NAMES, Role
from motcua.identity.staff import posted_at
from motcua.ui.formats import day, moment, number
from motcua.ui.language import t, text

SHOWN_FOR = timedelta(days=366)


@page_of("roster")
def roster(request: HttpRequest) -> HttpResponse:
    """Show what is about to change, what was changed at once, and declared conflicts by number."""
    actor, now = actor_of(request), timezone.now()
    coming, at_once = roster_changes(actor, now), emergencies(actor, now - SHOWN_FOR)
    people = [one.about for one in (*coming, *at_once)]
    people += [one.asked_by for one in (*coming, *at_once)]
    return show(
        request,
        "roster/page",
        {
            "waiting": [one for one in coming if one.state is State.WAITING],
            "coming": [one for one in coming if one.state is State.APPROVED],
            "emergencies": [one for one in at_once if one.state is not State.WAITING],
            "names": people_shown(actor, people, timezone.localdate()),
            "words": change_words,
            "counts_from": counts_from,
            "workplaces": lambda one: ", ".join(workplace_name(code) for code in offices_of(one)),
            "states": STATE_NAMES,
            "conflicts": _conflicts(actor, now),
            "may_manage": actor.may(P.PEOPLE_MANAGE),
        },
    )


def change_words(wanted: Mapping[str, Any]) -> str:
    """Return what a change of the roster does, in words."""
    change = Change(wanted["change"])
    if change is Change.ADJUST:
        return _able_words(wanted)
    post = f"{text(NAMES[Role(wanted['role'])])}, {workplace_name(wanted['office'])}"
    if change is Change.END:
        return t("Kết thúc vai trò: {post}, ngày cuối {day}", "End of the post: {post}, last day {day}",
                 post=post, day=day(date.fromisoformat(wanted["last_day"])))  # fmt: skip
    words = t("Giao vai trò: {post}, từ {day}", "Appointment: {post}, from {day}",
              post=post, day=day(date.fromisoformat(wanted["valid_from"])))  # fmt: skip
    return f"{words}. {_able_words(wanted)}" if "skills" in wanted else words


def _able_words(wanted: Mapping[str, Any]) -> str:
    return t("Lĩnh vực: {fields}; định mức {n}‰", "Fields: {fields}; capacity {n}‰",
             fields=field_words(wanted["skills"]), n=number(wanted["capacity"]))  # fmt: skip


def field_words(skills: list[str]) -> str:
    """Return fields of law in words; all of them as one."""
    if set(skills) >= set(FIELDS):
        return t("mọi lĩnh vực", "all fields")
    return ", ".join(text(FIELDS.get(one, one)) for one in skills) or t("không có", "none")


def counts_from(one: Asked) -> str:
    """Return from when a change counts for assignment, in words."""
    if one.in_force_from is not None:
        return t("Có hiệu lực từ {at}", "In force from {at}", at=moment(one.in_force_from))
    if one.at_once:
        return t("Có hiệu lực ngay khi hai người duyệt", "In force as soon as two have approved")
    return t("Có hiệu lực 24 giờ sau khi được duyệt", "In force 24 hours after it is approved")


def _conflicts(actor: Actor, now: datetime) -> list[tuple[str, str]]:
    """Return by office how many conflicts its officials have declared: the number, nothing else."""
    if not actor.may(P.OVERSEE):
        return []
    counts: dict[str, int] = {}
    for person, many in declared_counts(now).items():
        for office in posted_at(person, timezone.localdate()):
            counts[office] = counts.get(office, 0) + many
    named = sorted((workplace_name(code), many) for code, many in counts.items())
    return [(name, number(many)) for name, many in named]
