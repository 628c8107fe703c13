"""What differs between two versions of a procedure, place by place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Change:
    """One place that differs: `before` or `after` is None where there was or is nothing."""

    where: str
    before: Any
    after: Any

    @property
    def kind(self) -> str:
        """Say whether something was added, removed or changed."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    def __str__(self) -> str:
        if self.kind == "added":
            return f"+ {self.where}: {self.after}"
        if self.kind == "removed":
            return f"- {self.where}: {self.before}"
        return f"~ {self.where}: {self.before} -> {self.after}"


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Compare two written procedures.

    Items of lists are matched by their `key` (papers, cases, fields, steps) or, in plain lists, as
    they are; so a new paper in the middle is one change, not many. A list that has the same items
    in
    another order is one change of the order.
    """
    return tuple(_compare("", before, after))


def _compare(where: str, before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _by_name(where, before, after)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _lists(where, before, after)
    else:
        yield Change(where, before, after)


def _by_name(where: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for word in [*before, *(word for word in after if word not in before)]:
        place = f"{where}.{word}" if where else str(word)
        old, new = before.get(word, _ABSENT), after.get(word, _ABSENT)
        if old is _ABSENT:
            yield Change(place, None, new)
        elif new is _ABSENT:
            yield Change(place, old, None)
        else:
            yield from _compare(place, old, new)


def _lists(where: str, before: list[Any], after: list[Any]) -> Iterator[Change]:
    old, new = _named(before), _named(after)
    if old is None or new is None:
        yield Change(where, before, after)
        return
    yield from _by_name(where, old, new)
    if list(old) != list(new) and set(old) == set(new):
        yield Change(f"{where} (order)", list(old), list(new))


def _named(items: list[Any]) -> dict[str, Any] | None:
    # Options of a choice are named by their value, everything else by its key.
    names = [_name(item) for item in items]
    if None in names or len(set(names)) < len(names):
        return None
    return dict(zip([str(name) for name in names], items, strict=True))


def _name(item: Any) -> str | None:
    if isinstance(item, Mapping):
        name = item.get("key", item.get("value"))
        return name if isinstance(name, str) else None
    return item if isinstance(item, str) else None
