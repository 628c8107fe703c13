"""One dossier from home or counter to the returned result."""

from datetime import timedelta

import pytest

from motcua.dossiers.models import HandOver
from motcua.dossiers.status import Channel, Status
from motcua.events.queries import of_subject
from tests.builders import CERTIFIED_COPY, a_dossier

EVERY = list(Status)


@pytest.mark.parametrize("status", EVERY)
def test_every_status_is_reached_by_real_moves(cast, monday, status):
    assert a_dossier(cast, status, at=monday).status == status


def test_the_whole_life_is_told(cast, monday):
    dossier = a_dossier(cast, Status.RETURNED, at=monday)
    kinds = [event.kind for event in of_subject("dossier", dossier.pk)]
    assert kinds[0] == "dossier_submitted"
    assert kinds[-1] == "dossier_returned"
    assert [event.n for event in of_subject("dossier", dossier.pk)] == list(range(len(kinds)))
    assert dossier.settled_at <= dossier.first_due_at
    assert HandOver.objects.filter(dossier=dossier).count() >= 2


def test_at_the_counter_the_clock_starts_at_once(cast, monday):
    dossier = a_dossier(
        cast, Status.ACCEPTED, at=monday, procedure=CERTIFIED_COPY, channel=Channel.COUNTER
    )
    assert dossier.clock_started_at == monday + timedelta(hours=1)
    assert dossier.code.startswith("H26.")
