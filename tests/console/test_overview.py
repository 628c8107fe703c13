"""The overview: figures worked out by hand, lists that reconcile, periods and filters."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from motcua.console.overview import link
from motcua.dossiers.models import Dossier, Suspension
from motcua.dossiers.status import Status
from motcua.dossiers.views.figures import By, Spread, broken_down, days, figures
from motcua.dossiers.views.overseen import Figure, Slice, behind
from motcua.identity.actor import Actor
from motcua.identity.roles import Role
from tests.builders import a_dossier

OVERVIEW = "/dieu-hanh/tong-quan/"
WEEK = Slice(first=date(2026, 8, 10), last=date(2026, 8, 16))


def test_counts_are_those_one_counts_by_hand(cast, lives):
    found = figures(cast.hoa, WEEK)
    assert found.received == 7
    assert found.settled == 2  # done and returned
    assert found.waiting == 1
    assert found.supplemented == 1
    assert dict(found.by_status) == {Status(row.status): 1 for row in lives}
    assert found.accepted_online == 6
    assert found.until_accepted == Spread(timedelta(hours=1), timedelta(hours=1))


def test_punctuality_is_measured_against_the_first_due_date(cast, lives):
    done = next(row for row in lives if row.status == Status.DONE)
    # A later date that was promised afterwards does not make it punctual.
    Dossier.objects.filter(pk=done.pk).update(
        first_due_at=done.settled_at - timedelta(minutes=1),
        due_at=done.settled_at + timedelta(days=9),
    )
    found = figures(cast.hoa, WEEK)
    assert (found.on_time, found.late) == (1, 1)
    assert found.on_time_share == 0.5


def test_net_time_leaves_out_what_was_awaited(cast, lives):
    done, returned = (r for r in lives if r.status in (Status.DONE, Status.RETURNED))
    start = done.clock_started_at
    for row, took in ((done, 10), (returned, 20)):
        Dossier.objects.filter(pk=row.pk).update(
            clock_started_at=start, settled_at=start + timedelta(hours=took)
        )
    # Begins before the clock and ends inside; and one that ends after the decision.
    for begins, ends in ((-2, 1), (9, 30)):
        Suspension.objects.create(
            dossier=done, form="02", reason="x", restarts=False,
            begins=start + timedelta(hours=begins), ends=start + timedelta(hours=ends),
        )  # fmt: skip
    found = figures(cast.hoa, WEEK)
    assert found.gross == Spread(timedelta(hours=15), timedelta(hours=19))
    # done: 10 h less the first and the tenth hour.
    assert found.net == Spread(timedelta(hours=14), timedelta(hours=18.8))


def test_nothing_measured_is_no_time(cast):
    found = figures(cast.hoa, WEEK)
    assert found.gross == found.net == found.until_accepted == Spread(None, None)
    assert found.on_time_share is None
    assert found.supplement_share is None


def test_every_figure_reconciles_with_the_list_behind_it(cast, lives, enter, now):
    found, browser = figures(cast.hoa, WEEK), enter(cast.hoa)
    for figure in Figure:
        assert behind(cast.hoa, WEEK, figure).count() == found.of(figure)
        assert listed(browser, link(WEEK, figure)) == found.of(figure)
    for status, n in found.by_status:
        assert listed(browser, link(WEEK, Figure.RECEIVED, status)) == n


def listed(browser, address):
    page = browser.get(address).content.decode()
    return len(re.findall(r'<span class="code">H26', page))


def test_the_links_of_the_page_lead_to_lists_of_that_length(cast, lives, enter, now):
    browser = enter(cast.hoa)
    page = browser.get(OVERVIEW, {"first": "2026-08-10", "last": "2026-08-16"}).content.decode()
    tiles = re.findall(
        r'<dt><a href="([^"]+)">.*?</dt>\s*<dd class="stat-figure">(\d+)</dd>', page, re.S
    )
    assert len(tiles) == 6
    for address, figure in tiles:
        assert listed(browser, unescape(address)) == int(figure)


def test_breakdowns_add_up_to_the_whole(cast, lives):
    whole = figures(cast.hoa, WEEK)
    for by in (By.FIELD, By.POINT):
        rows = broken_down(cast.hoa, WEEK, by)
        assert sum(row.received for row in rows) == whole.received
        assert sum(row.on_time for row in rows) == whole.on_time
    agencies = broken_down(cast.hoa, WEEK, By.AGENCY)
    assert [row.key for row in agencies] == [cast.agency]


def test_days_are_local_days_and_empty_ones_are_shown(cast, lives, monday):
    # 23:30 in UTC on the 11th is the 12th in Hanoi.
    late = monday.replace(hour=23, minute=30) + timedelta(days=1, hours=7)
    Dossier.objects.filter(pk=lives[0].pk).update(registered_at=late)
    drawn = days(cast.hoa, WEEK)
    assert [n for _, n in drawn.received] == [6, 0, 1, 0, 0, 0, 0]
    assert sum(n for _, n in drawn.settled) == figures(cast.hoa, WEEK).settled
    year = days(cast.hoa, Slice(first=date(2025, 9, 1), last=date(2026, 8, 31)))
    assert year.weekly
    assert sum(n for _, n in year.received) == 7


def test_a_slice_leaves_the_rest_out(cast, lives, monday):
    def narrow(**more):
        return figures(cast.hoa, Slice(first=WEEK.first, last=WEEK.last, **more)).received

    assert narrow(agency=cast.agency) == 7
    assert narrow(agency=cast.police) == 0
    assert narrow(field="land") == 0
    assert narrow(point=cast.point) == 7
    before = Slice(first=date(2026, 8, 1), last=date(2026, 8, 9))
    assert figures(cast.hoa, before).received == 0


def test_drafts_are_nobodys_figures_and_others_see_none(cast, lives, monday):
    a_dossier(cast, Status.DRAFT, at=monday)
    assert figures(cast.hoa, WEEK).received == 7
    for who in (cast.an, cast.dung, cast.binh, Actor()):
        assert figures(who, WEEK).received == 0
        assert not behind(who, WEEK, Figure.RECEIVED).exists()


@pytest.mark.parametrize(
    "asked",
    [
        {"first": "9999-99-99", "last": "\x00"},
        {"first": "2026-08-20", "last": "2026-08-01"},
        {"first.day": "31", "first.month": "2", "first.year": "2026"},
        {"first": "0001-01-01"},
        {"agency": "nowhere", "field": "'; --", "point": "é" * 999, "by": "x", "page": "-1"},
        {"figure": "x", "status": "99"},
    ],
)
def test_nonsense_in_the_address_is_answered_quietly(cast, lives, enter, now, asked):
    browser = enter(cast.hoa)
    assert browser.get(OVERVIEW, asked).status_code == 200
    assert browser.get("/dieu-hanh/ho-so/", asked).status_code == 200


def test_both_languages_are_whole(cast, lives, enter, now, official):
    browser = enter(official(Role.SUPERVISOR, cast.point))
    assert "Giải quyết đúng hạn hẹn đầu" in browser.get(OVERVIEW).content.decode()
    browser.cookies["django_language"] = "en"
    page = browser.get(OVERVIEW).content.decode()
    assert "Settled by the first due date" in page
    assert "Đã nhận" not in page
