"""Who is there to act: actors by office and role, looked up once."""

from collections import defaultdict
from datetime import date
from random import Random

from motcua.identity.actor import Actor
from motcua.identity.models import Appointment
from motcua.identity.roles import Role

CAST = frozenset({"le-tan", "thu-ngan", "tra-ket-qua", "chuyen-vien", "lanh-dao", "lay-y-kien"})


class Staff:
    """The officials of the city, as actors at their offices."""

    def __init__(self, today: date) -> None:
        self._at: dict[tuple[str, Role], list[Actor]] = defaultdict(list)
        self._official: dict[int, Actor] = {}
        self._office: dict[int, str] = {}
        rows = Appointment.objects.filter(valid_from__lte=today).select_related("person")
        for row in rows:
            role = Role(row.role)
            actor = Actor.with_roles(
                frozenset({role}),
                person_id=row.person_id,
                name=row.person.full_name,
                office=row.office,
            )
            self._office[row.person_id] = row.office
            if row.person.login not in CAST:
                self._at[row.office, role].append(actor)
            if role is Role.SPECIALIST:
                self._official[row.person_id] = actor
        self.cast = frozenset(r.person_id for r in rows if r.person.login in CAST)

    def at(self, office: str, role: Role, random: Random) -> Actor | None:
        """Return somebody with the role at the office who is not of the cast."""
        there = self._at.get((office, role))
        return random.choice(there) if there else None

    def office_of(self, person_id: int) -> str:
        """Return where an official works."""
        return self._office.get(person_id, "")

    def official(self, person_id: int | None) -> Actor | None:
        return self._official.get(person_id or 0)
