"""Who settles is drawn: recorded, repeatable, by work per present day, and nobody can steer it."""

from collections import Counter
from datetime import date, timedelta
from hashlib import sha256
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from motcua.dossiers.actions.reassign import reassign
from motcua.dossiers.actions.transfer import transfer
from motcua.dossiers.assignment import choose
from motcua.dossiers.models import Assignment, Dossier, Draw
from motcua.dossiers.pools import candidates, may_widen
from motcua.dossiers.pseudonyms import pseudonym
from motcua.dossiers.seeds import Seed
from motcua.dossiers.status import Channel, Status
from motcua.events.queries import of_subject
from motcua.flow.refusal import Refused
from motcua.identity.actions.adjust_official import adjust_official
from motcua.identity.actions.appoint import appoint
from motcua.identity.actions.declare_conflict import declare_conflict, end_conflict
from motcua.identity.actions.record_absence import record_absence
from motcua.identity.actor import Actor
from motcua.identity.models import Conflict, Official, Person
from motcua.identity.roles import Role
from motcua.lottery.draw import Officer, Pool, draw, weights
from motcua.offices import queries as offices
from tests.builders import CERTIFIED_COPY, MARRIAGE_STATUS, a_dossier, a_draft
from tests.cast import SINCE

DAY = date(2026, 8, 10)


def specialists(
    agency: str, count: int, *, at, since=SINCE, skills=("civil_status", "certification")
):
    people = []
    for number in range(count):
        person = Person.objects.create(login=f"{agency}-{number}", full_name="Mẫu", kind="official")
        appoint(person_id=person.pk, role=Role.SPECIALIST, office=agency, valid_from=since,
                skills=skills, at=at)  # fmt: skip
        people.append(person)
    return people


def pool_of(dossier, at, **out):
    return candidates(dossier, at=at, day=at.date(), out=out)


@pytest.fixture
def accepted(cast, monday) -> Dossier:
    return a_dossier(cast, Status.ACCEPTED, at=monday)


