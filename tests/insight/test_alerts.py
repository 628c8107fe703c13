"""Alerts: raised once, seen and closed by an inspector whom they are not about, in words."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import InternalError, transaction
from django.db.utils import IntegrityError

from motcua.dossiers.pseudonyms import pseudonym
from motcua.events.blocking import WayOfContact
from motcua.events.models import Event
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor
from motcua.identity.models import Person
from motcua.insight.actions.close_alert import close_alert
from motcua.insight.actions.raise_alerts import raise_alerts
from motcua.insight.actions.see_alert import see_alert
from motcua.insight.alerts import State, alert, alerts, evidence
from motcua.insight.jobs import watch
from motcua.insight.measures import MEASURES
from motcua.insight.models import Alert
from motcua.insight.spans import Month, Span
from motcua.insight.tables import by_unit
from motcua.notices.jobs import owe
from motcua.notices.models import Notice
from motcua.worktime.instants import local_day

CLOCK = Actor.system("watch")
WORDS = "Đã kiểm tra, làm bù theo phân công."


@pytest.fixture
def night(crowd, many, look, monday):
    """One of ten receptionists looks at eight dossiers at three in the morning."""
    for n, who in enumerate(crowd):
        look(who, many[n : n + 6 + n % 5], monday + timedelta(hours=1))
    look(crowd[0], many[30:38], monday.replace(hour=3))
    return crowd[0]


@pytest.fixture
def raised(night, monday):
    assert raise_alerts(day=local_day(monday), actor=CLOCK, at=monday + timedelta(days=1)) == 1
    return Alert.objects.get()


def close(raised, actor, at, **more):
    given = {"verdict": "explained", "words": WORDS, "request_id": uuid4()} | more
    return close_alert(uid=raised.uid, actor=actor, at=at, **given)


def test_an_alert_names_a_pseudonym_and_its_evidence(raised, night, cast, monday):
    assert (raised.kind, raised.unit) == ("after-hours", cast.point)
    assert raised.who == pseudonym(night.pk, "2026Q3").hex()
    assert len(raised.evidence) == raised.hits == 8
    told = Event.objects.get(kind="alert_raised")
    assert str(night.pk) not in str(told.data)
    assert Event.objects.get(kind="day_watched").data["alerts"] == 1


def test_a_day_is_watched_once(raised, monday):
    assert raise_alerts(day=raised.day, actor=CLOCK, at=monday) == 0
    # The same looks lie in the next days' window: said already.
    for n in range(1, 6):
        assert raise_alerts(day=raised.day + timedelta(days=n), actor=CLOCK, at=monday) == 0


def test_it_is_said_again_once_the_cases_have_doubled(raised, crowd, many, look, monday):
    look(crowd[0], many[38:50], monday.replace(hour=4) + timedelta(days=1))
    assert raise_alerts(day=raised.day + timedelta(days=1), actor=CLOCK, at=monday) == 1


def test_the_job_catches_up_and_then_has_nothing_to_do(night, monday):
    later = monday + timedelta(days=3)
    assert watch(later) == 7
    assert watch(later) == 0
    assert Alert.objects.count() == 1


def test_people_do_not_raise_alerts(cast, night, monday):
    with pytest.raises(Refused, match="not_permitted"):
        raise_alerts(day=local_day(monday), actor=cast.hoa, at=monday)


def test_seen_then_closed_with_words(raised, cast, monday):
    number = uuid4()
    for _ in range(2):
        see_alert(uid=raised.uid, actor=cast.hoa, at=monday, request_id=number)
    assert alert(cast.hoa, raised.uid).state is State.SEEN
    number = uuid4()
    for _ in range(2):
        close(raised, cast.hoa, monday, request_id=number)
    shown = alert(cast.hoa, raised.uid)
    assert (shown.state, shown.words) == (State.CLOSED, WORDS)
    assert shown.closed_by == pseudonym(cast.hoa.person_id, "2026Q3").hex()
    kinds = list(Event.objects.filter(subject="alert").order_by("n").values_list("kind", flat=True))
    assert kinds == ["alert_raised", "alert_seen", "alert_closed"]
    assert WORDS not in str(Event.objects.get(kind="alert_closed").data)
    with pytest.raises(Refused, match="closed_already"):
        close(raised, cast.hoa, monday)


@pytest.mark.parametrize(("given", "code"), [({"verdict": "fine"}, "verdict_missing"),
    ({"words": "  ok  "}, "words_missing"), ({"words": "x" * 5000}, "words_missing")])  # fmt: skip
def test_closing_takes_a_verdict_and_words(raised, cast, monday, given, code):
    with pytest.raises(Refused, match=code):
        close(raised, cast.hoa, monday, **given)


def test_words_lead_around_nobody(raised, cast, monday):
    with pytest.raises(WayOfContact):
        close(raised, cast.hoa, monday, words="Hãy gọi 0912 345 678 để biết thêm")
    assert Event.objects.filter(subject="alert_text").count() == 1
    assert Alert.objects.get().closed_at is None


def test_nobody_judges_an_alert_about_themself(raised, cast, monday):
    mine = Alert.objects.create(
        kind="volume", day=raised.day, unit="city", hits=300, base=300, raised_at=monday,
        who=pseudonym(cast.hoa.person_id, "2026Q3").hex(),
    )  # fmt: skip
    assert alert(cast.hoa, mine.uid).about_me
    for act in (
        lambda: see_alert(uid=mine.uid, actor=cast.hoa, at=monday, request_id=uuid4()),
        lambda: close(mine, cast.hoa, monday),
    ):
        with pytest.raises(Refused, match="own_alert"):
            act()


def test_it_is_there_for_inspectors_alone(raised, cast, monday):
    for who in (cast.an, cast.binh, cast.chi, cast.dung):
        with pytest.raises(Refused, match="not_permitted"):
            alerts(who)
        with pytest.raises(Refused, match="not_permitted"):
            evidence(who, raised.uid)
        with pytest.raises(Refused, match="absent"):
            close(raised, who, monday)
    with pytest.raises(Refused, match="absent"):
        alert(cast.hoa, uuid4())


def test_what_was_found_stays(raised, monday):
    for change in ({"hits": 1}, {"unit": "city"}, {"evidence": []}):
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            Alert.objects.update(**change)
    with pytest.raises((IntegrityError, InternalError), match="stays"), transaction.atomic():
        raised.delete()


def test_inspectors_are_told_that_there_is_something_but_not_what(raised, cast, night, monday):
    Person.objects.filter(pk__in=[cast.hoa.person_id, cast.chi.person_id]).update(email="a@b.test")
    owe(monday)
    (notice,) = Notice.objects.filter(kind="day_watched", person_id=cast.hoa.person_id)
    assert "1 cảnh báo" in notice.body
    assert "/dieu-hanh/thanh-tra/canh-bao/" in notice.body
    assert night.full_name not in notice.body
    assert not Notice.objects.filter(kind="day_watched").exclude(pk=notice.pk).exists()


def test_a_silent_day_owes_nothing(cast, monday):
    raise_alerts(day=local_day(monday), actor=CLOCK, at=monday)
    owe(monday)
    assert not Notice.objects.filter(kind="day_watched").exists()


def test_alerts_and_false_ones_are_figures(raised, cast, monday):
    close(raised, cast.hoa, monday, verdict="false_alarm")
    span = Span(Month(2026, 8), Month(2026, 8))
    for key in ("odd-looks", "false-alarms", "after-hours"):
        assert cast.point in by_unit(cast.hoa, MEASURES[key], span).rows
