"""The engine alone, on a table of its own."""

from dataclasses import dataclass
from enum import IntEnum

import pytest

from motcua.flow.refusal import Refusal, Refused, Text
from motcua.flow.render import diagram, rows
from motcua.flow.table import Move, Table, statuses

pytestmark = pytest.mark.pure


class Door(IntEnum):
    SHUT = 0
    OPEN = 1
    WALLED = 2


@dataclass
class AnyDoor:
    status: int = Door.SHUT
    opened: int = 0


def locked(door: AnyDoor, key: str) -> Refusal | None:
    return None if key == "right" else Refusal("locked", Text("Khóa", "Locked"))


def count(door: AnyDoor, key: str) -> None:
    door.opened += 1


def move(verb, source, target, **more):
    return Move(
        verb=verb, label=Text(verb, verb), source=statuses(*source), target=target, needs="keys",
        tells=verb, basis="none: an example", **more,
    )  # fmt: skip


DOORS = Table(
    "door", Door, Door.SHUT,
    (
        move("open", [Door.SHUT], Door.OPEN, guards=(locked,), effects=(count,)),
        move("shut", [Door.OPEN], Door.SHUT),
        move("knock", [Door.SHUT], None),
        move("wall_up", [Door.SHUT, Door.OPEN], Door.WALLED),
    ),
)  # fmt: skip


def test_a_move_changes_status_and_fields():
    door = AnyDoor()
    assert DOORS.take(door, "open", {"keys"}, "right").verb == "open"
    assert (door.status, door.opened) == (Door.OPEN, 1)


@pytest.mark.parametrize(
    ("door", "held", "key", "code"),
    [
        (AnyDoor(), set(), "right", "not_permitted"),
        (AnyDoor(Door.OPEN), {"keys"}, "right", "wrong_status"),
        (AnyDoor(), {"keys"}, "wrong", "locked"),
    ],
)
def test_a_refused_move_changes_nothing(door, held, key, code):
    before = AnyDoor(door.status, door.opened)
    with pytest.raises(Refused) as refused:
        DOORS.take(door, "open", held, key)
    assert refused.value.refusal.code == code
    assert door == before


def test_a_move_without_target_leaves_the_status():
    door = AnyDoor()
    DOORS.take(door, "knock", {"keys"}, "")
    assert door.status == Door.SHUT


def test_open_moves_show_what_closes_them():
    shown = {m.verb: no and no.code for m, no in DOORS.open_moves(AnyDoor(), {"keys"}, "wrong")}
    assert shown == {"open": "locked", "knock": None, "wall_up": None}
    assert DOORS.open_moves(AnyDoor(), set(), "right") == []


def test_reachable_and_final():
    assert DOORS.reachable() == frozenset(Door)
    assert DOORS.final() == {Door.WALLED}
    assert DOORS.reachable(Door.WALLED) == {Door.WALLED}


def test_a_broken_table_is_refused_at_once():
    with pytest.raises(ValueError, match="twice"):
        Table(
            "door",
            Door,
            Door.SHUT,
            (move("open", [Door.SHUT], None), move("open", [Door.OPEN], None)),
        )
    with pytest.raises(ValueError, match="nowhere"):
        Table("door", Door, Door.SHUT, (move("open", [], Door.OPEN),))
    with pytest.raises(KeyError, match="no move 'fly'"):
        DOORS.move("fly")


def test_it_is_rendered():
    assert "SHUT --> OPEN: open" in diagram(DOORS)
    assert "knock" not in diagram(DOORS)
    assert rows(DOORS).count("\n") == len(DOORS.moves) + 1
    assert "`locked`" in rows(DOORS)


def test_a_refusal_needs_a_reason():
    with pytest.raises(ValueError, match="reason"):
        Refused()