def test_a_draw_is_kept_and_anybody_can_repeat_it(cast, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    row = Draw.objects.get(dossier=dossier)
    pool = Pool(tuple(Officer(bytes.fromhex(p), cap, a, c) for p, cap, a, c, _ in row.officers))
    assert draw(bytes.fromhex(row.seed), pool).id.hex() == row.chosen
    assert [line[4] for line in row.officers] == weights(pool.officers)
    assert row.total == sum(line[4] for line in row.officers)
    assert pseudonym(dossier.official_id, row.epoch).hex() == row.chosen
    assert (row.seed_source, row.verifiable, row.attempt) == ("local", False, 0)


def test_the_event_tells_the_draw_and_names_nobody(cast, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    (event,) = [e for e in of_subject("dossier", dossier.pk) if e.kind == "dossier_transferred"]
    told = event.data["draw"]
    assert told["chosen"] == Draw.objects.get(dossier=dossier).chosen
    assert len(told["officers"]) == 2
    assert not {"Chi", "Giang", "An"} & set(str(told).split())
    assert "likeness" not in told


def test_a_draw_can_neither_be_changed_nor_deleted_nor_repeated(cast, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    row = Draw.objects.get(dossier=dossier)
    for act in (lambda: Draw.objects.update(seed="00"), lambda: Draw.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    again = {
        f.attname: getattr(row, f.attname) for f in Draw._meta.concrete_fields if f.attname != "id"
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Draw.objects.create(**again)


def test_weights_count_work_assigned_a_present_day_and_never_the_backlog(cast, accepted, monday):
    chi, giang = cast.chi.person_id, cast.giang.person_id
    before = pool_of(accepted, monday).pool.officers
    assert {one.assigned for one in before} == {0}
    assert {one.present for one in before} == {28_000}  # working days of July and August so far
    Assignment.objects.create(dossier=accepted, official_id=chi, agency=accepted.agency, at=monday,
                              day=DAY - timedelta(days=3), effort=90_000, reason="x")  # fmt: skip
    record_absence(person_id=giang, first_day=date(2026, 7, 6), last_day=date(2026, 7, 10),
                   reason="leave", recorded_by=None)  # fmt: skip
    found = pool_of(accepted, monday)
    of = {found.people[one.id]: one for one in found.pool.officers}
    assert (of[chi].assigned, of[giang].assigned) == (90_000, 0)
    assert (of[chi].present, of[giang].present) == (28_000, 23_000)
    # Open or done makes no difference: the dossiers' statuses are not read at all.
    Dossier.objects.filter(official_id=chi).update(step_due_at=None)
    assert pool_of(accepted, monday).pool == found.pool


def test_work_taken_away_no_longer_counts(cast, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    first = dossier.official_id
    reassign(dossier_id=dossier.pk, reason="absent", actor=Actor.system(), at=monday + timedelta(hours=9),
             request_id=uuid4())  # fmt: skip
    work = Counter()
    for row in Assignment.objects.filter(dossier=dossier):
        work[row.official_id] += row.effort
    second = Dossier.objects.get(pk=dossier.pk).official_id
    assert work == {first: 0, second: 1000}


@pytest.mark.parametrize("byte", range(0, 256, 15))
def test_who_is_absent_unskilled_or_in_conflict_is_never_drawn(
    cast, accepted, monday, settings, byte
):
    settings.SEED_SOURCE = f"tests.dossiers.seeding.byte_{byte}"
    agency = accepted.agency
    away, unskilled, kin, free = specialists(agency, 4, at=monday - timedelta(days=9))
    for who in (cast.chi.person_id, cast.giang.person_id, away.pk):
        record_absence(person_id=who, first_day=DAY, last_day=DAY, reason="leave", recorded_by=None)
    Official.objects.filter(person=unskilled).update(skills=["land"])
    declare_conflict(official_id=kin.pk, id_number="001200000001", at=monday)
    chosen = choose(accepted, on=DAY, at=monday)
    assert chosen.person_id == free.pk
    (out,) = chosen.record["excluded"]
    assert out[1:] == ["coi", Conflict.objects.get(official=kin).commitment]


def test_a_conflict_names_nobody_and_only_the_right_person_matches(cast, accepted, monday):
    declare_conflict(official_id=cast.chi.person_id, id_number="001200000002", at=monday)
    kept = Conflict.objects.get()
    assert "001200000002" not in str(kept.__dict__)
    assert sha256(b"001200000002").hexdigest() != kept.commitment
    assert len(pool_of(accepted, monday).pool) == 2
    other = a_dossier(cast, Status.ACCEPTED, at=monday, applicant=cast.an)
    Dossier.objects.filter(pk=other.pk).update(applicant_id=cast.other.person_id)
    assert len(pool_of(Dossier.objects.get(pk=other.pk), monday).pool) == 1


def test_an_official_is_never_drawn_for_a_dossier_of_their_own(cast, accepted, monday):
    Person.objects.filter(pk=cast.chi.person_id).update(id_number="001200000001")
    assert list(pool_of(accepted, monday).people.values()) == [cast.giang.person_id]


def test_a_change_of_the_roster_counts_after_24_hours(cast, accepted, monday):
    old = monday - timedelta(days=30)
    for row in Person.objects.filter(login__in=["chi", "giang"]):
        row.appointments.update(recorded_at=old)
    (new,) = specialists(accepted.agency, 1, at=monday - timedelta(hours=23))
    assert new.pk not in pool_of(accepted, monday).people.values()
    assert new.pk in pool_of(accepted, monday + timedelta(hours=1)).people.values()
    adjust_official(person_id=cast.chi.person_id, skills=["land"], capacity=1, at=monday)
    assert cast.chi.person_id in pool_of(accepted, monday).people.values()
    later = pool_of(accepted, monday + timedelta(hours=24))
    assert cast.chi.person_id not in later.people.values()


def test_a_thin_pool_widens_only_where_the_law_lets(cast, accepted, monday):
    found = pool_of(accepted, monday)
    assert (found.scope, found.thin, len(found.pool)) == (0, True, 2)
    copy = a_dossier(cast, Status.ACCEPTED, at=monday, procedure=CERTIFIED_COPY)
    assert may_widen(copy)
    assert not may_widen(accepted)
    near, rest = offices.neighbours_of(copy.agency, DAY)
    assert near
    assert rest
    specialists(near[0], 2, at=monday - timedelta(days=9))
    found = pool_of(copy, monday)
    assert (found.scope, found.thin, len(found.pool)) == (2, False, 4)
    specialists(near[1], 1, at=monday - timedelta(days=9))
    assert (pool_of(copy, monday).scope, len(pool_of(copy, monday).pool)) == (1, 5)
    assert Dossier.objects.get(pk=copy.pk).agency == copy.agency


def test_eleven_of_twelve_absent_is_thin_and_said_so(cast, accepted, monday):
    people = specialists(accepted.agency, 10, at=monday - timedelta(days=9))
    for who in (cast.chi.person_id, *(p.pk for p in people)):
        record_absence(
            person_id=who, first_day=DAY, last_day=DAY, reason="illness", recorded_by=None
        )
    transfer(dossier_id=accepted.pk, actor=cast.binh, at=monday, request_id=uuid4())
    row = Draw.objects.get(dossier=accepted)
    assert row.thin
    assert len(row.officers) == 1


def test_five_copies_of_one_matter_go_to_one_official(cast, monday):
    specialists(cast.agency, 8, at=monday - timedelta(days=9))
    copies = [a_dossier(cast, Status.PROCESSING, at=monday + timedelta(days=n),
                        future_spouse=f"Người Mẫu {n}", purpose="marriage")
              for n in range(5)]  # fmt: skip
    assert len({one.official_id for one in copies}) == 1
    kinds = Draw.objects.filter(dossier__in=copies).order_by("at").values_list("kind", flat=True)
    assert list(kinds) == ["drawn", *["repeat"] * 4]


def test_another_applicant_or_after_thirty_days_is_drawn(cast, monday):
    first = a_dossier(cast, Status.PROCESSING, at=monday)
    later = a_dossier(cast, Status.PROCESSING, at=monday + timedelta(days=35))
    draft = a_draft(cast, at=monday, channel=Channel.COUNTER, applicant=cast.other)
    assert draft.applicant_id != first.applicant_id
    assert Draw.objects.get(dossier=later).kind == "drawn"


def test_a_repeat_whose_official_is_away_is_drawn(cast, monday):
    first = a_dossier(cast, Status.PROCESSING, at=monday)
    record_absence(person_id=first.official_id, first_day=DAY + timedelta(days=1),
                   last_day=DAY + timedelta(days=9), reason="leave", recorded_by=None)  # fmt: skip
    second = a_dossier(cast, Status.PROCESSING, at=monday + timedelta(days=1))
    assert second.official_id != first.official_id
    assert Draw.objects.get(dossier=second).kind == "drawn"


def test_every_official_of_a_pool_is_drawn_sooner_or_later(cast, monday, accepted):
    chosen = Counter(choose(accepted, on=DAY, at=monday).person_id for _ in range(40))
    assert set(chosen) == {cast.chi.person_id, cast.giang.person_id}


def test_nobody_there_waits(cast, accepted, monday):
    Person.objects.filter(login__in=["chi", "giang"]).update(is_active=False)
    with pytest.raises(Refused) as nobody:
        transfer(dossier_id=accepted.pk, actor=cast.binh, at=monday, request_id=uuid4())
    assert nobody.value.refusal.code == "nobody_there"
    assert not Draw.objects.exists()


def test_a_source_of_seeds_can_be_put_in(cast, accepted, monday, settings):
    settings.SEED_SOURCE = "tests.dossiers.seeding.byte_0"
    record = choose(accepted, on=DAY, at=monday).record
    assert record["seed_source"] == "test"
    assert record["point"] == 0
    assert isinstance(Seed(b"", "x", verifiable=True), Seed)
    assert accepted.procedure == MARRIAGE_STATUS


def test_who_received_it_is_never_drawn(cast, accepted, monday):
    receiver = cast.chi.person_id
    Dossier.objects.filter(pk=accepted.pk).update(received_by=receiver)
    found = pool_of(Dossier.objects.get(pk=accepted.pk), monday)
    assert receiver not in found.people.values()
    assert [(one.person_id, one.reason) for one in found.left] == [(receiver, "coi")]
    Dossier.objects.filter(pk=accepted.pk).update(received_by=cast.binh.person_id)
    assert pool_of(Dossier.objects.get(pk=accepted.pk), monday).left == ()


def test_a_conflict_withdrawn_counts_for_another_day(cast, accepted, monday):
    kept = declare_conflict(official_id=cast.chi.person_id, id_number="001200000001", at=monday)
    end_conflict(conflict_id=kept.pk, official_id=cast.chi.person_id, at=monday)
    assert cast.chi.person_id not in pool_of(accepted, monday + timedelta(hours=23)).people.values()
    assert cast.chi.person_id in pool_of(accepted, monday + timedelta(hours=25)).people.values()
