"""Reveal by field, emergencies by two people, and the parts that exclude each other."""

from datetime import timedelta
from itertools import permutations
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from motcua.dossiers import jobs
from motcua.dossiers.actions.approve_break_glass import approve_break_glass
from motcua.dossiers.actions.ask_break_glass import ask_break_glass
from motcua.dossiers.actions.looked import Purpose
from motcua.dossiers.actions.reassign import reassign
from motcua.dossiers.actions.reveal import reveal
from motcua.dossiers.actions.turn_down import turn_down
from motcua.dossiers.models import AccessRecord, Dossier, Glass, Reveal
from motcua.dossiers.separation import PARTS, RECEIVE, SETTLE, another_part
from motcua.dossiers.status import Status
from motcua.dossiers.views.looks import who_looked
from motcua.dossiers.views.masked_file import masked_file
from motcua.dossiers.views.revealed import reveals_of
from motcua.events.queries import of_subject
from motcua.flow.refusal import Refused
from motcua.formspec.answers import MASK
from motcua.identity.actor import Actor
from tests.builders import a_dossier, hidden_field
from tests.dossiers.test_fold import assert_retold
from tests.dossiers.test_four_eyes import head, official

GROUND = "Điều 10 quy chế mẫu"
WHY = {"reason": "safety", "ground": GROUND}
LATER = {"reason": "court", "ground": GROUND, "reference": "12/QĐ-TA", "delay_days": 30}


@pytest.fixture
def processing(cast, monday) -> Dossier:
    return a_dossier(cast, Status.PROCESSING, at=monday)


@pytest.fixture
def act(processing, monday):
    def run(action, actor, *, at=monday + timedelta(hours=6), **given):
        return action(dossier_id=processing.pk, actor=actor, at=at, request_id=uuid4(), **given)

    return run


def refused(act, action, actor, **given) -> str:
    with pytest.raises(Refused) as no:
        act(action, actor, **given)
    return no.value.refusal.code


def test_one_field_is_revealed_and_the_applicant_sees_it(cast, processing, act, monday):
    me, field = official(cast, processing), hidden_field(processing)
    at = monday + timedelta(hours=7)
    assert masked_file(me, processing.code, at).answers[field] == MASK
    done = act(reveal, me, field=field, reason="compare")
    seen = masked_file(me, processing.code, at).answers
    assert seen[field] == processing.answers[field]
    assert MASK in seen.values()
    assert masked_file(cast.dung, processing.code, at).answers[field] == MASK
    assert of_subject("dossier", processing.pk)[-1].data["public_reason"] != "compare"
    assert [one.reason.en[:10] for one in reveals_of(processing.pk)] == ["To compare"]
    assert "To see identity data" in [one.purpose.en for one in who_looked(cast.an, processing.pk)]
    assert_retold(done)


def test_reveal_has_a_reason_a_hidden_field_and_the_right_official(cast, processing, act):
    me, field = official(cast, processing), hidden_field(processing)
    assert refused(act, reveal, me, field=field, reason="curious") == "reason_unknown"
    assert refused(act, reveal, me, field="x", reason="compare") == "field_not_hidden"
    other = cast.giang if me is cast.chi else cast.chi
    assert refused(act, reveal, other, field=field, reason="compare") == "not_assigned_to_you"
    assert not Reveal.objects.exists()


def test_a_new_draw_ends_it_and_its_line_stays(cast, processing, act, monday):
    me, field = official(cast, processing), hidden_field(processing)
    act(reveal, me, field=field, reason="compare")
    moved = act(reassign, Actor.system(), at=monday + timedelta(hours=8), reason="absent")
    now_theirs = official(cast, moved)
    at = monday + timedelta(hours=9)
    assert masked_file(now_theirs, processing.code, at).answers[field] == MASK
    with pytest.raises(DatabaseError), transaction.atomic():
        Reveal.objects.update(reason="order")


