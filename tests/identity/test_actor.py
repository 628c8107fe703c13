"""Who somebody is on a day: posts, delegation, absence, and nothing more than that."""

from datetime import date, timedelta

import pytest

from motcua.flow.refusal import Refused
from motcua.identity.actions.appoint import appoint, end_appointment
from motcua.identity.actions.delegate import delegate
from motcua.identity.actions.record_absence import record_absence
from motcua.identity.actions.register_person import register_person
from motcua.identity.models import Person
from motcua.identity.permissions import P
from motcua.identity.queries import absent, actor, posts, workers
from motcua.identity.roles import Role

DAY = date(2026, 8, 10)


@pytest.fixture
def people(db) -> tuple[Person, Person]:
    a, b = (Person.objects.create(login=n, full_name=n, kind="official") for n in "ab")
    appoint(person_id=a.pk, role=Role.HEAD, office="pc-1", valid_from=DAY)
    appoint(person_id=b.pk, role=Role.SPECIALIST, office="pc-1", valid_from=DAY, skills=["land"])
    return a, b


def test_permissions_come_with_the_office(people):
    head = people[0]
    assert actor(head, "pc-1", DAY).may(P.OFFICE_DECIDE)
    assert not actor(head, "pc-2", DAY).held
    assert not actor(head, "", DAY).held
    assert not actor(head, "pc-1", DAY - timedelta(days=1)).held


def test_an_ended_post_gives_nothing(people):
    head = people[0]
    end_appointment(appointment_id=head.appointments.get().pk, last_day=DAY)
    assert actor(head, "pc-1", DAY).held
    assert not actor(head, "pc-1", DAY + timedelta(days=1)).held


def test_a_citizen_is_an_applicant_everywhere(db):
    citizen = register_person(full_name="Nguyễn Mẫu An", id_number="001200000001")
    assert actor(citizen, "", DAY).roles == {Role.APPLICANT}
    assert actor(citizen, "pc-1", DAY).office == ""


def test_delegation_lends_a_role_for_its_days_only(people):
    head, other = people
    lent = {"giver": head.pk, "receiver": other.pk, "role": Role.HEAD, "office": "pc-1",
            "first_day": DAY, "last_day": DAY, "basis": "Quyết định 1/QĐ"}  # fmt: skip
    delegate(**lent)
    acting = actor(other, "pc-1", DAY)
    assert acting.may(P.OFFICE_DECIDE)
    assert acting.on_behalf_of == head.pk
    assert not actor(other, "pc-1", DAY + timedelta(days=1)).may(P.OFFICE_DECIDE)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"receiver": "giver"}, "to_oneself"),
        ({"basis": " "}, "basis_missing"),
        ({"role": Role.AUDITOR}, "not_held"),
        ({"last_day": DAY - timedelta(days=1)}, "days_reversed"),
        ({"giver": "receiver", "receiver": "giver"}, "not_held"),
    ],
)
def test_delegation_is_refused(people, change, code):
    names = {"giver": people[0].pk, "receiver": people[1].pk}
    lent = {
        **names,
        "role": Role.HEAD,
        "office": "pc-1",
        "first_day": DAY,
        "last_day": DAY,
        "basis": "QĐ",
    }
    lent |= {k: names.get(v, v) if isinstance(v, str) else v for k, v in change.items()}
    with pytest.raises(Refused) as refused:
        delegate(**lent)
    assert refused.value.refusal.code == code


def test_who_is_away_is_not_there_to_work(people):
    worker = people[1]
    assert [w.person_id for w in workers("pc-1", Role.SPECIALIST, DAY)] == [worker.pk]
    record_absence(
        person_id=worker.pk, first_day=DAY, last_day=DAY, reason="leave", recorded_by=None
    )
    assert workers("pc-1", Role.SPECIALIST, DAY) == []
    assert absent([worker.pk], DAY) == {worker.pk}
    assert len(workers("pc-1", Role.SPECIALIST, DAY + timedelta(days=1))) == 1


@pytest.mark.parametrize(
    ("first", "last", "reason", "code"),
    [
        (0, -1, "leave", "days_reversed"),
        (0, 0, "fishing", "reason_unknown"),
        (0, 0, "leave", "absent_already"),
    ],
)
def test_absence_is_refused(people, first, last, reason, code):
    worker = people[1]
    record_absence(
        person_id=worker.pk, first_day=DAY, last_day=DAY, reason="leave", recorded_by=None
    )
    with pytest.raises(Refused) as refused:
        record_absence(person_id=worker.pk, first_day=DAY + timedelta(days=first),
                       last_day=DAY + timedelta(days=last), reason=reason, recorded_by=None)  # fmt: skip
    assert refused.value.refusal.code == code


@pytest.mark.parametrize(
    ("name", "number", "kind", "phone", "code"),
    [
        ("", "001200000001", "citizen", "", "name_missing"),
        ("A\x00", "001200000001", "citizen", "", "name_missing"),
        ("An", "12", "citizen", "", "id_number_wrong"),
        ("An", "٠٠١٢٠٠٠٠٠٠٠١", "citizen", "", "id_number_wrong"),
        ("Cty", "001200000001", "business", "", "id_number_wrong"),
        ("An", "001200000001", "citizen", "123", "phone_wrong"),
    ],
)
def test_nonsense_is_no_person(db, name, number, kind, phone, code):
    with pytest.raises(Refused) as refused:
        register_person(full_name=name, id_number=number, kind=kind, phone=phone)
    assert refused.value.refusal.code == code


def test_the_same_number_is_the_same_person(db):
    first = register_person(full_name="An", id_number="001200000001")
    assert register_person(full_name="Người khác", id_number="001200000001").pk == first.pk
    assert posts(first.pk, DAY) == []
