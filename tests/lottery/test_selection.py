"""Who may be drawn: skill, presence, exclusion; thin pools widen to neighbours, then the city."""

from datetime import date, timedelta

import pytest

from motcua.lottery.register import Absence, Post, Register, Roster
from motcua.lottery.selection import Exclusion, Scope, is_repeat, select, sticky_key

pytestmark = pytest.mark.pure

DAY = date(2026, 3, 3)


def who(number: int) -> bytes:
    return bytes([number]) * 16


def city(**branches: range) -> Register:
    """Rosters of branches; B1 and B2 are neighbours, odd officers know land, all know trade."""
    register = Register()
    for branch, numbers in branches.items():
        posts = {
            who(n): Post(who(n), 1000, frozenset({"trade", "land"} if n % 2 else {"trade"}))
            for n in numbers
        }
        near = {"B1": ("B2",), "B2": ("B1",)}.get(branch, ())
        register.add(Roster(branch, DAY, posts, near))
    return register


def chosen(
    register: Register, group: str = "trade", out: tuple[Exclusion, ...] = ()
) -> tuple[Scope, set[int]]:
    selection = select(register, branch="B1", group=group, day=DAY, excluded=out)
    assert list(selection.officers) == sorted(selection.officers)
    return selection.scope, {officer[0] for officer in selection.officers}


def test_five_are_enough() -> None:
    assert chosen(city(B1=range(1, 6), B2=range(6, 11))) == (Scope.BRANCH, set(range(1, 6)))


def test_neighbours_then_city() -> None:
    register = city(B1=range(1, 5), B2=range(5, 10), B3=range(10, 20))
    assert chosen(register) == (Scope.NEIGHBOURS, set(range(1, 10)))
    assert chosen(register, "land") == (Scope.NEIGHBOURS, {1, 3, 5, 7, 9})
    del register.rosters["B2"]
    assert chosen(register) == (Scope.CITY, {1, 2, 3, 4, *range(10, 20)})


def test_eleven_of_twelve_report_sick() -> None:
    register = city(B1=range(1, 13))
    for number in range(1, 12):
        register.absences[who(number)].append(Absence(who(number), DAY, DAY))
    alone = select(register, branch="B1", group="trade", day=DAY)
    assert alone.thin
    assert alone.officers == (who(12),)
    register.rosters |= city(B3=range(20, 26)).rosters
    assert chosen(register) == (Scope.CITY, {12, *range(20, 26)})
    later = select(register, branch="B1", group="trade", day=DAY + timedelta(days=1))
    assert later.scope is Scope.BRANCH
    assert not later.thin


def test_exclusions_widen_too() -> None:
    register = city(B1=range(1, 6), B2=range(6, 8))
    out = (Exclusion(who(1), "coi", bytes(32)), Exclusion(who(6), "recused"))
    assert chosen(register, out=out) == (Scope.NEIGHBOURS, {2, 3, 4, 5, 7})
    assert chosen(register, out=out[:1]) == (Scope.NEIGHBOURS, {2, 3, 4, 5, 6, 7})


def test_a_group_of_its_own_agency_is_never_widened() -> None:
    register = Register()
    for branch, numbers in {"B1": range(2), "B2": range(2, 9)}.items():
        posts = {who(n): Post(who(n), 1000, frozenset({"land.own"})) for n in numbers}
        register.add(Roster(branch, DAY, posts, ("B2",)))
    own = select(register, branch="B1", group="land.own", day=DAY)
    assert (own.scope, own.officers) == (Scope.BRANCH, tuple(sorted(map(who, range(2)))))
    assert select(register, branch="B1", group="land", day=DAY).officers == ()


def test_nobody_at_all() -> None:
    assert chosen(Register()) == (Scope.CITY, set())
    assert chosen(city(B1=range(1, 9)), "health") == (Scope.CITY, set())
    unknown = select(city(B3=range(1, 7)), branch="B1", group="trade", day=DAY)
    assert unknown.scope is Scope.CITY


def test_sticky_keys_and_days() -> None:
    key = sticky_key(bytes(32), applicant=b"ab", group="c", item=b"")
    assert key != sticky_key(bytes(32), applicant=b"a", group="bc", item=b"")
    assert key != sticky_key(b"\1" * 32, applicant=b"ab", group="c", item=b"")
    assert key == sticky_key(bytes(32), applicant=b"ab", group="c", item=b"")
    assert is_repeat(DAY, DAY + timedelta(days=30))
    assert not is_repeat(DAY, DAY + timedelta(days=31))
    assert not is_repeat(DAY, DAY - timedelta(days=1))
