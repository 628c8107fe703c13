"""Where officials work, as choices and as names; and whose people somebody looks after."""

from datetime import date

from motcua.dossiers.views.naming import office_names
from motcua.flow.refusal import Text
from motcua.identity.actor import Actor
from motcua.offices import queries as offices
from motcua.ui.fields import Option
from motcua.ui.language import text

# The centre's own staff: administrators, inspectors, editors of the catalogue.
CENTRE = "centre-office"
CENTRE_NAMES = Text("Văn phòng Trung tâm", "The centre's own office")


def workplaces(on: date) -> dict[str, Text]:
    """Return every office somebody may be appointed to, by code."""
    found = {CENTRE: CENTRE_NAMES}
    found |= {one.code: one.names for one in offices.agencies(on)}
    return found | {one.code: one.names for one in offices.places(on)}


def workplace_options(on: date) -> tuple[Option, ...]:
    options = [Option(code, text(names)) for code, names in workplaces(on).items()]
    return tuple(sorted(options, key=lambda option: option.label))


def workplace_name(code: str) -> str:
    """Return the name of an office in the reader's language."""
    return text(CENTRE_NAMES if code == CENTRE else office_names(code) or code)


def looked_after(actor: Actor, on: date) -> frozenset[str]:
    """Return the codes of the actor's office and of what stands under it."""
    children: dict[str, list[str]] = {}
    parents = [(one.parent, one.code) for one in offices.agencies(on)]
    parents += [(one.parent, one.code) for one in offices.places(on)]
    for parent, code in parents:
        children.setdefault(parent, []).append(code)
    found, open_ones = {actor.office}, [actor.office]
    while open_ones:
        below = [code for code in children.get(open_ones.pop(), ()) if code not in found]
        found.update(below)
        open_ones += below
    return frozenset(found - {""})
