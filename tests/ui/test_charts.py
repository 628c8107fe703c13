"""Bars and columns are drawn in proportion; QR codes say what they say."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.ui.charts import bars, columns
from tests.ui.html_laws import offences

ROWS = st.lists(st.tuples(st.text(max_size=5), st.floats(0, 1e9), st.text(max_size=5)), max_size=40)


@given(ROWS)
def test_shares_are_in_proportion(rows: list[tuple[str, float, str]]) -> None:
    drawn = bars(rows)
    assert all(0 <= bar.share <= 100 for bar in drawn)
    top = max((row[1] for row in rows), default=0)
    assert all(abs(bar.share - (bar.value / top * 100 if top else 0)) < 0.01 for bar in drawn)


@given(ROWS)
def test_columns_stay_inside_and_apart(rows: list[tuple[str, float, str]]) -> None:
    drawn = columns(rows)
    assert all(column.x >= 0 and column.x + column.width <= 100.01 for column in drawn)
    assert all(a.x + a.width < b.x for a, b in pairwise(drawn))


def test_a_given_top_is_the_whole_length() -> None:
    assert [bar.share for bar in bars([("a", 5, "5"), ("b", 30, "30")], top=20)] == [25, 100]


def test_a_negative_length_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        bars([("a", -1, "-1")])


def test_every_figure_stands_in_words_too(shown: Callable[..., str]) -> None:
    html = shown(
        "{{ ui.bar_chart(r, 'C', 'L', 'V') }}{{ ui.column_chart(r, 'C', 'L', 'V') }}",
        r=[("Hà Đông", 3, "3 hồ sơ")],
    )
    assert offences(html) == []
    assert html.count("3 hồ sơ") >= 3
    assert html.count("Hà Đông") >= 3


def test_an_empty_chart_is_drawn(shown: Callable[..., str]) -> None:
    assert (
        offences(
            shown("{{ ui.bar_chart([], 'C', 'L', 'V') }}{{ ui.column_chart([], 'C', 'L', 'V') }}")
        )
        == []
    )


def test_the_qr_code_holds_the_content_and_its_name_is_safe(shown: Callable[..., str]) -> None:
    import segno

    html = shown("{{ ui.qr(c, l) }}", c="https://example.org/H26", l='"><script>')
    assert "<script" not in html
    dark = sum(
        sum(row) for row in segno.make("https://example.org/H26", error="m", micro=False).matrix
    )
    assert html.count("h1v1h-1z") == dark
    assert offences(html) == []
