"""Days away: by who looks after the office, each one an event."""

from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.approvals.actions.days_away import record_days_away, take_back_days_away
from motcua.events.queries import of_subject
from motcua.flow.refusal import Refused
from motcua.identity.models import Absence
from motcua.identity.roles import Role
from tests.cast import DAY


@pytest.fixture
def given(cast, monday):
    return {
        "person_id": cast.chi.person_id, "first_day": DAY, "last_day": DAY, "reason": "illness",
        "within": [cast.agency], "actor": cast.dung, "at": monday,
    }  # fmt: skip


def test_recorded_and_taken_back_both_are_told(given, cast, monday):
    number = uuid4()
    for _ in range(2):
        record_days_away(request_id=number, **given)
    kept = Absence.objects.get()
    assert kept.recorded_by_id == cast.dung.person_id
    take_back_days_away(absence_id=kept.pk, within=[cast.agency], actor=cast.dung, at=monday,
                        request_id=uuid4())  # fmt: skip
    assert not Absence.objects.exists()
    told = of_subject("person", cast.chi.person_id)
    assert [event.kind for event in told] == ["person_away", "person_back"]
    assert [event.n for event in told] == [0, 1]


def test_nobody_else_records_or_takes_back(given, cast, who, monday):
    supervisor = who("pt", Role.SUPERVISOR)
    for wrong in (
        {"actor": cast.chi},
        {"actor": supervisor, "within": [cast.point]},
        {"last_day": DAY + timedelta(days=400)},
        {"person_id": cast.son.person_id},
        {"reason": "tired"},
    ):
        with pytest.raises(Refused):
            record_days_away(request_id=uuid4(), **(given | wrong))
    assert not Absence.objects.exists()
    record_days_away(request_id=uuid4(), **given)
    with pytest.raises(Refused):
        take_back_days_away(absence_id=Absence.objects.get().pk, within=[cast.agency],
                            actor=cast.chi, at=monday, request_id=uuid4())  # fmt: skip
    assert Absence.objects.exists()
