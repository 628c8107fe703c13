"""Who looked at a dossier: for its applicant, and what is out of the ordinary for inspectors."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from motcua.disclosure.showing import WORDS, disclosed, shows
from motcua.disclosure.things import Thing
from motcua.dossiers.absence import ABSENT
from motcua.dossiers.actions.looked import Purpose
from motcua.dossiers.assignment import alias_of
from motcua.dossiers.models import AccessRecord, Dossier, Glass
from motcua.dossiers.pseudonyms import epoch_of, pseudonym
from motcua.dossiers.views.eyes import APPLICANT, INSPECTOR
from motcua.dossiers.views.naming import office_names
from motcua.flow.refusal import Refused, Text, refuse
from motcua.identity.actor import Actor
from motcua.identity.models import Person
from motcua.identity.permissions import P
from motcua.identity.roles import NAMES, Role
from motcua.offices import queries as offices
from motcua.worktime.instants import local_day, midnight
from motcua.worktime.opening import is_open

PURPOSES: dict[Purpose, Text] = {
    Purpose.RECEIVE: Text("Tiếp nhận hồ sơ", "To receive it"),
    Purpose.SETTLE: Text("Thụ lý", "To settle it"),
    Purpose.DECIDE: Text("Ký duyệt", "To decide on it"),
    Purpose.CONSULT: Text("Cho ý kiến", "To give an opinion"),
    Purpose.RETURN: Text("Trả kết quả", "To hand the result over"),
    Purpose.CASH: Text("Thu phí, lệ phí", "To take the fee"),
    Purpose.OVERSEE: Text("Giám sát tiến độ", "To watch over progress"),
    Purpose.INSPECT: Text("Thanh tra, kiểm tra", "To inspect"),
    Purpose.REVEAL: Text("Xem thông tin định danh", "To see identity data"),
    Purpose.EMERGENCY: Text("Truy cập khẩn cấp", "Emergency access"),
    Purpose.LIST: Text("Thấy tên trong danh sách của quầy", "Seen in a list of the counter"),
    Purpose.EXPORT: Text(
        "Tải danh sách tiến độ, hai người duyệt",
        "In a list of progress that left as a file, approved by two",
    ),
}
# Settling officials are hidden: the applicant knows them by the alias of this dossier.
_ALIASED = frozenset({Purpose.SETTLE, Purpose.REVEAL})
MANY_A_DAY = 200


@shows(Thing.ACCESS, alias="alias of access.person_id")
@dataclass(frozen=True, slots=True)
class Look:
    """One line of "who looked at my dossier": when, in which role, where from, why; no name."""

    at: datetime
    role: Text | None
    office: Text | None
    alias: str
    purpose: Text


def who_looked(actor: Actor, dossier_id: int) -> list[Look]:
    """Return who looked at one's own dossier, the newest first.

    Raises
    ------
    Refused
        `absent` for everybody but the applicant and whoever handed it in, and the inspectorate.
    """
    dossier = Dossier.objects.filter(pk=dossier_id).first()
    own = dossier and actor.person_id in (dossier.applicant_id, dossier.submitter_id)
    if dossier is None or actor.person_id is None or not (own or actor.may(P.AUDIT)):
        raise Refused(ABSENT)
    rows = AccessRecord.objects.filter(dossier=dossier).order_by("-at", "-pk")
    if own:
        rows = rows.exclude(Exists(_told_later()), purpose=Purpose.EMERGENCY)
    eyes = APPLICANT if own else INSPECTOR
    return [disclosed(_look(dossier, row), eyes) for row in rows]


def _told_later() -> QuerySet[Glass]:
    """Emergencies whose notice a court or inspectorate has delayed: shown once it is given."""
    return Glass.objects.filter(
        dossier=OuterRef("dossier"),
        holder=OuterRef("person_id"),
        told_at=None,
        opened_at__lte=OuterRef("at"),
        ends_at__gte=OuterRef("at"),
    )


def _look(dossier: Dossier, row: AccessRecord) -> Look:
    purpose = Purpose(row.purpose)
    role = NAMES[Role(row.role)] if row.role else None
    alias = alias_of(dossier, row.person_id) if purpose in _ALIASED else ""
    return Look(row.at, role, office_names(row.office), alias, PURPOSES[purpose])


@shows(Thing.ACCESS, day="access.at", who="alias of access.person_id", what=WORDS, looks=WORDS)
@dataclass(frozen=True, slots=True)
class Oddity:
    """A person whose looks on a day are out of the ordinary, by pseudonym.

    Parameters
    ----------
    what
        volume, after_hours or family_name.
    looks
        How many lines it rests on.
    """

    day: date
    who: str
    office: str
    what: str
    looks: int


def oddities(actor: Actor, day: date, *, many: int = MANY_A_DAY) -> list[Oddity]:
    """Return what the inspectorate should look into: volume, after hours, family names.

    Raises
    ------
    Refused
        `not_permitted` for everybody but the inspectorate.
    """
    if not actor.may(P.AUDIT):
        raise refuse("not_permitted", "Chỉ dành cho thanh tra.", "For inspectors only.")
    begins = midnight(day)
    rows = list(
        AccessRecord.objects.filter(at__gte=begins, at__lt=begins + timedelta(days=1))
        .exclude(purpose=Purpose.LIST)
        .values_list("person_id", "office", "at", "dossier_id", "dossier__applicant__full_name")
        .order_by("person_id", "office")
    )
    everything = Counter((row[0], row[1]) for row in {(r[0], r[1], r[3]) for r in rows})
    calendar = offices.calendar("office")
    late = Counter((row[0], row[1]) for row in rows if not is_open(calendar, row[2]))
    return [
        *_told(day, "volume", {k: n for k, n in everything.items() if n > many}.items()),
        *_told(day, "after_hours", late.items()),
        *_told(day, "family_name", _kin(rows).items()),
    ]


def _kin(rows: list[tuple[int, str, datetime, int, str]]) -> Counter[tuple[int, str]]:
    """Count dossiers of applicants who share family and middle name with who looked.

    The family name alone says nothing where four in ten bear the same.
    """
    people = dict(
        Person.objects.filter(pk__in={row[0] for row in rows}).values_list("pk", "full_name")
    )
    alike = {
        (who, office, dossier)
        for who, office, _, dossier, applicant in rows
        if _house(applicant) and _house(applicant) == _house(people.get(who, ""))
    }
    return Counter((who, office) for who, office, _ in alike)


def _house(name: str) -> str:
    words = name.casefold().split()
    return " ".join(words[:2]) if len(words) >= 3 else ""


def _told(day: date, what: str, counted: Iterable[tuple[tuple[int, str], int]]) -> Iterable[Oddity]:
    epoch = epoch_of(day)
    for (who, office), looks in counted:
        yield Oddity(day, pseudonym(who, epoch).hex(), office, what, looks)


def looked_on(actor_id: int, at: datetime) -> int:
    """Return how many dossiers a person has looked at on the local day so far."""
    begins = midnight(local_day(at))
    rows = AccessRecord.objects.filter(person_id=actor_id, at__gte=begins, at__lte=at)
    return rows.values("dossier_id").distinct().count()
