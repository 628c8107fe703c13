"""Choices whose list is kept elsewhere, as options of a field in the reader's language."""

from datetime import date

from motcua.offices import queries as offices
from motcua.ui.fields import Option
from motcua.ui.language import lang, text


def communes(on: date) -> list[Option]:
    """Return the communes of the day by name."""
    named = sorted((one.names.to(lang()), one.code) for one in offices.communes(on))
    return [Option(code, name) for name, code in named]


def sources(on: date) -> dict[str, list[Option]]:
    """Return the lists that fields of forms choose from."""
    return {"communes": communes(on)}


def places(on: date) -> list[Option]:
    """Return every place a result can be collected at, by name."""
    named = sorted((text(place.names), place.code) for place in offices.places(on))
    return [Option(code, name) for name, code in named]
