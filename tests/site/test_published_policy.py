"""The policy in the log explains every due day that the legal clock gives, and no wrong one."""

import json
from datetime import datetime, time, timedelta
from hashlib import sha256

import pytest

from motcua.catalogue import queries as catalogue
from motcua.ledger import writing
from motcua.ledger.publish import branch_of
from motcua.ledger.queries import newest_of_kind
from motcua.offices import queries as offices
from motcua.site.policy_leaf import say_policy
from motcua.site.published_policy import policy_file
from motcua.tlog.leaf import encode
from motcua.worktime.deadlines import deadline
from motcua.worktime.rules import rules_on
from tests.ledger.conftest import later, open_log, outside, receive  # noqa: F401

MINUTES = (7 * 60, 9 * 60, 12 * 60 + 30, 15 * 60, 15 * 60 + 1, 18 * 60)


@pytest.fixture
def shown(monkeypatch):
    """Every procedure is shown by its code, however rare."""
    monkeypatch.setattr(writing, "SHOWN_FROM", 0)


def cases():
    """Every case of the catalogue with the police's calendar and the office's."""
    for _, definition in catalogue.published_versions():
        for case in definition.cases:
            yield definition, case.limit


def test_the_file_is_the_same_bytes_each_time_and_hashes_to_its_leaf(open_log, city):  # noqa: F811
    sequencer = open_log.started()
    assert [say_policy(open_log.now), sequencer.round(), say_policy(open_log.now)] == [1, 1, 0]
    [leaf] = newest_of_kind("policy", 9)
    data = (open_log.folder / f"policy/{leaf.fields['c']}.json").read_bytes()
    assert data == policy_file(open_log.now.date())
    assert writing.b64(sha256(data).digest()) == leaf.fields["c"]
    assert json.loads(data)["calendars"].keys() == {"office", "police"}


def test_a_lost_file_is_written_again(open_log, city):  # noqa: F811
    open_log.started()
    say_policy(open_log.now)
    [file] = (open_log.folder / "policy").iterdir()
    text = file.read_bytes()
    file.unlink()
    say_policy(open_log.now)
    assert file.read_bytes() == text


def test_every_due_day_of_the_catalogue_is_held_to_the_policy(open_log, city, shown):  # noqa: F811
    """All cases at six times of a day, at offices and police; then one polished due day."""
    sequencer = open_log.started()
    say_policy(open_log.now)
    sequencer.round()
    agencies = [
        next(a for a in offices.register().agencies if (a.kind == "police") is police)
        for police in (False, True)
    ]
    number, night = 0, open_log.now.replace(hour=23)
    for definition, limit in list(cases()):
        for minute in MINUTES:
            at = datetime.combine(night.date(), time(minute // 60, minute % 60), night.tzinfo)
            agency = agencies[number % 2]
            calendar = offices.calendar("police" if number % 2 else "office")
            due = deadline(calendar, rules_on(at.date()), at, limit).due
            number += 1
            receive(number, at, code=f"{agency.unit_code}-260810-{number:04d}",
                    procedure=definition.code, field=definition.field,
                    first_due_at=due.isoformat())  # fmt: skip
    later(open_log, hours=14)
    sequencer.round()
    code, text = open_log.audit()
    assert code == 0, text
    assert f"held to the policy {number}" in text
    polished = (night + timedelta(days=400)).isoformat()
    receive(number + 1, night, procedure=definition.code, first_due_at=polished)
    sequencer.round()
    code, text = open_log.audit()
    assert code == 1
    assert f"[due] entry {number + 1}: {definition.code}, received on 2026-08-10, is due on" in text


def test_every_agency_has_its_calendar(city):
    branches = json.loads(policy_file(datetime(2026, 8, 10).date()))["branches"]
    for agency in offices.register().agencies:
        key = "police" if agency.kind == "police" else "office"
        assert key in branches[branch_of(agency.unit_code)]


def test_leaf_and_file_stay_in_the_schema(open_log, city):  # noqa: F811
    open_log.started().round()
    say_policy(open_log.now)
    [file] = (open_log.folder / "policy").iterdir()
    encode({"c": file.stem, "day": "2026-08-10", "off": [], "on": [], "t": "policy", "v": 1})


def test_a_file_that_is_missing_or_edited_is_named(open_log, city):  # noqa: F811
    sequencer = open_log.started()
    say_policy(open_log.now)
    sequencer.round()
    [file] = (open_log.folder / "policy").iterdir()
    file.write_bytes(file.read_bytes().replace(b'"working_day"', b'"calendar_day"', 1))
    code, text = open_log.audit()
    assert code == 1
    assert "not the file whose hash was logged" in text
