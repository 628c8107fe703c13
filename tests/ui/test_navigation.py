"""Pages of a list and sortable columns keep the rest of the query."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.ui.navigation import Column, Link, Paging, Sorting, changed
from tests.ui.html_laws import offences

Shown = Callable[..., str]


@pytest.mark.parametrize(
    ("number", "total", "expected"),
    [
        (1, 0, [1]),
        (1, 25, [1]),
        (1, 26, [1, 2]),
        (3, 1204, [1, 2, 3, 4, None, 49]),
        (25, 1204, [1, None, 24, 25, 26, None, 49]),
        (49, 1204, [1, None, 48, 49]),
    ],
)
def test_pages_worth_a_link(number: int, total: int, expected: list[int | None]) -> None:
    assert list(Paging(number, total, 25).around()) == expected


@given(st.integers(1, 400), st.integers(0, 9000), st.integers(1, 100))
def test_rows_are_counted_within_the_list(number: int, total: int, size: int) -> None:
    paging = Paging(min(number, max(1, -(-total // size))), total, size)
    assert 0 <= paging.last_row - paging.first_row <= size
    assert paging.last_row <= total


def test_other_values_of_the_query_stay() -> None:
    assert Paging(1, 90, 25, "q=khai+sinh&page=1").href(3) == "?q=khai+sinh&page=3"
    assert changed("a=1&b=2", a=None, c="x&y") == "b=2&c=x%26y"


def test_sorting_turns_round_and_starts_at_the_first_page() -> None:
    sorting = Sorting("due", "sort=due&page=4&q=a")
    assert sorting.href("due") == "?sort=-due&q=a"
    assert sorting.href("code") == "?sort=code&q=a"
    assert [sorting.state(key) for key in ("due", "code")] == ["ascending", "none"]
    assert Sorting("-due").state("due") == "descending"


def test_lists_and_tables_render(shown: Shown) -> None:
    html = shown(
        "{{ ui.table(c, r, 'C', s) }}{{ ui.pagination(p) }}{{ ui.tabs(l, 'T') }}{{ ui.breadcrumbs(l) }}",
        c=[Column("a", "A", sort="a"), Column("b", "B", numeric=True)],
        r=[{"a": "<b>", "b": 2}],
        s=Sorting("-a"),
        p=Paging(2, 60, 25),
        l=[Link("x", "/x", count=0), Link("y", "/y", current=True)],
    )
    assert offences(html) == []
    assert "&lt;b&gt;" in html
    assert 'aria-sort="descending"' in html
    assert html.count('aria-current="page"') == 3
