"""What takes two people: recusal, assignment by hand, drawing anew again, a second supplement."""

from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.dossiers.actions.approve_by_hand import approve_by_hand
from motcua.dossiers.actions.ask_by_hand import ask_by_hand
from motcua.dossiers.actions.ask_reassign import ask_reassign
from motcua.dossiers.actions.ask_recusal import ask_recusal
from motcua.dossiers.actions.ask_second_supplement import ask_second_supplement
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.complete import complete
from motcua.dossiers.actions.confirm_reassign import confirm_reassign
from motcua.dossiers.actions.confirm_second_supplement import confirm_second_supplement
from motcua.dossiers.actions.recuse import recuse
from motcua.dossiers.actions.turn_down import turn_down
from motcua.dossiers.models import Countersign, Dossier, Draw, Slip
from motcua.dossiers.status import Status
from motcua.events.queries import of_subject
from motcua.flow.refusal import Refused
from motcua.identity.actions.appoint import appoint
from motcua.identity.actor import Actor
from motcua.identity.models import Person
from motcua.identity.roles import Role
from tests.builders import ITEMS, a_dossier
from tests.cast import SINCE
from tests.dossiers.test_fold import assert_retold

GROUND = "Điều 10 quy chế mẫu"


@pytest.fixture
def processing(cast, monday) -> Dossier:
    return a_dossier(cast, Status.PROCESSING, at=monday)


@pytest.fixture
def act(processing, monday):
    def run(action, actor, **given):
        at = monday + timedelta(hours=6)
        return action(dossier_id=processing.pk, actor=actor, at=at, request_id=uuid4(), **given)

    return run


def official(cast, dossier) -> Actor:
    return cast.chi if dossier.official_id == cast.chi.person_id else cast.giang


def head(number: int, office: str, role: Role = Role.HEAD) -> Actor:
    person = Person.objects.create(login=f"head-{number}", full_name="Mẫu", kind="official")
    appoint(person_id=person.pk, role=role, office=office, valid_from=SINCE)
    return Actor.with_roles(frozenset({role}), person_id=person.pk, office=office)


def refused(act, action, actor, **given) -> str:
    with pytest.raises(Refused) as no:
        act(action, actor, **given)
    return no.value.refusal.code


def test_recusal_takes_a_second_person_and_then_another_draw(cast, processing, act):
    me = official(cast, processing)
    act(ask_recusal, me, reason="kin")
    assert Dossier.objects.get(pk=processing.pk).official_id == me.person_id
    both = Actor.with_roles(frozenset({Role.SPECIALIST, Role.HEAD}), person_id=me.person_id,
                            office=me.office)  # fmt: skip
    assert refused(act, recuse, both) == "second_person"
    done = act(recuse, cast.dung)
    assert done.official_id not in (me.person_id, None)
    first, second = Draw.objects.filter(dossier=processing).order_by("attempt")
    assert (second.attempt, second.reason) == (1, "recused")
    assert [line[1] for line in second.excluded] == ["recused"]
    assert second.seed != first.seed
    assert_retold(done)
    assert refused(act, recuse, cast.dung) == "nothing_asked"


def test_a_series_of_recusals_never_comes_back_and_each_is_told(cast, processing, act):
    for _ in range(2):
        me = official(cast, Dossier.objects.get(pk=processing.pk))
        act(ask_recusal, me, reason="interest")
        last = None
        try:
            act(recuse, cast.dung)
        except Refused as no:
            last = no.refusal.code
    assert last == "nobody_there"
    kinds = [event.kind for event in of_subject("dossier", processing.pk)]
    assert kinds.count("dossier_recusal_asked") == 2


@pytest.mark.parametrize("reason", ["", "because", "kin ", None])
def test_a_recusal_has_a_reason_by_code(cast, processing, act, reason):
    assert refused(act, ask_recusal, official(cast, processing), reason=reason) == "reason_unknown"


def test_only_the_official_recuses_and_no_stranger_confirms(cast, processing, act):
    other = cast.giang if official(cast, processing) is cast.chi else cast.chi
    assert refused(act, ask_recusal, other, reason="kin") == "not_assigned_to_you"
    act(ask_recusal, official(cast, processing), reason="kin")
    assert refused(act, recuse, cast.sau) == "absent"
    assert refused(act, recuse, other) == "not_permitted"


