"""The people of the tests: a small fixed cast, plainly synthetic.

An applies; Bình receives at a point; Cẩm takes money; Lý hands results over; Chi and Giang settle
at the People's Committee of a ward; Dũng heads it; Kiên is consulted at the Department of
Construction; Sơn and Sáu settle and decide for the ward's police; Hoa inspects.
"""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.catalogue.vocabulary import FIELDS
from motcua.identity.actions.appoint import appoint
from motcua.identity.actor import Actor
from motcua.identity.models import Official, Person
from motcua.identity.queries import actor
from motcua.identity.roles import Role
from motcua.offices import queries as offices
from motcua.worktime.instants import LOCAL

WARD = "00004"  # phường Ba Đình since 2025-07-01
OTHER_WARD = "00166"  # phường Cầu Giấy
DAY = date(2026, 8, 10)
SINCE = date(2025, 7, 1)
NOON = datetime(2026, 8, 10, 10, 0, tzinfo=LOCAL)


@dataclass(frozen=True)
class Cast:
    """Everybody as an actor, and the offices they are at."""

    point: str
    agency: str
    police: str
    construction: str
    insurance: str
    an: Actor
    other: Actor
    binh: Actor
    cam: Actor
    ly: Actor
    chi: Actor
    giang: Actor
    dung: Actor
    kien: Actor
    son: Actor
    sau: Actor
    tam: Actor
    tan: Actor
    hoa: Actor


def make_cast() -> Cast:
    """Make the people in a city that is already there."""
    agency = offices.competent_agency("commune_people_committee", WARD, DAY).code
    police = offices.competent_agency("commune_police", WARD, DAY).code
    construction = offices.competent_agency("department:construction", WARD, DAY).code
    insurance = offices.competent_agency("social_insurance", WARD, DAY).code
    point = offices.nearest_points(21.0343, 105.8142, NOON)[0].place.code
    posts = {
        "binh": ("Bình Tiếp Nhận", point, Role.RECEPTIONIST),
        "cam": ("Cẩm Thu Ngân", point, Role.CASHIER),
        "ly": ("Lý Trả Kết Quả", point, Role.RESULT_CLERK),
        "chi": ("Chi Chuyên Viên", agency, Role.SPECIALIST),
        "giang": ("Giang Chuyên Viên", agency, Role.SPECIALIST),
        "dung": ("Dũng Lãnh Đạo", agency, Role.HEAD),
        "kien": ("Kiên Được Hỏi", construction, Role.CONSULTED),
        "son": ("Sơn Công An", police, Role.SPECIALIST),
        "sau": ("Sáu Trưởng Công An", police, Role.HEAD),
        "tam": ("Tâm Bảo Hiểm", insurance, Role.SPECIALIST),
        "tan": ("Tấn Giám Đốc Bảo Hiểm", insurance, Role.HEAD),
        "hoa": ("Hoa Thanh Tra", "city", Role.AUDITOR),
    }
    staff = {key: _official(key, *post) for key, post in posts.items()}
    return Cast(
        point=point,
        agency=agency,
        police=police,
        construction=construction,
        insurance=insurance,
        an=_citizen("an", "Nguyễn Mẫu An", "001200000001"),
        other=_citizen("other", "Trần Mẫu Khác", "001200000002"),
        **staff,
    )


def _citizen(login: str, name: str, number: str) -> Actor:
    person = Person.objects.create(
        login=login, full_name=name, id_number=number, email=f"{login}@example.test", commune=WARD
    )
    return actor(person, "", DAY)


def _official(login: str, name: str, office: str, role: Role) -> Actor:
    person = Person.objects.create(login=login, full_name=name, kind="official")
    appoint(person_id=person.pk, role=role, office=office, valid_from=SINCE, skills=list(FIELDS))
    # Tests of the faces sign in without a second factor; tests/portal/test_second_factor.py has it.
    Official.objects.filter(person=person).update(must_use_totp=False)
    return actor(person, office, DAY)
