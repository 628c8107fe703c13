"""Values made for pages say where each field comes from; `disclosed` leaves what the viewer may see.

    @shows(Thing.DOSSIER, applicant="person.full_name")
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Line:
        code: str
        applicant: str

A field without a source of its own is the thing's field of the same name. What the table does not
know fails when the module is loaded.
"""

import dataclasses
from collections.abc import Callable, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from motcua.disclosure.masks import DOTS, masked
from motcua.disclosure.policy import best_sight, rule_of
from motcua.disclosure.sights import Sight
from motcua.disclosure.things import Thing
from motcua.disclosure.viewers import Eyes

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

WITHIN = "within"
"""A field made of other values, each of which names its own sources."""
WORDS = "words"
"""Words of the platform itself: names of statuses, figures added up, numbers of pages."""

Source = tuple[Thing, str]
Change = Callable[[Any], Any]
C = TypeVar("C", bound=type[Any])
D = TypeVar("D", bound="DataclassInstance")

_SOURCES: dict[type[Any], Mapping[str, Source | str]] = {}


def shows(thing: Thing | None = None, **sources: str) -> Callable[[C], C]:
    """Declare where the fields of a dataclass come from.

    Parameters
    ----------
    thing
        Whose fields they are, unless `sources` says otherwise.
    sources
        `thing.field` of the table, `WITHIN` or `WORDS`, by the dataclass's field.

    Raises
    ------
    UnknownFieldError, ValueError
        For a field the table does not know, and for a source of a field that is not there.
    """

    def declare(kind: C) -> C:
        names = [field.name for field in dataclasses.fields(kind)]
        strangers = sources.keys() - set(names)
        if strangers:
            raise ValueError(f"{kind.__name__} has no field {', '.join(sorted(strangers))}")
        _SOURCES[kind] = {name: _source(thing, name, sources.get(name, "")) for name in names}
        return kind

    return declare


def _source(thing: Thing | None, name: str, written: str) -> Source | str:
    if written in (WITHIN, WORDS):
        return written
    if written:
        whose, _, field = written.partition(".")
        found = Thing(whose), field
    elif thing is not None:
        found = thing, name
    else:
        raise ValueError(f"nothing says where the field {name} comes from")
    rule_of(*found)
    return found


def sources_of(kind: type[Any]) -> Mapping[str, Source | str] | None:
    """Return where the fields of a class come from; None if it does not say."""
    return _SOURCES.get(kind)


def disclosed(value: D, eyes: Eyes) -> D:
    """Return the value with everything changed or left out that the viewer may not see.

    Raises
    ------
    TypeError
        When something hidden has no way to be absent: make the field optional.
    """
    plan = plan_for(type(value), eyes)
    if not plan:
        return value
    return dataclasses.replace(
        value, **{name: change(getattr(value, name)) for name, change in plan}
    )


@cache
def plan_for(kind: type[Any], eyes: Eyes) -> tuple[tuple[str, Change], ...]:
    """Return what is done to which field; nothing for a viewer who may see all."""
    sources = _SOURCES.get(kind)
    if sources is None:
        raise TypeError(f"{kind.__name__} does not say where its fields come from: use @shows")
    hints = get_type_hints(kind)
    changes = (
        (
            name,
            _change(best_sight(eyes, *source), source[1], hints[name], f"{kind.__name__}.{name}"),
        )
        for name, source in sources.items()
        if not isinstance(source, str)
    )
    return tuple((name, change) for name, change in changes if change is not None)


def _change(found: Sight, field: str, hint: Any, where: str) -> Change | None:
    if found is Sight.SHOWN:
        return None
    if hint is str and found is Sight.MASKED:
        return lambda value: masked(field, value)
    if hint is str and found is Sight.ON_REVEAL:
        return lambda value: DOTS if value else ""
    nothing = _nothing(hint, where)
    return lambda _: nothing


def _nothing(hint: Any, where: str) -> Any:
    """Return the absence of a value of a type."""
    origin = get_origin(hint) or hint
    if hint is str:
        return ""
    if origin in (Union, UnionType) and NoneType in get_args(hint):
        return None
    if origin is tuple:
        return ()
    if origin is Mapping:
        return {}
    raise TypeError(f"{where} may be hidden from a viewer but cannot be absent: make it optional")
