"""From the keyword signature of an action to the body an operation takes.

What an action asks for beside the platform's own words (who, when, which dossier) is what a program
sends: one field for each parameter, its type and whether it may be left out taken from the
signature, so that an action and its operation cannot drift apart.
"""

import inspect
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, get_type_hints
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, Field, create_model

from motcua.api.words import printable
from motcua.dossiers.facts import Item
from motcua.dossiers.status import Outcome

# What the platform itself brings to every action.
OWN = frozenset({"dossier_id", "actor", "at"})
MOST_TEXT = 4000
# Shorter where the database keeps less.
MOST = {"ground": 300, "basis": 300, "key": 60, "point": 40, "way": 8, "position": 8,
        "collected_by": 200, "charge": 60}  # fmt: skip
MOST_ITEMS = 50
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


class ItemIn(Schema):
    """One line of form 02: what is asked for, why, and on which legal ground."""

    what: Annotated[str, Field(max_length=MOST_TEXT), AfterValidator(printable)]
    reason: Annotated[str, Field(max_length=MOST_TEXT), AfterValidator(printable)]
    basis: Annotated[str, Field(max_length=MOST["basis"]), AfterValidator(printable)]


class MoveIn(Schema):
    """What every move takes.

    `request_id`: your own number of the request; sent again, it changes nothing and gets the same
    answer. `seen`: the event count of the state you looked at; another one refuses the move.
    """

    model_config = {"extra": "forbid"}

    request_id: UUID
    seen: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None


def body_of(verb: str, action: Callable[..., Any] | None) -> type[MoveIn]:
    """Return the body of a verb's operation.

    Raises
    ------
    TypeError
        When a parameter of the action has a type that no program can send: teach it here.
    """
    asked = _asked(action) if action else {}
    fields: dict[str, Any] = {
        name: (_type(name, kind, verb), ... if required else default)
        for name, (kind, required, default) in asked.items()
    }
    camel = "".join(word.capitalize() for word in verb.split("_"))
    return create_model(f"{camel}In", __base__=MoveIn, **fields)


def given(body: MoveIn) -> dict[str, Any]:
    """Return the action's own arguments from a body."""
    values = {name: getattr(body, name) for name in type(body).model_fields}
    items = values.get("items")
    if items is not None:
        values["items"] = tuple(Item(one.what, one.reason, one.basis) for one in items)
    return {name: value for name, value in values.items() if name not in MoveIn.model_fields}


def takes_seen(action: Callable[..., Any]) -> bool:
    """Tell whether the action checks itself what the asker has seen."""
    return "seen" in inspect.signature(action).parameters


def _asked(action: Callable[..., Any]) -> dict[str, tuple[Any, bool, Any]]:
    hints = get_type_hints(inspect.unwrap(action))
    return {
        name: (hints[name], parameter.default is parameter.empty, parameter.default)
        for name, parameter in inspect.signature(action).parameters.items()
        if name not in OWN and name not in MoveIn.model_fields
    }


def _type(name: str, kind: Any, verb: str) -> Any:
    if kind is str:
        return Annotated[
            str, Field(max_length=MOST.get(name, MOST_TEXT)), AfterValidator(printable)
        ]
    if kind is int:
        return Annotated[int, Field(ge=0, le=10**15)]
    if kind is datetime:
        return Annotated[AwareDatetime, Field(ge=EARLIEST, le=LATEST)]
    if kind is Outcome:
        return Outcome
    if kind == Sequence[Item]:
        return Annotated[list[ItemIn], Field(max_length=MOST_ITEMS)]
    raise TypeError(f"{verb}: no program can send {name} of type {kind!r}")
