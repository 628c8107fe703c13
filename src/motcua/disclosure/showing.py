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
from typing import (
    TYPE_CHECKING,
    Any,
    NamedTuple,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from motcua.disclosure.masks import DOTS, masked
from motcua.disclosure.policy import best_sight, rule_of
from motcua.disclosure.sights import Sight
from motcua.disclosure.things import Thing
from motcua.disclosure.viewers import Eyes

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

WITHIN = "within"
"""A field made of other values, each of which names its own sources and is disclosed by them."""
WORDS = "words"
"""Words of the platform itself: names of statuses, figures added up, numbers of pages."""

ALIAS = "alias of "
"""Before a source: the value is the alias of it already, shown to whoever gets a pseudonym."""

Source = tuple[Thing, str]
Change = Callable[[Any], Any]
C = TypeVar("C", bound=type[Any])
D = TypeVar("D", bound="DataclassInstance")


class AliasOf(NamedTuple):
    """Where the person comes from for whom an alias stands."""

    thing: Thing
    field: str


_SOURCES: dict[type[Any], Mapping[str, Source | AliasOf | str]] = {}


def shows(thing: Thing | None = None, **sources: str) -> Callable[[C], C]:
    """Declare where the fields of a dataclass come from.

    Parameters
    ----------
    thing
        Whose fields they are, unless `sources` says otherwise.
    sources
        `thing.field` of the table, `alias of thing.field`, `WITHIN` or `WORDS`, by the
        dataclass's field.

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
        _SOURCES[kind] = {name: _source(thing, name, sources.get(name, ""), kind) for name in names}
        return kind

    return declare


def _source(
    thing: Thing | None, name: str, written: str, kind: type[Any]
) -> Source | AliasOf | str:
    if written in (WITHIN, WORDS):
        return written
    if written.startswith(ALIAS):
        return AliasOf(*_source(None, name, written.removeprefix(ALIAS), kind))
    if written:
        whose, _, field = written.partition(".")
        found = Thing(whose), field
    elif thing is not None:
        found = thing, name
    else:
        raise ValueError(
            f"{kind.__name__}.{name}: say in @shows where it comes from: thing.field of the table of "
            "disclosure, WITHIN or WORDS"
        )
    rule_of(*found)
    return found


def sources_of(kind: type[Any]) -> Mapping[str, Source | AliasOf | str] | None:
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
    changed = {}
    for name, change in plan:
        before = getattr(value, name)
        after = change(before)
        if after is not before:
            changed[name] = after
    return dataclasses.replace(value, **changed) if changed else value


@cache
def plan_for(kind: type[Any], eyes: Eyes) -> tuple[tuple[str, Change], ...]:
    """Return what is done to which field; nothing for a viewer who may see all."""
    sources = _SOURCES.get(kind)
    if sources is None:
        raise TypeError(f"{kind.__name__} does not say where its fields come from: use @shows")
    hints = get_type_hints(kind)
    changes = (
        (name, _change(source, eyes, hints[name], f"{kind.__name__}.{name}"))
        for name, source in sources.items()
        if source != WORDS
    )
    return tuple((name, change) for name, change in changes if change is not None)


def _change(source: Source | AliasOf | str, eyes: Eyes, hint: Any, where: str) -> Change | None:
    if isinstance(source, str):
        return lambda value: _disclosed_within(value, eyes)
    found = best_sight(eyes, *source)
    if found is Sight.SHOWN or (isinstance(source, AliasOf) and found is not Sight.HIDDEN):
        return None
    if hint is str and found is Sight.MASKED:
        return lambda value: masked(source[1], value)
    if hint is str and found is Sight.ON_REVEAL:
        return lambda value: DOTS if value else ""
    nothing = _nothing(hint, where)
    return lambda _: nothing


def _disclosed_within(value: Any, eyes: Eyes) -> Any:
    """Disclose a value made for a page, or a tuple of them; anything else was made for the eyes."""
    if type(value) in _SOURCES:
        return disclosed(value, eyes)
    if isinstance(value, tuple):
        made = tuple(_disclosed_within(one, eyes) for one in value)
        return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
    return value


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
