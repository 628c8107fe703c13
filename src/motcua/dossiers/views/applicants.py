"""People at the counter: found by the number of the paper they show, or by their own key."""

from dataclasses import dataclass

from motcua.disclosure.showing import WORDS, disclosed, shows
from motcua.disclosure.things import Thing
from motcua.disclosure.viewers import Eyes
from motcua.dossiers.views.eyes import eyes_of
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor
from motcua.identity.models import Person
from motcua.identity.permissions import P


@shows(Thing.PERSON, id=WORDS)
@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody as the counter that serves them sees them."""

    id: int
    kind: str
    full_name: str
    id_number: str
    phone: str
    email: str
    address: str
    commune: str
    language: str


def found_by_number(actor: Actor, id_number: str) -> Applicant | None:
    """Return the citizen or business of a personal number or tax code; None if unknown.

    Raises
    ------
    Refused
        For anybody who does not register people.
    """
    _only_receptionists(actor)
    if not id_number or len(id_number) > 20 or not id_number.isascii():
        return None
    found = Person.objects.filter(id_number=id_number).exclude(kind=Person.Kind.OFFICIAL)
    person = found.order_by("kind", "pk").first()
    return applicant_of(person, eyes_of(actor)) if person else None


def applicant(actor: Actor, person_id: int) -> Applicant | None:
    """Return an applicant by key."""
    _only_receptionists(actor)
    person = Person.objects.filter(pk=person_id).exclude(kind=Person.Kind.OFFICIAL).first()
    return applicant_of(person, eyes_of(actor)) if person else None


def applicant_of(person: Person, eyes: Eyes) -> Applicant:
    """Return the person as far as the viewer may know them."""
    return disclosed(whole_applicant(person), eyes)


def whole_applicant(person: Person) -> Applicant:
    """Return everything of the person: for an emergency, while the glass is open."""
    return Applicant(
        person.pk, person.kind, person.full_name, person.id_number, person.phone, person.email,
        person.address, person.commune, person.language,
    )  # fmt: skip


def _only_receptionists(actor: Actor) -> None:
    if not actor.may(P.DESK_REGISTER_PERSON):
        raise refuse("not_permitted", "Bạn không được tra cứu người nộp hồ sơ.",
                     "You may not look applicants up.")  # fmt: skip
