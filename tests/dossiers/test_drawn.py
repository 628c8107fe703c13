"""Officials drawn by beacons: from reception to assignment, and everything that can come between."""

from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.dossiers.actions.approve_by_hand import approve_by_hand
from motcua.dossiers.actions.ask_by_hand import ask_by_hand
from motcua.dossiers.actions.ask_reassign import ask_reassign
from motcua.dossiers.actions.ask_recusal import ask_recusal
from motcua.dossiers.actions.assign import assign
from motcua.dossiers.actions.confirm_reassign import confirm_reassign
from motcua.dossiers.actions.recuse import recuse
from motcua.dossiers.actions.transfer import transfer
from motcua.dossiers.by_beacons import drawn_by_beacons
from motcua.dossiers.jobs import redraw_absent
from motcua.dossiers.models import Assignment, Dossier, Draw
from motcua.dossiers.roster_lines import text_of
from motcua.dossiers.roster_telling import tell_rosters
from motcua.dossiers.status import Channel, Status
from motcua.flow.refusal import Refused
from motcua.identity.actions.record_absence import record_absence
from motcua.identity.actor import Actor
from motcua.identity.roles import Role
from motcua.ledger.models import Ask, Round
from motcua.ledger.queries import newest_of_kind
from motcua.ledger.replay import replay
from motcua.lottery.draw import Officer, Pool, draw
from tests.builders import CERTIFIED_COPY, a_dossier
from tests.dossiers.drawing import MONDAY, fresh, waiting

SYSTEM = Actor.system("assign")


def assigned(centre) -> Dossier:
    dossier = waiting(centre)
    centre.tick()
    dossier = fresh(dossier)
    assert dossier.official_id is not None
    return dossier


def test_a_dossier_waits_and_is_given_to_whom_the_beacons_drew(centre):
    dossier = waiting(centre)
    assert (dossier.status, dossier.official_id, dossier.alias) == (Status.PROCESSING, None, "")
    with pytest.raises(Refused) as refused:
        assign(dossier_id=dossier.pk, actor=SYSTEM, at=centre.log.now, request_id=uuid4())
    assert refused.value.refusal.code == "not_drawn_yet"
    assert centre.tick() == 1
    dossier = fresh(dossier)
    assert dossier.official_id in {centre.cast.chi.person_id, centre.cast.giang.person_id}
    assert dossier.alias
    row = Draw.objects.get(dossier=dossier)
    assert (row.seed_source, row.verifiable, row.log_attempt) == ("beacons", True, 0)
    assert row.checkpoint == Ask.objects.get(dossier=dossier.pk).size
    pool = Pool(tuple(Officer(bytes.fromhex(p), cap, a, c) for p, cap, a, c, _ in row.officers))
    assert draw(bytes.fromhex(row.seed), pool).id.hex() == row.chosen
    assert row.total == sum(line[4] for line in row.officers) > row.point
    (leaf,) = centre.leaves("assigned")
    assert (leaf["k"], leaf["a"], leaf["w"]) == (row.checkpoint, 0, 1000)
    assert "draws 1" in centre.right()


def test_who_received_it_may_not_choose_the_moment_of_the_transfer(centre):
    """Drawn for at its first checkpoint, transferred much later: the same official."""
    dossier = a_dossier(centre.cast, Status.ACCEPTED, at=centre.log.now - timedelta(hours=2))
    assert centre.tick() == 1
    drawn = Ask.objects.get(dossier=dossier.pk)
    centre.ticks()
    assert Round.objects.count() == 1
    transfer(dossier_id=dossier.pk, actor=centre.cast.binh, at=centre.log.now, request_id=uuid4())
    centre.draw()
    assert Draw.objects.get(dossier=dossier).chosen == bytes(drawn.officer).hex()
    assert "draws 1" in centre.right()


def test_a_recusal_is_drawn_again_from_a_later_checkpoint(centre):
    dossier, cast, now = assigned(centre), centre.cast, centre.log.now
    first = dossier.official_id
    holder = cast.chi if first == cast.chi.person_id else cast.giang
    ask_recusal(dossier_id=dossier.pk, reason="kin", actor=holder, at=now, request_id=uuid4())
    recuse(dossier_id=dossier.pk, actor=cast.dung, at=now, request_id=uuid4())
    dossier = fresh(dossier)
    assert (dossier.official_id, dossier.alias) == (None, "")
    assert centre.draw() == 0  # the leaf is in no checkpoint yet
    assert fresh(dossier).official_id is None
    centre.tick()
    assert fresh(dossier).official_id not in (None, first)
    assert [row.log_attempt for row in Draw.objects.filter(dossier=dossier)] == [0, 1]
    assert sum(Assignment.objects.filter(official=first).values_list("effort", flat=True)) == 0
    said = centre.right()
    assert "re-draws 1" in said
    assert "recused 1" in said


def test_after_a_working_day_of_absence_it_is_drawn_again(centre):
    dossier = assigned(centre)
    first = dossier.official_id
    tuesday, wednesday = (MONDAY.date() + timedelta(days=n) for n in (1, 2))
    record_absence(person_id=first, first_day=tuesday, last_day=wednesday + timedelta(days=9),
                   reason="illness", recorded_by=None)  # fmt: skip
    centre.tell_absences()
    centre.tick(days=1)
    assert redraw_absent(centre.log.now) == 0  # one working day first
    centre.tick(days=1)
    assert redraw_absent(centre.log.now) == 1
    assert fresh(dossier).official_id is None
    centre.ticks(2)
    assert fresh(dossier).official_id not in (None, first)
    assert "reassigned 1" in centre.right()


