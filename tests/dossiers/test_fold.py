"""The events retell the row: after any life, folding them gives the row's fields."""

import pytest

from motcua.dossiers.actions.taking import TOLD_FIELDS, plain
from motcua.dossiers.fold import fold
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Channel, Status
from motcua.events.queries import of_subject
from tests.builders import INTERLINKED, a_dossier, completion_asked


def assert_retold(dossier: Dossier) -> None:
    row = Dossier.objects.get(pk=dossier.pk)
    state = fold(event.data for event in of_subject("dossier", row.pk))
    assert state == {field.attname: plain(getattr(row, field.attname)) for field in TOLD_FIELDS}


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.DRAFT])
def test_each_life_is_retold(cast, monday, status):
    assert_retold(a_dossier(cast, status, at=monday))


def test_a_life_sent_back_before_acceptance_is_retold(cast, monday):
    assert_retold(completion_asked(cast, at=monday))


def test_interlinked_parts_are_retold_too(cast, monday):
    main = a_dossier(
        cast, Status.ACCEPTED, at=monday, procedure=INTERLINKED, channel=Channel.COUNTER
    )
    assert_retold(main)
    for part in main.parts.all():
        assert_retold(part)


def test_a_change_behind_the_events_is_noticed(cast, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    Dossier.objects.filter(pk=dossier.pk).update(agency="elsewhere")
    with pytest.raises(AssertionError):
        assert_retold(dossier)
