"""How people who work here are called on a page: by name where the policy says so, else by pseudonym."""

from collections.abc import Iterable
from datetime import date

from motcua.disclosure.policy import may_see
from motcua.disclosure.things import Thing
from motcua.dossiers.pseudonyms import epoch_of, pseudonym
from motcua.dossiers.views.eyes import eyes_of
from motcua.dossiers.views.naming import people_names
from motcua.identity.actor import Actor


def people_shown(actor: Actor, person_ids: Iterable[int | None], on: date) -> dict[int, str]:
    """Return what each person is called on this reader's page."""
    wanted = {one for one in person_ids if one is not None}
    if may_see(eyes_of(actor), Thing.STAFF, "full_name"):
        return people_names(wanted)
    return {one: pseudonym(one, epoch_of(on)).hex()[:8].upper() for one in wanted}
