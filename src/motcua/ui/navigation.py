"""Ways around as plain values: navigation items, breadcrumbs, pages of a list, columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class Link:
    """One item of a navigation, of breadcrumbs or of tabs; `count` is shown behind the label."""

    label: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list is shown. `total` is the number of rows on all pages."""

    number: int
    total: int
    size: int
    query: str = ""

    @property
    def last(self) -> int:
        """Return the number of the last page; an empty list still has page 1."""
        return max(1, -(-self.total // self.size))

    @property
    def first_row(self) -> int:
        """Return the number of the first row shown, counted from 1."""
        return min((self.number - 1) * self.size + 1, self.total)

    @property
    def last_row(self) -> int:
        """Return the number of the last row shown."""
        return min(self.number * self.size, self.total)

    def href(self, number: int) -> str:
        """Return the address of another page of the same list."""
        return "?" + changed(self.query, page=str(number))

    def around(self) -> Iterator[int | None]:
        """Yield the page numbers worth a link: first, last and those near; None where some are
        left out.
        """
        near = {1, self.last, *range(self.number - 1, self.number + 2)}
        before = 0
        for number in sorted(one for one in near if 1 <= one <= self.last):
            if number > before + 1:
                yield None
            yield number
            before = number


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; `sort` is the key its heading sorts by, empty where it does not."""

    key: str
    label: str
    numeric: bool = False
    sort: str = ""
    hidden_label: bool = False


@dataclass(frozen=True, slots=True)
class Sorting:
    """By which key a list is sorted; a leading minus means descending (`sort=-due`)."""

    by: str = ""
    query: str = ""

    def state(self, key: str) -> Literal["ascending", "descending", "none"]:
        """Return the value of `aria-sort` for a column."""
        return {key: "ascending", f"-{key}": "descending"}.get(self.by, "none")  # type: ignore[return-value]

    def href(self, key: str) -> str:
        """Return the address that sorts by a key, the other way round if it is sorted by it
        already.
        """
        return "?" + changed(self.query, sort=f"-{key}" if self.by == key else key, page=None)


def changed(query: str, **values: str | None) -> str:
    """Return a query string with some values set, or left out where None."""
    data = QueryDict(query, mutable=True)
    for name, value in values.items():
        if value is None:
            data.pop(name, None)
        else:
            data[name] = value
    return data.urlencode()
