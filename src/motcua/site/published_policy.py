"""The file behind a `policy` leaf: every time limit and calendar a due day follows from.

Format `motcua/policy/1`: one spelling of JSON (sorted keys, no spaces, ASCII, integers and texts), so
that the same catalogue and calendars give the same bytes and the same hash. Whoever audits the log
computes due days from it, without this program and without our word for it.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings

from motcua.catalogue import queries as catalogue
from motcua.catalogue.definition import Definition
from motcua.ledger.publish import branch_of
from motcua.offices import queries as offices
from motcua.offices.kinds import AgencyKind
from motcua.worktime.calendar import Calendar
from motcua.worktime.rules import RULES
from motcua.worktime.units import TimeLimit

FORMAT = "motcua/policy/1"
OFFICE, POLICE = "office", "police"
Limit = list[str | int]  # first day of validity, value, unit


def policy_file(today: date) -> bytes:
    """The policy as it stands today; versions of the past stay in it, with their first days."""
    versions = list(catalogue.published_versions())
    rows = {
        "branches": _branches(),
        "calendars": {key: _calendar(offices.calendar(key)) for key in (OFFICE, POLICE)},
        "catalogue": dict(catalogue.fingerprints(today)),
        "format": FORMAT,
        "parts": sorted(part for since, each in versions for part in _parts(since, each)),
        "procedures": _procedures(versions),
        "rules": [
            [rule.valid_from.isoformat(), rule.cut_off.hour * 60 + rule.cut_off.minute,
             int(rule.cut_off_moves_start)]
            for rule in RULES
        ],
    }  # fmt: skip
    return json.dumps(rows, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _procedures(versions: list[tuple[date, Definition]]) -> dict[str, Any]:
    """Field and limits of each procedure; the newest version names the field."""
    found: dict[str, Any] = {}
    for since, definition in versions:
        row = found.setdefault(definition.code[:32], {"limits": []})
        row["field"] = definition.field[:32]
        limits = [_limit(since, case.limit) for case in definition.cases]
        row["limits"] += [limit for limit in limits if limit not in row["limits"]]
    for row in found.values():
        row["limits"].sort()
    return found


def _limit(since: date, limit: TimeLimit) -> Limit:
    return [since.isoformat(), limit.value, str(limit.unit)]


def _parts(since: date, definition: Definition) -> Iterator[Limit]:
    """Interlinked procedures: field of the main one, code of the follow-up, limit of the link."""
    for link in definition.interlinked:
        first, value, unit = _limit(since, link.limit)
        yield [first, definition.field[:32], link.procedure[:32], value, unit]


def _branches() -> dict[str, list[str]]:
    """Calendars by which a branch of the log can count.

    A dossier that got its code before its agency was known bears the centre's, whoever settles it.
    """
    found: dict[str, set[str]] = {branch_of(settings.MOTCUA_UNIT_CODE): {OFFICE, POLICE}}
    for agency in offices.register().agencies:
        key = POLICE if agency.kind is AgencyKind.POLICE else OFFICE
        found.setdefault(branch_of(agency.unit_code), set()).add(key)
    return {branch: sorted(keys) for branch, keys in found.items()}


def _calendar(calendar: Calendar) -> dict[str, Any]:
    return {
        "first": calendar.first.isoformat(),
        "hours": [
            [row.weekday, _spans(row.periods), _day(row.valid_from), _day(row.valid_until),
             int(row.counts)]
            for row in calendar.hours
        ],
        "last": calendar.last.isoformat(),
        "off": sorted(row.day.isoformat() for row in calendar.days_off),
        "on": sorted([row.day.isoformat(), row.weekday] for row in calendar.makeup_days),
        "shut": sorted([row.day.isoformat(), _spans(row.periods)] for row in calendar.closings),
    }  # fmt: skip


def _spans(periods: tuple[tuple[int, int], ...]) -> list[list[int]]:
    return [list(period) for period in periods]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
