"""Who stands behind the pseudonyms of draws."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from motcua.dossiers.pseudonyms import epoch_of, first_day, pseudonym
from motcua.identity.queries import ever_held
from motcua.identity.roles import Role


def people_of(day: date) -> Mapping[bytes, int]:
    """Return specialists by their pseudonyms of a day's epoch, and of the one before.

    A roster of the epoch before stays in force when nobody told a new one in time.
    """
    epoch = epoch_of(day)
    before = epoch_of(first_day(epoch) - timedelta(days=1))
    people = ever_held(Role.SPECIALIST)
    return _of(epoch, people) | _of(before, people)


@lru_cache(maxsize=4)
def _of(epoch: str, people: tuple[int, ...]) -> dict[bytes, int]:
    return {pseudonym(one, epoch): one for one in people}
