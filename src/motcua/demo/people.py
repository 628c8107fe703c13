"""The people of the demonstration: staff everywhere, a cast with logins, applicants as they come."""

from dataclasses import dataclass
from datetime import date
from random import Random

from motcua.catalogue.vocabulary import FIELDS
from motcua.demo.names import name_of
from motcua.flow.refusal import Text
from motcua.identity.actions.appoint import appoint
from motcua.identity.actions.register_person import register_person
from motcua.identity.models import Appointment, Official, Person
from motcua.identity.roles import Role
from motcua.offices import queries as offices

SINCE = date(2025, 7, 1)
PASSWORD = "mot-cua-2026"  # noqa: S105 - printed for everybody, good for the demonstration only
HOME_WARD = "00004"  # phường Ba Đình
CITIZEN = "nguoi-dan"
SETTLING = ((Role.SPECIALIST, 2), (Role.HEAD, 1), (Role.CONSULTED, 1))
RECEIVING = ((Role.RECEPTIONIST, 1), (Role.RESULT_CLERK, 1))


@dataclass(frozen=True, slots=True)
class Login:
    """A person of the cast: who to sign in as, and what to see there."""

    login: str
    role: Text
    where: str


def appoint_everybody(today: date) -> int:
    """Put staff into every agency and every point; return how many people were made.

    Rows at once, since a real installation imports its staff the same way from the city's list.
    """
    wanted = [
        (f"{place.code}-{role.value}-{number + 1}", role, place.code)
        for places, roles in (
            (offices.agencies(today), SETTLING),
            (offices.places(today), RECEIVING),
        )
        for place in places
        for role, count in roles
        for number in range(count)
    ]
    people = Person.objects.bulk_create(
        _official(login, n) for n, (login, _, _) in enumerate(wanted)
    )
    skills = sorted(FIELDS)
    Official.objects.bulk_create(Official(person=person, skills=skills) for person in people)
    Appointment.objects.bulk_create(
        Appointment(person=person, role=role, office=office, valid_from=SINCE)
        for person, (_, role, office) in zip(people, wanted, strict=True)
    )
    return len(people)


def _official(login: str, number: int) -> Person:
    person = Person(login=login, full_name=name_of(number), kind=Person.Kind.OFFICIAL)
    person.set_unusable_password()
    return person


def make_cast(today: date) -> list[Login]:
    """Give logins to one person of each role, around one ward; safe to repeat."""
    ward = offices.competent_agency("commune_people_committee", HOME_WARD, today)
    build = offices.competent_agency("department:construction", HOME_WARD, today)
    point = home_point(today)
    posts = [
        ("le-tan", Role.RECEPTIONIST, point),
        ("thu-ngan", Role.CASHIER, point),
        ("tra-ket-qua", Role.RESULT_CLERK, point),
        ("chuyen-vien", Role.SPECIALIST, ward.code),
        ("lanh-dao", Role.HEAD, ward.code),
        ("lay-y-kien", Role.CONSULTED, build.code),
        ("phu-trach", Role.SUPERVISOR, point),
        ("bien-tap", Role.EDITOR, "centre-office"),
        ("cong-bo", Role.PUBLISHER, "centre-office"),
        ("thanh-tra", Role.AUDITOR, "centre-office"),
        ("quan-tri", Role.ADMINISTRATOR, "centre-office"),
        ("quy-hoach", Role.PLANNER, "centre-office"),
        ("dieu-hanh", Role.DIRECTOR, "centre-office"),
        # What one of them asks for, the other approves.
        ("thanh-tra-2", Role.AUDITOR, "centre-office"),
        ("quan-tri-2", Role.ADMINISTRATOR, "centre-office"),
    ]
    for number, (login, role, office) in enumerate(posts):
        _with_login(login, role, office, number)
    _citizen_with_login()
    return cast_logins(today)


def cast_logins(today: date) -> list[Login]:
    """Return who one may sign in as."""
    point, ward = home_point(today), f"pc-{HOME_WARD}"
    return [
        Login(CITIZEN, Text("Người dân", "Citizen"), "/"),
        Login("le-tan", Text("Tiếp nhận tại quầy", "Receptionist"), f"/quay/ ({point})"),
        Login("thu-ngan", Text("Thu ngân", "Cashier"), "/quay/"),
        Login("tra-ket-qua", Text("Trả kết quả", "Result clerk"), "/quay/"),
        Login("chuyen-vien", Text("Chuyên viên", "Specialist"), f"/co-quan/ ({ward})"),
        Login("lanh-dao", Text("Lãnh đạo phường", "Head of the ward"), "/co-quan/"),
        Login("lay-y-kien", Text("Được lấy ý kiến", "Consulted agency"), "/co-quan/"),
        Login("phu-trach", Text("Phụ trách điểm", "Head of the point"), "/dieu-hanh/"),
        Login("bien-tap", Text("Biên tập danh mục", "Catalogue editor"), "/dieu-hanh/"),
        Login("cong-bo", Text("Công bố danh mục", "Catalogue publisher"), "/dieu-hanh/"),
        Login("thanh-tra", Text("Thanh tra", "Inspector"), "/dieu-hanh/"),
        Login("quan-tri", Text("Quản trị", "Administrator"), "/dieu-hanh/"),
        Login("quy-hoach", Text("Quy hoạch mạng lưới", "Network planner"), "/dieu-hanh/quy-hoach/"),
        Login("dieu-hanh", Text("Lãnh đạo trung tâm", "Director"), "/dieu-hanh/quy-hoach/"),
        Login("thanh-tra-2", Text("Thanh tra thứ hai", "Second inspector"), "/dieu-hanh/"),
        Login("quan-tri-2", Text("Quản trị thứ hai", "Second administrator"), "/dieu-hanh/"),
    ]


def home_point(today: date) -> str:
    """Return the commune point of the cast's ward."""
    places = offices.places(today)
    return next(p.code for p in places if p.commune.startswith(HOME_WARD) and "commune" in p.kind)


def _with_login(login: str, role: Role, office: str, number: int) -> None:
    if Person.objects.filter(login=login).exists():
        return
    person = Person(login=login, full_name=name_of(90_000 + number), kind=Person.Kind.OFFICIAL)
    person.set_password(PASSWORD)
    person.save(force_insert=True)
    appoint(person_id=person.pk, role=role, office=office, valid_from=SINCE, skills=list(FIELDS))
    # The second factor is asked of real officials; a newcomer's tour does without.
    Official.objects.filter(person=person).update(must_use_totp=False)


def _citizen_with_login() -> None:
    if not Person.objects.filter(login=CITIZEN).exists():
        register_person(
            full_name="Nguyễn Mẫu Công Dân",
            id_number="001000000001",
            login=CITIZEN,
            password=PASSWORD,
            email="nguoi-dan@example.test",
            phone="0900000000",
            commune=HOME_WARD,
        )


def applicant(number: int, commune: str, random: Random) -> Person:
    """Return a synthetic citizen of a commune; the same number is the same person."""
    english = random.random() < 0.03
    return register_person(
        full_name=name_of(number),
        id_number=f"001{number:09d}",
        email=f"mau-{number}@example.test",
        phone=f"09{number:08d}",
        commune=commune,
        language="en" if english else "vi",
    )
