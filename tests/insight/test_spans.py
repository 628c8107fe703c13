"""Months: read, moved, and never of one's own choosing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.insight.spans import LONGEST, Month, Span

pytestmark = pytest.mark.pure
MONTHS = st.builds(Month, st.integers(2010, 2090), st.integers(1, 12))


@given(MONTHS, st.integers(-60, 60))
def test_moving_there_and_back_is_nothing(month, by):
    assert month.moved(by).moved(-by) == month
    assert Month.read(str(month)) == month


@given(MONTHS, st.integers(0, LONGEST - 1))
def test_a_span_holds_its_months_and_no_more(month, length):
    span = Span(month, month.moved(length))
    months = list(span)
    assert (months[0], months[-1], len(months)) == (span.first, span.last, span.length)
    assert span.since.date() == month.first_day
    assert (span.until - span.since).days >= 28 * len(months)


@pytest.mark.parametrize(
    "wrong", ["", "2026", "2026-00", "2026-13", "26-01", "²026-01", "2026-1", "x-y"]
)
def test_what_is_no_month_is_none(wrong):
    assert Month.read(wrong) is None


def test_a_span_backwards_or_too_long_is_refused():
    now = Month.of(date(2026, 8, 10))
    for last in (now.moved(-1), now.moved(LONGEST)):
        with pytest.raises(ValueError):
            Span(now, last)
    assert now.quarter == "2026Q3"
