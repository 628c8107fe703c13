"""Odds against draws, and gross, paused and net time by unit."""

from datetime import timedelta
from random import Random

import pytest

from motcua.dossiers.models import Dossier, Draw, Suspension
from motcua.flow.refusal import Refused
from motcua.insight.odds import odds, odds_of
from motcua.insight.pauses import HIDDEN, NOTHING, times
from motcua.insight.spans import Month, Span
from motcua.worktime.instants import local_day

SPAN = Span(Month(2026, 8), Month(2026, 8))
WHO = [bytes([n]) * 16 for n in range(4)]
WEIGHTS = (1, 2, 2, 5)


def drawn(cast, dossier, monday, choices):
    Draw.objects.bulk_create(
        Draw(dossier=dossier, attempt=n, at=monday, day=local_day(monday), kind="drawn", reason="x",
             agency=cast.police, group="x", epoch="2026Q3", likeness="", total=10, point=point,
             officers=[[w.hex(), 1000, 0, 1, weight] for w, weight in zip(WHO, WEIGHTS, strict=True)],
             chosen=WHO[chosen].hex(), official_id=cast.chi.person_id)
        for n, (point, chosen) in enumerate(choices)
    )  # fmt: skip


def unit_of(cast):
    return next(one for one in odds(cast.hoa, SPAN).units if one.unit == cast.police)


def honest(count):
    random, ladder = Random(7), (0, 1, 1, 2, 2, 3, 3, 3, 3, 3)
    points = [random.randrange(10) for _ in range(count)]
    return [(point, ladder[point]) for point in points]


def test_honest_draws_lie_near_their_odds(cast, many, monday):
    drawn(cast, many[0], monday, honest(400))
    found = odds(cast.hoa, SPAN)
    assert (found.draws, found.judged) == (401, 4)
    assert found.far <= 1
    assert found.far_by_chance == pytest.approx(4 * 0.0455, abs=1e-3)
    assert unit_of(cast).p > 0.01
    shares = {one.who: one for one in odds_of(cast.hoa, cast.police, SPAN)}
    assert shares[WHO[3].hex()].awaited == pytest.approx(200)
    assert sum(one.got for one in shares.values()) == 400
    assert all(one.pools == 400 for one in shares.values())


def test_bought_draws_show(cast, many, monday):
    """One in eight draws goes to the official with the smallest odds."""
    drawn(
        cast, many[0], monday, [(p, 0 if n % 8 == 0 else w) for n, (p, w) in enumerate(honest(400))]
    )
    assert unit_of(cast).p < 1e-4
    first = odds_of(cast.hoa, cast.police, SPAN)[0]
    assert first.who == WHO[0].hex()
    assert first.z > 4


def test_a_stuck_generator_shows(cast, many, monday):
    drawn(cast, many[0], monday, [(3, 2)] * 200)
    found = odds(cast.hoa, SPAN)
    assert found.kolmogorov < 1e-6
    assert found.chi_square < 1e-6


def test_a_few_draws_say_nothing(cast, many, monday):
    drawn(cast, many[0], monday, honest(10))
    found = odds(cast.hoa, SPAN)
    assert (found.judged, found.kolmogorov, unit_of(cast).p) == (0, None, None)
    assert odds_of(cast.hoa, "nowhere", SPAN) == []


def decided(rows, monday, agency):
    Dossier.objects.filter(pk__in=[one.pk for one in rows]).update(
        agency=agency, accepted_at=monday, clock_started_at=monday,
        settled_at=monday + timedelta(days=10),
    )  # fmt: skip


def paused(rows, monday, form, days):
    Suspension.objects.bulk_create(
        Suspension(dossier=one, form=form, reason="x", begins=monday, restarts=False,
                   ends=monday + timedelta(days=days))
        for one in rows
    )  # fmt: skip


def test_net_is_gross_without_the_pauses_of_each_form(cast, many, monday):
    decided(many, monday, cast.police)
    paused(many[:10], monday, "02", 6)
    paused(many[10:20], monday, "payment", 3)
    found = times(cast.hoa, SPAN)[cast.police]
    assert (found.settled, found.gross) == (60, 10)
    assert (found.by_form["02"], found.by_form["payment"], found.by_form["05"]) == (1, 0.5, 0)
    assert (found.paused, found.net) == (1.5, 8.5)


def test_small_cells_hide_themselves_and_what_would_tell_them(cast, many, monday):
    decided(many[:4], monday, cast.agency)
    decided(many[4:30], monday, cast.police)
    decided(many[30:], monday, cast.construction)
    paused(many[4:7], monday, "02", 6)
    paused(many[30:40], monday, "02", 6)
    paused(many[40:42], monday, "05", 6)
    found = times(cast.hoa, SPAN)
    # The dossier that was walked there is the agency's fifth: its decision is the sixth day's.
    assert found[cast.police].paused is found[cast.police].net is None
    assert found[cast.police].gross == 10
    assert found[cast.construction].by_form == NOTHING
    assert found[cast.construction].paused == pytest.approx(12 * 6 / 30)
    Dossier.objects.filter(agency=cast.agency).exclude(pk=many[0].pk).update(agency=cast.insurance)
    assert times(cast.hoa, SPAN)[cast.agency] == HIDDEN


def test_nobody_but_inspectors(cast, many):
    for who in (cast.an, cast.binh, cast.chi, cast.dung):
        for read in (odds, times):
            with pytest.raises(Refused, match="not_permitted"):
                read(who, SPAN)
