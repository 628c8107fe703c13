"""Consultation: planned by the route, answered by the agency asked, never stopping the clock."""

from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.dossiers.actions.answer import answer
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.propose import propose
from motcua.dossiers.knowledge import current_step, definition_of
from motcua.dossiers.models import Consultation, Dossier
from motcua.dossiers.queries import visible_dossier
from motcua.dossiers.route import decision_at
from motcua.dossiers.status import Outcome, Status
from motcua.flow.refusal import Refused
from tests.builders import CONSTRUCTION, a_dossier


@pytest.fixture
def asked(cast, monday) -> Consultation:
    dossier = a_dossier(
        cast, Status.PROCESSING, at=monday, procedure=CONSTRUCTION, works_kind="house"
    )
    planned = current_step(dossier).consults[0]
    official = cast.chi if dossier.official_id == cast.chi.person_id else cast.giang
    consult(dossier_id=dossier.pk, key=planned.key, question="Có phù hợp quy hoạch không?",
            actor=official, at=monday + timedelta(hours=5), request_id=uuid4())  # fmt: skip
    return Consultation.objects.get(dossier=dossier)


def test_the_clock_runs_on(asked):
    assert asked.dossier.clock == "runs"
    assert asked.dossier.due_at == asked.dossier.first_due_at
    assert asked.silence_is_consent


def test_only_the_agency_asked_sees_and_answers(cast, asked, monday):
    assert visible_dossier(cast.kien, asked.dossier.code).pk == asked.dossier_id
    stranger = cast.sau
    with pytest.raises(Refused) as absent:
        visible_dossier(stranger, asked.dossier.code)
    assert absent.value.refusal.code == "absent"
    answer(dossier_id=asked.dossier_id, consultation_id=asked.pk, position="agrees", text="Phù hợp",
           actor=cast.kien, at=monday + timedelta(hours=6), request_id=uuid4())  # fmt: skip
    with pytest.raises(Refused) as again:
        answer(dossier_id=asked.dossier_id, consultation_id=asked.pk, position="objects", text="Không",
               actor=cast.kien, at=monday + timedelta(hours=7), request_id=uuid4())  # fmt: skip
    assert again.value.refusal.code == "answered_already"


def test_nothing_is_proposed_while_an_opinion_is_awaited_unless_silence_consents(cast, asked):
    dossier = Dossier.objects.get(pk=asked.dossier_id)
    official = cast.chi if dossier.official_id == cast.chi.person_id else cast.giang
    Dossier.objects.filter(pk=dossier.pk).update(step=decision_at(definition_of(dossier).route) - 1)

    def propose_at(at):
        return propose(
            dossier_id=dossier.pk,
            outcome=Outcome.GRANTED,
            actor=official,
            at=at,
            request_id=uuid4(),
        )

    with pytest.raises(Refused) as early:
        propose_at(asked.due_at)
    assert early.value.refusal.code == "consultation_open"
    assert propose_at(asked.due_at + timedelta(minutes=1)).proposal == "granted"
