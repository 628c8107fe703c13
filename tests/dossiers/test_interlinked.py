"""Birth, residence and health insurance: one receipt, one clock for each agency."""

from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.finish_step import finish_step
from motcua.dossiers.actions.propose import propose
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.transfer import transfer
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.knowledge import definition_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.route import decision_at
from motcua.dossiers.status import Channel, Outcome, Status
from motcua.flow.refusal import Refused
from tests.builders import INTERLINKED, a_dossier


@pytest.fixture
def main(cast, monday) -> Dossier:
    return a_dossier(
        cast, Status.ACCEPTED, at=monday, procedure=INTERLINKED, channel=Channel.COUNTER
    )


def settle(cast, dossier: Dossier, at) -> Dossier:
    people = {a.person_id: a for a in (cast.chi, cast.giang, cast.son, cast.tam)}
    heads = {cast.agency: cast.dung, cast.police: cast.sau, cast.insurance: cast.tan}
    transfer(dossier_id=dossier.pk, actor=cast.binh, at=at, request_id=uuid4())
    row = Dossier.objects.get(pk=dossier.pk)
    official = people[row.official_id]
    for _ in range(decision_at(definition_of(row).route) - 1):
        finish_step(dossier_id=row.pk, actor=official, at=at, request_id=uuid4())
    propose(dossier_id=row.pk, actor=official, at=at, request_id=uuid4(), outcome=Outcome.GRANTED)
    return approve(dossier_id=row.pk, actor=heads[row.agency], at=at, request_id=uuid4())


def test_parts_open_in_their_order_with_their_own_clocks(cast, main, monday):
    links = definition_of(main).interlinked
    at_once = {link.key for link in links if link.after == ""}
    assert set(main.parts.values_list("part", flat=True)) == at_once
    at = monday + timedelta(hours=2)
    settle(cast, main, at)
    for _ in links:
        for part in Dossier.objects.filter(parent=main, status=Status.ACCEPTED):
            assert part.clock_started_at >= main.clock_started_at
            settle(cast, part, at)
    parts = Dossier.objects.filter(parent=main)
    assert {part.part for part in parts} == {link.key for link in links}
    assert {part.agency for part in parts} == {cast.police, cast.insurance}
    assert Dossier.objects.get(pk=main.pk).open_parts == 0


def test_nothing_is_returned_before_every_part_is_settled(cast, main, monday):
    at = monday + timedelta(hours=2)
    settle(cast, main, at)
    with pytest.raises(Refused) as early:
        return_result(
            dossier_id=main.pk, collected_by="An", actor=cast.ly, at=at, request_id=uuid4()
        )
    assert early.value.refusal.code == "parts_open"
    while part := Dossier.objects.filter(parent=main, status=Status.ACCEPTED).first():
        settle(cast, part, at)
    done = return_result(
        dossier_id=main.pk, collected_by="An", actor=cast.ly, at=at, request_id=uuid4()
    )
    assert done.status == Status.RETURNED
    assert set(main.parts.values_list("status", flat=True)) == {Status.RETURNED}


def test_a_part_neither_returns_nor_withdraws_alone(cast, main, monday):
    settle(cast, main, monday + timedelta(hours=2))
    part = Dossier.objects.filter(parent=main).first()
    with pytest.raises(Refused) as alone:
        withdraw(
            dossier_id=part.pk,
            reason="Không cần",
            actor=cast.an,
            at=monday + timedelta(hours=3),
            request_id=uuid4(),
        )
    assert alone.value.refusal.code == "goes_with_parent"


def test_withdrawing_the_main_dossier_takes_its_parts_along(cast, main, monday):
    withdraw(
        dossier_id=main.pk,
        reason="Không cần",
        actor=cast.an,
        at=monday + timedelta(hours=3),
        request_id=uuid4(),
    )
    assert all(part.status == Status.WITHDRAWN for part in main.parts.all())