def test_five_identical_filings_go_to_one_official(centre):
    filings = [waiting(centre) for _ in range(5)]
    centre.tick()
    assert len({fresh(each).official_id for each in filings}) == 1
    assert sorted(Ask.objects.values_list("repeat", flat=True)) == [False, True, True, True, True]
    centre.publish()
    (pool,) = newest_of_kind("pool", 9)
    given = [replay(pool.idx, place).given_to for place in range(5)]  # as the public page works it
    assert set(given) == {text_of(bytes(Ask.objects.first().officer))}
    later = waiting(centre)
    centre.tick(days=1)
    assert fresh(later).official_id == fresh(filings[0]).official_id
    assert "sticky 5" in centre.right()


def test_a_round_over_midnight_is_of_the_day_of_its_checkpoint(centre):
    evening = MONDAY.replace(hour=23, minute=59, second=50)
    centre.publish(seconds=(evening - centre.log.now).total_seconds() - 60)
    dossier = waiting(centre)
    centre.publish(seconds=(evening - centre.log.now).total_seconds())
    centre.log.now += timedelta(seconds=30)
    assert centre.draw() == 1
    assert fresh(dossier).official_id
    (pool,) = centre.leaves("pool")
    assert pool["day"] == "2026-08-10"
    assert "draws 1" in centre.right()


def test_most_of_a_pool_sick_is_marked_thin(centre):
    """Absences that stand in the log before the checkpoint: drawn, counted, never silent."""
    today = centre.log.now.date()
    record_absence(person_id=centre.cast.chi.person_id, first_day=today, last_day=today,
                   reason="illness", recorded_by=None)  # fmt: skip
    centre.tell_absences()
    dossier = waiting(centre)
    centre.tick()
    assert fresh(dossier).official_id == centre.cast.giang.person_id
    assert Draw.objects.get(dossier=dossier).thin
    assert "thin 1" in centre.right()


def test_a_head_who_asks_for_another_draw_gets_nobody_who_had_it(centre):
    dossier, cast, now = assigned(centre), centre.cast, centre.log.now
    first = dossier.official_id
    ask_reassign(
        dossier_id=dossier.pk, reason="Quá tải", actor=cast.dung, at=now, request_id=uuid4()
    )
    second = next(one for one in (cast.chi, cast.giang) if one.person_id != first)
    confirmer = Actor.with_roles(
        frozenset({Role.HEAD}), person_id=cast.sau.person_id, office=cast.agency
    )
    confirm_reassign(dossier_id=dossier.pk, actor=confirmer, at=now, request_id=uuid4())
    assert fresh(dossier).official_id is None
    centre.ticks(2)
    assert fresh(dossier).official_id == second.person_id
    (pool,) = [leaf for leaf in centre.leaves("pool") if leaf["q"][0][1] == 1]
    assert [row[1] for row in pool["p"][0][4]] == ["reassigned"]
    assert "reassigned 1" in centre.right()


def test_by_hand_while_it_waits_takes_two_and_is_said(centre):
    dossier, cast, now = waiting(centre), centre.cast, centre.log.now
    ask_by_hand(dossier_id=dossier.pk, official=cast.chi.person_id, reason="Vụ việc tiếp nối",
                ground="Nghị định 61/2018/NĐ-CP Điều 19", actor=cast.dung, at=now,
                request_id=uuid4())  # fmt: skip
    for number in (cast.sau, cast.tan):
        head = Actor.with_roles(
            frozenset({Role.HEAD}), person_id=number.person_id, office=cast.agency
        )
        approve_by_hand(dossier_id=dossier.pk, actor=head, at=now, request_id=uuid4())
    assert fresh(dossier).official_id == cast.chi.person_id
    centre.ticks(2)
    assert not Ask.objects.exists()  # held already: nothing is drawn
    (leaf,) = centre.leaves("manual")
    assert leaf["g"] == "61.2018.ND-CP"
    assert len(set(leaf["y"])) == 2
    assert "manual 1" in centre.right()


def test_what_is_settled_at_the_counter_is_drawn_for_all_the_same(centre):
    dossier = a_dossier(centre.cast, Status.ACCEPTED, at=centre.log.now - timedelta(hours=2),
                        procedure=CERTIFIED_COPY, channel=Channel.COUNTER)  # fmt: skip
    assert centre.tick() == 1
    assert fresh(dossier).official_id is None
    (pool,) = centre.leaves("pool")
    assert pool["p"][0][1:3] == ["certification", 2]  # two in the whole city of the test
    said = centre.right()
    assert "1 draws are not followed" in said


def test_a_second_assignment_for_one_draw_is_refused(centre):
    dossier = assigned(centre)
    with pytest.raises(Refused) as refused:
        assign(dossier_id=dossier.pk, actor=SYSTEM, at=centre.log.now, request_id=uuid4())
    assert refused.value.refusal.code == "assigned_already"
    Dossier.objects.filter(pk=dossier.pk).update(official=None)  # as somebody in the database would
    assert drawn_by_beacons(fresh(dossier)) is None


def test_where_beacons_were_given_up_the_server_draws_and_the_log_says_so(centre, settings):
    dossier = a_dossier(centre.cast, Status.ACCEPTED, at=centre.log.now - timedelta(hours=2))
    centre.beacons.down.add("b1")
    settings.LEDGER_BEACONS.unlink()
    tell_rosters(centre.log.now)
    centre.publish(days=2)
    transfer(dossier_id=dossier.pk, actor=centre.cast.binh, at=centre.log.now, request_id=uuid4())
    assert fresh(dossier).official_id
    centre.publish()
    code, said = centre.log.audit()
    assert code == 1
    assert "a local seed although beacons could be asked" in said
