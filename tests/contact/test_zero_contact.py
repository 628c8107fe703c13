"""The zero-contact rate counts every kind of contact, by unit and period."""

from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.contact.actions.note_contact import note_contact
from motcua.contact.figures import zero_contact, zero_contact_by_unit
from motcua.contact.kinds import Way
from motcua.dossiers.status import Status
from motcua.events.models import Event
from motcua.flow.refusal import Refused
from motcua.ledger.publish import contact_of
from tests.builders import a_dossier

DAY = timedelta(days=1)


def test_a_call_to_the_centre_is_a_contact(cast, monday):
    quiet = a_dossier(cast, Status.DONE, at=monday)
    called = a_dossier(cast, Status.DONE, at=monday)
    period = {"since": monday, "until": monday + 30 * DAY}
    assert zero_contact(**period).rate == 1
    note_contact(dossier_id=called.pk, way=Way.PHONE, summary="Hỏi giờ làm việc.",
                 happened_at=monday + DAY, actor=cast.binh, at=monday + DAY, request_id=uuid4())  # fmt: skip
    figures = zero_contact(**period, unit=quiet.agency)
    assert (figures.settled, figures.without, figures.with_notes) == (2, 1, 1)
    assert figures.rate == 0.5
    assert zero_contact_by_unit(**period) == {quiet.agency: figures}
    assert zero_contact(since=monday - 9 * DAY, until=monday).rate is None
    event = Event.objects.get(kind="dossier_contact_noted")
    assert contact_of(event.data) == {"c": "call", "i": "in", "z": 1}


def test_only_the_centre_notes(cast, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    for who in (cast.an, cast.chi, cast.hoa):
        with pytest.raises(Refused):
            note_contact(dossier_id=dossier.pk, way=Way.VISIT, summary="x", happened_at=monday,
                         actor=who, at=monday + DAY, request_id=uuid4())  # fmt: skip
