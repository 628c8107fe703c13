"""Approving many at once: beyond one page, one by one, each with its own answer."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from motcua.dossiers.actions.send_back import send_back
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Outcome, Status
from tests.builders import _Walk, a_draft

WHERE = "/co-quan/ky-duyet/hang-loat/"


def proposed(cast, count):
    made = []
    for _ in range(count):
        at = timezone.now() - timedelta(hours=7)
        walk = _Walk(cast, a_draft(cast, at=at), at)
        walk.proposed()
        made.append(Dossier.objects.get(pk=walk.dossier.pk))
    return made


@pytest.fixture
def four(cast):
    return proposed(cast, 4)


def settled():
    return Dossier.objects.filter(status=Status.DONE).count()


def seen(dossiers):
    return {f"seen-{one.code}": one.event_count for one in dossiers}


def test_the_ticked_ones_are_approved(cast, four, at_work):
    form = {"chosen": [one.code for one in four[:2]], "request_id": uuid4()} | seen(four)
    page = at_work(cast.dung).post(WHERE, form)
    assert page.status_code == 200
    assert settled() == 2
    assert all(one.code in page.text_shown for one in four[:2])


def test_all_that_match_are_approved_beyond_the_page(cast, at_work, monkeypatch):
    monkeypatch.setattr("motcua.office.lists.SIZE", 2)
    made = proposed(cast, 5)
    browser = at_work(cast.dung)
    shown = browser.get("/co-quan/ky-duyet/").text_shown
    assert "Cả 5 dòng phù hợp" in shown
    form = {"all_matching": "1", "query": "", "request_id": uuid4()} | seen(made[:2])
    browser.post(WHERE, form)
    assert settled() == 5


def test_all_that_match_means_the_filter(cast, four, at_work):
    Dossier.objects.filter(pk=four[0].pk).update(proposal=Outcome.REFUSED, proposal_reason="Lý do",
                                                 proposal_ground="Điều 5")  # fmt: skip
    form = {"all_matching": "1", "query": "outcome=granted&page=3", "request_id": uuid4()}
    at_work(cast.dung).post(WHERE, form)
    assert settled() == 3
    assert Dossier.objects.get(pk=four[0].pk).status == Status.PROCESSING


def test_one_refusal_does_not_stop_the_others(cast, four, at_work):
    form = {"chosen": [one.code for one in four], "request_id": uuid4()} | seen(four)
    form[f"seen-{four[1].code}"] = four[1].event_count - 1
    page = at_work(cast.dung).post(WHERE, form).text_shown
    assert settled() == 3
    assert "Hồ sơ đã thay đổi" in page


def test_nobody_approves_what_they_received_or_was_sent_back(cast, four, at_work):
    Dossier.objects.filter(pk=four[0].pk).update(received_by=cast.dung.person_id)
    send_back(dossier_id=four[1].pk, reason="Xem lại", actor=cast.dung, at=timezone.now(),
              request_id=uuid4())  # fmt: skip
    form = {"chosen": [one.code for one in four], "request_id": uuid4()} | seen(four)
    page = at_work(cast.dung).post(WHERE, form).text_shown
    assert "phải khác người đề xuất và người tiếp nhận" in page
    assert settled() == 2


def test_sent_twice_is_done_once(cast, four, at_work):
    form = {"chosen": [one.code for one in four], "request_id": uuid4()} | seen(four)
    browser = at_work(cast.dung)
    events = []
    for _ in range(2):
        browser.post(WHERE, form)
        events.append(sum(Dossier.objects.values_list("event_count", flat=True)))
    assert events[0] == events[1]


@pytest.mark.parametrize("chosen", [[], ["KHONG-CO"], ["\0"], ["x" * 900]])
def test_nothing_to_do_leads_back_to_the_list(cast, four, at_work, chosen):
    answer = at_work(cast.dung).post(WHERE, {"chosen": chosen, "query": "outcome=granted"})
    assert answer.status_code == 302
    assert answer["Location"] == "/co-quan/ky-duyet/?outcome=granted"
    assert settled() == 0


def test_another_agencys_proposals_stay_untouched(cast, four, at_work):
    at_work(cast.sau).post(WHERE, {"chosen": [one.code for one in four], "request_id": uuid4()})
    assert settled() == 0
