"""Versions: two people, dated, never changed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from motcua.catalogue import queries
from motcua.catalogue.actions.propose import propose
from motcua.catalogue.actions.publish import publish
from motcua.catalogue.actions.turn_down import turn_down
from motcua.catalogue.models import ProcedureVersion
from motcua.events.models import Event
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor
from tests.catalogue.conftest import AT

Written = dict[str, Any]
CODE = "2.000815"


@pytest.fixture
def first(written: Written, place: Written, editor: Actor, publisher: Actor) -> ProcedureVersion:
    propose(written=written, **place, actor=editor, at=AT)
    return publish(code=CODE, actor=publisher, at=AT)


def later(written: Written, day: str) -> Written:
    return written | {"valid_from": day, "limit": {"value": 3, "unit": "working_day"}}


def test_a_version_needs_two_people(written: Written, place: Written, both: Actor) -> None:
    propose(written=written, **place, actor=both, at=AT)
    with pytest.raises(Refused) as refused:
        publish(code=CODE, actor=both, at=AT)
    assert refused.value.refusal.code == "same_person"
    assert queries.proposals()[0].code == CODE
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcedureVersion.objects.update(published_at=AT, published_by_id=both.person_id)


def test_each_step_needs_its_permission(
    written: Written, place: Written, editor: Actor, publisher: Actor
) -> None:
    with pytest.raises(Refused) as proposing:
        propose(written=written, **place, actor=publisher, at=AT)
    with pytest.raises(Refused) as publishing:
        publish(code=CODE, actor=editor, at=AT)
    assert proposing.value.refusal.code == publishing.value.refusal.code == "not_allowed"


def test_a_later_version_ends_the_one_before(
    first: ProcedureVersion, written: Written, place: Written, editor: Actor, publisher: Actor
) -> None:
    propose(written=later(written, "2026-09-01"), **place, actor=editor, at=AT)
    publish(code=CODE, actor=publisher, at=AT)
    on_last_day = queries.version_on(CODE, date(2026, 8, 31))
    on_first_day = queries.version_on(CODE, date(2026, 9, 1))
    assert (on_last_day.number, on_first_day.number) == (1, 2)
    assert on_last_day.id == first.pk
    assert on_last_day.ruleset.key == "309/2026"
    assert queries.version_on(CODE, date(2026, 8, 4)).ruleset.key == "118/2025"
    assert [one.valid_until for one in queries.history(CODE)] == [date(2026, 8, 31), None]


def test_days_and_codes_without_a_version_are_refused(first: ProcedureVersion) -> None:
    with pytest.raises(Refused) as before:
        queries.version_on(CODE, date(2025, 6, 30))
    with pytest.raises(Refused) as unknown:
        queries.version_on("9.999999", date(2026, 1, 1))
    assert before.value.refusal.code == "not_in_force"
    assert unknown.value.refusal.code == "unknown_procedure"


@pytest.mark.parametrize(
    "change",
    [{"ruleset": "x"}, {"number": 7}, {"valid_from": date(2020, 1, 1)}, {"definition": {}}],
)
def test_a_published_version_never_changes(first: ProcedureVersion, change: Written) -> None:
    rows = ProcedureVersion.objects.filter(pk=first.pk)
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        rows.update(**change)
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        rows._raw_delete(rows.db)


def test_its_last_day_is_set_once(first: ProcedureVersion) -> None:
    rows = ProcedureVersion.objects.filter(pk=first.pk)
    rows.update(valid_until=date(2027, 1, 1))
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        rows.update(valid_until=date(2028, 1, 1))


@pytest.mark.parametrize(
    ("day", "code"), [("2025-07-01", "nothing_new"), ("2025-06-01", "begins_too_early")]
)
def test_needless_proposals_are_refused(
    first: ProcedureVersion, written: Written, place: Written, editor: Actor, day: str, code: str
) -> None:
    again = written if code == "nothing_new" else later(written, day)
    with pytest.raises(Refused) as refused:
        propose(written=again, **place, actor=editor, at=AT)
    assert refused.value.refusal.code == code


def test_one_proposal_waits_at_a_time(
    first: ProcedureVersion, written: Written, place: Written, editor: Actor, publisher: Actor
) -> None:
    propose(written=later(written, "2026-09-01"), **place, actor=editor, at=AT)
    with pytest.raises(Refused) as refused:
        propose(written=later(written, "2026-10-01"), **place, actor=editor, at=AT)
    assert refused.value.refusal.code == "proposal_open"
    with pytest.raises(Refused) as silent:
        turn_down(code=CODE, reason="  ", actor=publisher, at=AT)
    assert silent.value.refusal.code == "reason_missing"
    turn_down(code=CODE, reason="Sai căn cứ pháp lý", actor=publisher, at=AT)
    assert queries.proposals() == []
    propose(written=later(written, "2026-10-01"), **place, actor=editor, at=AT)


def test_only_a_publisher_or_the_proposer_turns_down(
    written: Written, place: Written, editor: Actor, both: Actor
) -> None:
    propose(written=written, **place, actor=both, at=AT)
    with pytest.raises(Refused) as refused:
        turn_down(code=CODE, reason="x", actor=editor, at=AT)
    assert refused.value.refusal.code == "not_allowed"
    turn_down(code=CODE, reason="x", actor=both, at=AT)
    for code, expected in ((CODE, "no_proposal"), ("9.999999", "unknown_procedure")):
        for act in (publish, lambda **who: turn_down(reason="x", **who)):
            with pytest.raises(Refused) as refused:
                act(code=code, actor=both, at=AT)
            assert refused.value.refusal.code == expected


def test_who_stands_in_for_the_proposer_is_no_second_person(
    written: Written, place: Written, editor: Actor, publisher: Actor
) -> None:
    propose(written=written, **place, actor=editor, at=AT)
    stand_in = replace(publisher, on_behalf_of=editor.person_id)
    with pytest.raises(Refused) as refused:
        publish(code=CODE, actor=stand_in, at=AT)
    assert refused.value.refusal.code == "same_person"


def test_a_stale_page_does_not_publish(
    written: Written, place: Written, editor: Actor, publisher: Actor
) -> None:
    propose(written=written, **place, actor=editor, at=AT)
    with pytest.raises(Refused) as refused:
        publish(code=CODE, actor=publisher, at=AT, fingerprint="0" * 64)
    assert refused.value.refusal.code == "proposal_changed"


def test_a_faulty_definition_is_refused_in_full(
    written: Written, place: Written, editor: Actor
) -> None:
    faulty = written | {"route": written["route"][:1], "competence": {"rule": "nobody"}}
    with pytest.raises(Refused) as refused:
        propose(written=faulty, **place, actor=editor, at=AT)
    assert {one.where for one in refused.value.refusals} == {"route", "competence.rule"}


def test_every_step_is_told(first: ProcedureVersion, editor: Actor, publisher: Actor) -> None:
    told = Event.objects.filter(subject="procedure", subject_id=first.procedure_id).order_by("n")
    assert [event.kind for event in told] == ["VersionProposed", "VersionPublished"]
    assert [event.person_id for event in told] == [editor.person_id, publisher.person_id]
    assert told[1].data["valid_from"] == "2025-07-01"
