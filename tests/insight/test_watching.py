"""What is odd of a day: each watch finds its case, and an ordinary day is silent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.approvals.models import Request
from motcua.dossiers.models import Countersign, Dossier, Draw, Glass
from motcua.dossiers.status import Outcome
from motcua.identity.models import Person
from motcua.insight.watches import WATCHES
from motcua.insight.watching import odd_on
from motcua.worktime.instants import local_day

HOUR = timedelta(hours=1)


@pytest.fixture
def ordinary(crowd, many, look, monday):
    """Ten receptionists look at six to ten dossiers each, within hours."""
    for n, who in enumerate(crowd):
        look(who, many[n : n + 6 + n % 5], monday + HOUR)


def odd(monday):
    return {(one.watch.key, one.person_id): one for one in odd_on(local_day(monday))}


def test_an_ordinary_day_is_silent(ordinary, monday):
    assert odd(monday) == {}


def test_a_whole_ordinary_month_is_silent(crowd, many, look, monday):
    for day in range(25):
        for n, who in enumerate(crowd):
            at = monday + timedelta(days=day) + HOUR
            if at.weekday() < 5:
                look(who, many[(n * 3 + day) % 40 :][: 4 + (n + day) % 7], at)
    assert [odd(monday + timedelta(days=day)) for day in range(25)] == [{}] * 25


def test_very_many_looks_stand_out(ordinary, crowd, many, look, monday):
    look(crowd[3], many[20:], monday + 2 * HOUR)
    ((key, found),) = odd(monday).items()
    assert key == ("volume", crowd[3].pk)
    assert found.hits > 40
    assert set(found.evidence) <= {one.pk for one in many}


def test_a_whole_office_at_it_is_said_all_the_same(crowd, many, look, monday, monkeypatch):
    """Where everybody looks at very many nobody stands out: the fixed number says it."""
    for who in crowd:
        look(who, many, monday + HOUR)
    assert odd(monday) == {}
    watch = replace(WATCHES["volume"], always=50)
    monkeypatch.setattr("motcua.insight.watching.WATCHES", {"volume": watch})
    assert len(odd(monday)) == len(crowd)


def test_looks_at_night_stand_out(ordinary, crowd, many, look, monday):
    look(crowd[0], many[30:38], monday.replace(hour=3))
    assert set(odd(monday)) == {("after-hours", crowd[0].pk)}
    assert set(odd(monday + timedelta(days=5))) == {("after-hours", crowd[0].pk)}
    assert odd(monday + timedelta(days=9)) == {}


def test_one_look_at_night_is_nothing(ordinary, crowd, many, look, monday):
    look(crowd[0], many[30:32], monday.replace(hour=3))
    assert odd(monday) == {}


def test_looks_at_the_same_family_stand_out(ordinary, crowd, many, look, monday):
    kin = Person.objects.create(login="kin", full_name="Họ5 Đệm5 Khác", id_number="")
    mine = many[50:56]
    Dossier.objects.filter(pk__in=[one.pk for one in mine]).update(applicant=kin)
    look(crowd[5], mine, monday + 2 * HOUR)
    found = odd(monday)
    assert set(found) == {("family-name", crowd[5].pk)}
    assert set(found["family-name", crowd[5].pk].evidence) == {one.pk for one in mine}


def test_a_name_that_everybody_meets_says_nothing(crowd, many, look, monday):
    """Where most applicants share a house, sharing it says nothing."""
    Person.objects.filter(login__startswith="nop.").update(full_name="Họ5 Đệm5 Mẫu")
    for who in crowd:
        look(who, many[:20], monday + HOUR)
    assert odd(monday) == {}


def test_reveals_stand_out(crowd, many, look, monday):
    for n, who in enumerate(crowd):
        look(who, many[n * 2 : n * 2 + 20], monday + HOUR, purpose="settle")
    look(crowd[7], many[14:30], monday + 2 * HOUR, purpose="reveal")
    assert set(odd(monday)) == {("reveal", crowd[7].pk)}


def test_a_series_of_recusals_stands_out(crowd, cast, many, monday):
    rows = []
    for n, one in enumerate(many):
        who = crowd[n % len(crowd)]
        rows.append(Draw(dossier=one, attempt=0, at=monday, day=local_day(monday), kind="drawn",
                         reason="accepted", agency=cast.agency, group="x", epoch="2026Q3",
                         chosen="00", official=who, likeness=""))  # fmt: skip
    Draw.objects.bulk_create(rows)
    for one in rows[::10]:
        Countersign.objects.create(dossier=one.dossier, kind="recusal", asked_at=monday,
                                   asked_by=one.official_id, reason="kin")  # fmt: skip
    assert set(odd(monday)) == {("recusal", crowd[0].pk)}


def test_refusals_of_one_official_stand_out(crowd, many, monday):
    for n, one in enumerate(many * 5):
        Dossier.objects.filter(pk=one.pk).update(official=crowd[n % 10])
    for n, one in enumerate(many):
        late = {"clock_started_at": monday, "settled_at": monday + timedelta(days=2),
                "first_due_at": monday + timedelta(days=20)}  # fmt: skip
        refused = n % 10 == 2
        Dossier.objects.filter(pk=one.pk).update(
            official=crowd[n % 10], outcome=Outcome.REFUSED if refused else Outcome.GRANTED, **late
        )
    day = local_day(monday) + timedelta(days=2)
    # Six decisions each: too few to say anything of a share.
    assert odd_on(day) == []
    _again(many, 3)
    (found,) = odd_on(day)
    assert (found.watch.key, found.person_id) == ("refused", crowd[2].pk)
    assert (found.hits, found.base) == (24, 24)
    assert found.usual < 5


def _again(many, times):
    for copy in range(times):
        rows = Dossier.objects.filter(pk__in=[one.pk for one in many])
        kept = [f.attname for f in Dossier._meta.concrete_fields
                if f.attname not in {"id", "uid", "code"}]  # fmt: skip
        Dossier.objects.bulk_create(
            Dossier(**{name: getattr(one, name) for name in kept},
                    code=f"H26.99-260810-{2000 + 100 * copy + n}")
            for n, one in enumerate(rows)
        )  # fmt: skip


def test_every_exception_of_the_law_is_said(cast, many, monday):
    one = many[0]
    Draw.objects.create(dossier=one, attempt=0, at=monday, day=local_day(monday), kind="by_hand",
                        reason="by_hand", agency=cast.agency, group="x", epoch="2026Q3",
                        chosen="00", official_id=cast.chi.person_id, likeness="",
                        ground="Điều 1")  # fmt: skip
    Glass.objects.create(dossier=one, holder_id=cast.dung.person_id, approver_id=cast.hoa.person_id,
                         office=cast.agency, reason="safety", ground="x", opened_at=monday,
                         ends_at=monday + HOUR / 2, tell_at=monday)  # fmt: skip
    Request.objects.create(
        kind="roster_at_once", state="approved", about=cast.chi.person_id, reason="x",
        wanted={"change": "adjust", "office": cast.agency}, office="centre-office",
        asked_by=cast.dung.person_id, asked_at=monday, approved_at=monday, lapses_at=monday,
        first_approver=cast.hoa.person_id, second_approver=cast.sau.person_id,
    )  # fmt: skip
    assert {key for key, _ in odd(monday)} == {"by-hand", "break-glass", "emergency-roster"}
    assert odd(monday + timedelta(days=1)) == {}


def test_every_watch_says_why_and_finds_its_rows():
    for one in WATCHES.values():
        for text in (one.names, one.says, one.why, one.basis):
            assert text.vi
            assert text.en
            assert text.vi != text.en
        assert one.each or one.floor >= 5
        assert one.base >= one.floor or one.key == "volume"