def test_an_emergency_takes_two_opens_half_an_hour_and_tells(cast, processing, act, monday):
    at, field = monday + timedelta(hours=6), hidden_field(processing)
    deputy = head(1, cast.agency)
    assert refused(act, ask_break_glass, cast.dung, reason="x", ground=GROUND) == "reason_unknown"
    assert refused(act, ask_break_glass, cast.dung, reason="safety", ground="") == "ground_missing"
    assert refused(act, approve_break_glass, deputy) == "nothing_asked"
    act(ask_break_glass, cast.dung, **WHY)
    assert refused(act, ask_break_glass, deputy, **WHY) == "asked_already"
    assert refused(act, approve_break_glass, cast.dung) == "second_person"
    assert refused(act, approve_break_glass, head(2, cast.police)) == "absent"
    assert masked_file(cast.dung, processing.code, at).answers[field] == MASK
    done = act(approve_break_glass, deputy)
    assert of_subject("dossier", processing.pk)[-1].kind == "dossier_glass_broken"
    assert masked_file(cast.dung, processing.code, at).answers == processing.answers
    assert masked_file(deputy, processing.code, at).answers[field] == MASK
    assert AccessRecord.objects.filter(purpose=Purpose.EMERGENCY).count() == 1
    assert refused(act, ask_break_glass, cast.dung, **WHY) == "glass_open"
    after = at + timedelta(minutes=31)
    assert masked_file(cast.dung, processing.code, after).answers[field] == MASK
    assert_retold(done)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"reason": "safety"}, "delay_not_allowed"), ({"reference": ""}, "delay_not_allowed"),
     ({"delay_days": 0}, "delay_not_allowed"), ({"delay_days": 91}, "delay_too_long")],
)  # fmt: skip
def test_a_delay_needs_an_order_of_ninety_days_at_most(cast, processing, act, wrong, code):
    assert refused(act, ask_break_glass, cast.dung, **(LATER | wrong)) == code


def test_a_delayed_notice_is_hidden_and_then_given(cast, processing, act, monday):
    at = monday + timedelta(hours=6)
    act(ask_break_glass, cast.dung, **LATER)
    act(approve_break_glass, head(1, cast.agency))
    masked_file(cast.dung, processing.code, at)
    assert "Emergency access" not in [o.purpose.en for o in who_looked(cast.an, processing.pk)]
    assert jobs.tell_of_emergencies(at + timedelta(days=29)) == 0
    assert jobs.tell_of_emergencies(at + timedelta(days=30)) == 1
    assert jobs.tell_of_emergencies(at + timedelta(days=31)) == 0
    assert of_subject("dossier", processing.pk)[-1].kind == "dossier_glass_told"
    assert "Emergency access" in [o.purpose.en for o in who_looked(cast.an, processing.pk)]
    assert_retold(Dossier.objects.get(pk=processing.pk))


def test_an_emergency_may_be_turned_down(cast, processing, act):
    act(ask_break_glass, cast.dung, **WHY)
    act(turn_down, head(1, cast.agency), kind="glass", reason="Không khẩn cấp")
    assert not Glass.objects.exists()


@pytest.mark.parametrize(("had", "wanted"), list(permutations(PARTS, 2)))
def test_each_part_excludes_each_other(had, wanted):
    for name in PARTS[had]:
        row = SimpleNamespace(**{one: None for fields in PARTS.values() for one in fields})
        setattr(row, name, 7)
        no = another_part(row, 7, wanted)
        assert no is not None
        assert no.code == "parts_excluded"
        assert another_part(row, 8, wanted) is None
        assert another_part(row, 7, had) is None
        assert another_part(row, None, wanted) is None


def test_the_one_exception_is_settling_on_the_spot():
    row = SimpleNamespace(**{one: None for fields in PARTS.values() for one in fields})
    row.received_by = 7
    assert another_part(row, 7, SETTLE, RECEIVE) is None
    row.cashed_by = 7
    assert another_part(row, 7, SETTLE, RECEIVE) is not None
