"""The zero-contact rate as the inspectorate reads it: by unit, month and official, with its cases."""

from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.contact.actions.note_contact import note_contact
from motcua.contact.actions.write_message import write_message
from motcua.contact.figures import zero_contact_by_unit
from motcua.contact.kinds import Kind, Way
from motcua.contact.models import Hearing
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Outcome, Status
from motcua.flow.refusal import Refused
from motcua.insight.measures import MEASURES
from motcua.insight.spans import Month, Span
from motcua.insight.suppression import HIDDEN, SMALL
from motcua.insight.tables import by_person, by_unit, cases, overview
from tests.builders import a_dossier

DAY = timedelta(days=1)
ZERO = MEASURES["zero-contact"]
AUGUST = Month(2026, 8)
SPAN = Span(AUGUST, AUGUST)


def copies(dossier, count, agency, **other):
    """Decided dossiers like one that was walked there; contacts are written by the real actions."""
    same = {f.attname: getattr(dossier, f.attname) for f in Dossier._meta.concrete_fields
            if f.attname not in {"id", "uid", "code", "agency", *other}}  # fmt: skip
    first = Dossier.objects.count()
    return Dossier.objects.bulk_create(
        Dossier(**same, **other, agency=agency, code=f"H26.99-260810-{first + n:04}")
        for n in range(count)
    )


def noted(dossier, actor, at):
    note_contact(dossier_id=dossier.pk, way=Way.PHONE, summary="Hỏi giờ làm việc.",
                 happened_at=at, actor=actor, at=at, request_id=uuid4())  # fmt: skip


def written(dossier, actor, at):
    write_message(dossier_id=dossier.pk, kind=Kind.PROGRESS, text="Hồ sơ đến đâu rồi?",
                  actor=actor, at=at, request_id=uuid4())  # fmt: skip


@pytest.fixture
def walked(cast, monday):
    return a_dossier(cast, Status.DONE, at=monday)


@pytest.fixture
def decided(cast, walked, monday):
    """Of thirteen of one agency, five had a contact: two calls, a message, a hearing, a supplement."""
    rows = copies(walked, 11, cast.agency)
    for dossier in rows[:2]:
        noted(dossier, cast.binh, monday + DAY)
    written(rows[2], cast.an, monday + DAY)
    Hearing.objects.create(dossier=rows[3], asked_by=cast.an.person_id, asked_at=monday)
    return [walked, *rows, *copies(walked, 1, cast.agency, supplement_rounds=1)]


def quiet(decided):
    return {d.pk for d in (decided[0], *decided[5:12])}


def test_one_with_a_contact_and_one_without(cast, walked, monday):
    (called,) = copies(walked, 1, cast.agency)
    noted(called, cast.binh, monday + DAY)
    assert cases(cast.hoa, ZERO, "", SPAN, most=9) == [walked.pk]


def test_every_kind_of_contact_counts(cast, decided):
    table = by_unit(cast.hoa, ZERO, SPAN)
    cell = table.rows[cast.agency]
    assert (cell.base, cell.hits) == (13, 8)
    assert table.months == {AUGUST: table.total}
    assert (table.total.base, table.total.hits) == (13, 8)
    assert overview(cast.hoa, SPAN)["zero-contact"] == table.total


def test_it_is_the_rate_that_contact_gives(cast, decided):
    cell = by_unit(cast.hoa, ZERO, SPAN).rows[cast.agency]
    figures = zero_contact_by_unit(since=SPAN.since, until=SPAN.until)[cast.agency]
    assert (cell.base, cell.hits) == (figures.settled, figures.without)
    assert (figures.with_notes, figures.with_messages) == (2, 1)
    assert (figures.with_hearings, figures.supplemented) == (1, 1)


def test_each_month_has_its_own(cast, decided, walked):
    copies(walked, 6, cast.agency, settled_at=walked.settled_at + 31 * DAY)
    table = by_unit(cast.hoa, ZERO, Span(AUGUST, AUGUST.moved(1)))
    assert [(c.base, c.hits) for c in table.months.values()] == [(13, 8), (6, 6)]
    assert (table.rows[cast.agency].base, table.rows[cast.agency].hits) == (19, 14)


def test_undecided_and_refused(cast, decided, walked, monday):
    copies(walked, 1, cast.agency, outcome="", settled_at=None, status=Status.PROCESSING)
    copies(walked, 1, cast.agency, outcome=Outcome.REFUSED)
    cell = by_unit(cast.hoa, ZERO, SPAN).rows[cast.agency]
    assert (cell.base, cell.hits) == (14, 9)


def test_a_small_unit_is_hidden(cast, decided, walked):
    """The large unit's figure stands; the small one's does not, nor the total that would tell it."""
    copies(walked, SMALL - 1, cast.police)
    table = by_unit(cast.hoa, ZERO, SPAN)
    assert (table.rows[cast.agency].base, table.rows[cast.agency].hits) == (13, 8)
    assert (table.rows[cast.police].base, table.rows[cast.police].hits) == (None, None)
    assert (table.total.base, table.total.hits) == (None, None)


def test_officials_stand_by_pseudonym(cast, decided):
    people = by_person(cast.hoa, ZERO, cast.agency, SPAN)
    ((name, cell),) = people.rows.items()
    assert len(name) == 32
    assert cell != HIDDEN
    assert (cell.base, cell.hits) == (13, 8)


def test_the_cases_are_those_without(cast, decided, walked):
    elsewhere = {d.pk for d in copies(walked, 2, cast.police)}
    assert set(cases(cast.hoa, ZERO, cast.agency, SPAN, most=50)) == quiet(decided)
    assert set(cases(cast.hoa, ZERO, "", SPAN, most=50)) == quiet(decided) | elsewhere
    assert len(cases(cast.hoa, ZERO, "", SPAN, most=3)) == 3


def test_nobody_but_inspectors(cast, decided):
    for who in (cast.an, cast.binh, cast.chi, cast.dung):
        with pytest.raises(Refused, match="not_permitted"):
            cases(who, ZERO, "", SPAN, most=3)


def test_it_is_told_in_both_languages_with_its_law():
    for said in (ZERO.names, ZERO.words, ZERO.basis):
        assert said.vi
        assert said.en
        assert said.vi != said.en
    assert "61/2018" in ZERO.basis.vi
