"""Conditions on answers: when a field is shown, which case applies, whether a paper is needed.

Written as a mapping, of which every line must hold::

    {place_of_birth: home}                 equal
    {kind_of_works: [house, fence]}        one of
    {floor_area: {min: 250, max: 500}}     a number in a range (both ends included)
    {foreign_element: {not: true}}         answered, and not this

and a list of such mappings holds when one of them does. An unanswered field never fulfils a test.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Answer = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Test:
    """One question about one answer."""

    __test__ = False  # the word of the field, not a test case for pytest

    field: str
    any_of: tuple[Answer, ...] = ()
    none_of: tuple[Answer, ...] = ()
    minimum: float | None = None
    maximum: float | None = None

    def holds(self, answers: Mapping[str, Any]) -> bool:
        """Tell whether the answer is there and fits."""
        value = answers.get(self.field)
        if value is None:
            return False
        given = value if isinstance(value, list | tuple) else (value,)
        if self.any_of:
            return any(_same(one, wanted) for one in given for wanted in self.any_of)
        if self.none_of:
            return not any(_same(one, banned) for one in given for banned in self.none_of)
        return all(self._in_range(one) for one in given)

    def _in_range(self, value: Any) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        above = self.minimum is None or value >= self.minimum
        return above and (self.maximum is None or value <= self.maximum)

    def schema(self) -> dict[str, Any]:
        """JSON Schema that accepts the answers which fulfil this test."""
        if self.any_of:
            one: dict[str, Any] = {"enum": list(self.any_of)}
            fits: dict[str, Any] = {"anyOf": [one, {"type": "array", "contains": one}]}
        elif self.none_of:
            banned: dict[str, Any] = {"enum": list(self.none_of)}
            fits = {"not": {"anyOf": [banned, {"type": "array", "contains": banned}]}}
        else:
            fits = {"type": "number"}
            fits |= {} if self.minimum is None else {"minimum": self.minimum}
            fits |= {} if self.maximum is None else {"maximum": self.maximum}
        return {"required": [self.field], "properties": {self.field: fits}}

    def plain(self) -> Any:
        """The written form of this test's right-hand side."""
        if self.any_of:
            return self.any_of[0] if len(self.any_of) == 1 else list(self.any_of)
        if self.none_of:
            return {"not": self.none_of[0] if len(self.none_of) == 1 else list(self.none_of)}
        ends = {"min": self.minimum, "max": self.maximum}
        return {name: end for name, end in ends.items() if end is not None}


@dataclass(frozen=True, slots=True)
class Condition:
    """Any of several groups of tests; inside a group all tests must hold."""

    groups: tuple[tuple[Test, ...], ...]

    @classmethod
    def read(cls, written: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> "Condition":
        """Take the written form; raise `ValueError` when a line says nothing."""
        lines = [written] if isinstance(written, Mapping) else list(written)
        if not lines or not all(lines):
            raise ValueError("a condition needs at least one line 'field: value'")
        groups = (tuple(_test(field, value) for field, value in line.items()) for line in lines)
        return cls(tuple(groups))

    @property
    def fields(self) -> frozenset[str]:
        """The fields whose answers this condition looks at."""
        return frozenset(test.field for group in self.groups for test in group)

    @property
    def tests(self) -> tuple[Test, ...]:
        """All tests, in the order in which they are written."""
        return tuple(test for group in self.groups for test in group)

    def holds(self, answers: Mapping[str, Any]) -> bool:
        """Tell whether the answers fulfil the condition."""
        return any(all(test.holds(answers) for test in group) for group in self.groups)

    def both(self, other: "Condition | None") -> "Condition":
        """Return the condition that holds when both hold."""
        if other is None:
            return self
        return Condition(tuple(mine + theirs for mine in self.groups for theirs in other.groups))

    def schema(self) -> dict[str, Any]:
        """JSON Schema that accepts exactly the answers under which the condition holds."""
        groups = [{"allOf": [test.schema() for test in group]} for group in self.groups]
        return groups[0] if len(groups) == 1 else {"anyOf": groups}

    def plain(self) -> Any:
        """The written form, for storing and for telling an official."""
        lines = [{test.field: test.plain() for test in group} for group in self.groups]
        return lines[0] if len(lines) == 1 else lines


def _test(field: str, value: Any) -> Test:
    if isinstance(value, Mapping):
        return _ranged(field, value)
    if isinstance(value, list | tuple):
        if not value:
            raise ValueError(f"the condition on '{field}' lists no value")
        return Test(field, any_of=tuple(value))
    if not isinstance(value, str | int | float):
        raise ValueError(f"the condition on '{field}' cannot compare with {value!r}")
    return Test(field, any_of=(value,))


def _ranged(field: str, value: Mapping[str, Any]) -> Test:
    if set(value) == {"not"}:
        banned = value["not"]
        return Test(field, none_of=tuple(banned) if isinstance(banned, list) else (banned,))
    unknown = set(value) - {"min", "max"}
    if unknown or not value:
        raise ValueError(f"the condition on '{field}' knows min, max, not; found {sorted(value)}")
    return Test(field, minimum=value.get("min"), maximum=value.get("max"))


def _same(given: object, wanted: object) -> bool:
    # True == 1 in Python, but "yes" is not the number one, neither here nor in JSON Schema.
    return isinstance(given, bool) == isinstance(wanted, bool) and given == wanted
