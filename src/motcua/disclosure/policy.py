"""The one question: how much of a field somebody may see."""

from functools import cache

from motcua.disclosure.rules import Rule
from motcua.disclosure.sights import Sight
from motcua.disclosure.table import TABLE
from motcua.disclosure.things import Thing
from motcua.disclosure.viewers import Eyes, Viewer


class UnknownFieldError(LookupError):
    """The table does not know the field."""

    def __init__(self, thing: Thing, field: str) -> None:
        super().__init__(
            f"{thing}.{field} is not in the table of disclosure: say in motcua/disclosure/table.py "
            "which rule it follows"
        )


def rule_of(thing: Thing, field: str) -> Rule:
    """Return the rule a field follows.

    Raises
    ------
    UnknownFieldError
        When the table does not know the field: what nobody decided is shown to nobody.
    """
    found = TABLE.get(thing, {}).get(field)
    if found is None:
        raise UnknownFieldError(thing, field)
    return found


@cache
def sight(viewer: Viewer, thing: Thing, field: str) -> Sight:
    """Return how much of a field a viewer gets of a dossier they have to do with.

    Of anybody else's dossier every viewer is the public (`Viewer.PUBLIC`).

    Raises
    ------
    UnknownFieldError
        When the table does not know the field.
    """
    return rule_of(thing, field).for_viewer(viewer)


@cache
def best_sight(eyes: Eyes, thing: Thing, field: str) -> Sight:
    """Return the best sight of somebody who is several viewers at once."""
    return max((sight(one, thing, field) for one in eyes), key=lambda found: found.rank)


def may_see(eyes: Eyes, thing: Thing, field: str) -> bool:
    """Tell whether the value itself is shown."""
    return best_sight(eyes, thing, field) is Sight.SHOWN


def may_reveal(eyes: Eyes, thing: Thing, field: str) -> bool:
    """Tell whether the value may be revealed for a reason."""
    return best_sight(eyes, thing, field) is Sight.ON_REVEAL