def test_a_request_may_be_turned_down_with_a_reason(cast, processing, act):
    act(ask_recusal, official(cast, processing), reason="other")
    assert refused(act, turn_down, cast.dung, kind="recusal", reason=" ") == "reason_missing"
    assert refused(act, turn_down, cast.dung, kind="x", reason="y") == "kind_unknown"
    act(turn_down, cast.dung, kind="recusal", reason="Không có căn cứ")
    assert Countersign.objects.get().outcome == "turned_down"
    assert refused(act, recuse, cast.dung) == "nothing_asked"


def test_by_hand_takes_a_ground_and_two_approvers_who_did_not_ask(cast, processing, act):
    other = cast.giang if official(cast, processing) is cast.chi else cast.chi
    wanted = {"official": other.person_id, "reason": "Hồ sơ mật"}
    assert refused(act, ask_by_hand, cast.dung, ground="", **wanted) == "ground_missing"
    stranger = wanted | {"official": cast.son.person_id}
    assert refused(act, ask_by_hand, cast.dung, ground=GROUND, **stranger) == "official_unknown"
    act(ask_by_hand, cast.dung, ground=GROUND, **wanted)
    deputy, supervisor = head(1, cast.agency), head(2, "city", Role.SUPERVISOR)
    assert refused(act, approve_by_hand, cast.dung) == "second_person"
    assert refused(act, approve_by_hand, cast.sau) == "absent"
    assert act(approve_by_hand, deputy).official_id != other.person_id
    assert refused(act, approve_by_hand, deputy) == "second_person"
    done = act(approve_by_hand, supervisor)
    assert done.official_id == other.person_id
    row = Draw.objects.get(dossier=processing, attempt=1)
    assert (row.kind, row.ground, len(set(row.approvers)), row.seed) == ("by_hand", GROUND, 2, "")
    assert_retold(done)


def test_a_new_request_makes_earlier_approvals_void(cast, processing, act):
    chi, giang = cast.chi.person_id, cast.giang.person_id
    deputy, supervisor = head(1, cast.agency), head(2, "city", Role.SUPERVISOR)
    act(ask_by_hand, cast.dung, official=chi, reason="a", ground=GROUND)
    act(approve_by_hand, deputy)
    act(ask_by_hand, cast.dung, official=giang, reason="b", ground=GROUND)
    act(approve_by_hand, supervisor)
    assert not Draw.objects.filter(kind="by_hand").exists()


def test_drawing_until_it_suits_leads_nowhere(cast, processing, act):
    for number in range(3):
        person = Person.objects.create(login=f"s{number}", full_name="Mẫu", kind="official")
        appoint(person_id=person.pk, role=Role.SPECIALIST, office=cast.agency, valid_from=SINCE,
                skills=["civil_status"])  # fmt: skip
    seen = {processing.official_id}
    assert refused(act, confirm_reassign, cast.dung) == "nothing_asked"
    act(ask_reassign, cast.dung, reason="Nghỉ")
    assert refused(act, confirm_reassign, cast.dung) == "second_person"
    deputy = head(1, cast.agency)
    assert refused(act, confirm_reassign, head(2, cast.police)) == "absent"
    for _ in range(4):
        act(ask_reassign, cast.dung, reason="Nghỉ nữa")
        chosen = act(confirm_reassign, deputy).official_id
        assert chosen not in seen
        seen.add(chosen)
    act(ask_reassign, cast.dung, reason="Nghỉ nữa")
    assert refused(act, confirm_reassign, deputy) == "nobody_there"


def test_a_second_supplement_is_flagged_and_keeps_what_was_asked(cast, processing, act):
    me, why = official(cast, processing), {"reason": "Mới phát sinh", "ground": GROUND}
    assert refused(act, ask_second_supplement, me, items=ITEMS, **why) == "not_asked_yet"
    act(ask_supplement, me, items=ITEMS)
    act(complete, cast.an)
    assert refused(act, ask_second_supplement, me, items=(), **why) == "items_missing"
    bare = why | {"ground": ""}
    assert refused(act, ask_second_supplement, me, items=ITEMS, **bare) == "ground_missing"
    assert refused(act, confirm_second_supplement, cast.dung) == "nothing_asked"
    act(ask_second_supplement, me, items=ITEMS, **why)
    assert Dossier.objects.get(pk=processing.pk).clock == "runs"
    done = act(confirm_second_supplement, cast.dung)
    assert (done.status, done.supplement_rounds) == (Status.SUPPLEMENT_REQUIRED, 2)
    assert of_subject("dossier", processing.pk)[-1].data["second"] is True
    slip = Slip.objects.filter(dossier=processing).latest("pk")
    assert (slip.ground, slip.items[0]["what"]) == (GROUND, ITEMS[0].what)
    assert_retold(done)
