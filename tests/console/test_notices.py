"""Messages: stuck ones, sending again, figures, those of one dossier; never their words' addressee."""

import pytest

from motcua.dossiers.status import Status
from motcua.identity.roles import Role
from motcua.notices.models import Notice
from tests.builders import a_dossier

NOTICES = "/dieu-hanh/thong-bao/"


@pytest.fixture
def stuck(cast, now, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    states = (Notice.State.FAILED, Notice.State.UNCERTAIN, Notice.State.SENT, Notice.State.PENDING)
    rows = [
        Notice.objects.create(
            event_id=n, subject_id=dossier.pk, kind="dossier_accepted", person_id=cast.an.person_id,
            way="email", subject=f"Thông báo số {n}", body="Nội dung", language="vi", state=state,
            next_at=monday, owed_at=monday, attempts=6, problem="SMTPServerDisconnected",
        )
        for n, state in enumerate(states)
    ]  # fmt: skip
    return dossier, rows


@pytest.fixture
def browser(official, enter, stuck):
    return enter(official(Role.ADMINISTRATOR))


def test_only_what_will_not_arrive_by_itself_is_listed(browser):
    page = browser.get(NOTICES).content.decode()
    assert "Thông báo số 0" in page
    assert "Thông báo số 1" in page
    assert "Thông báo số 2" not in page
    assert "Thông báo số 3" not in page


def test_no_address_and_no_name_is_shown(browser, cast):
    page = browser.get(NOTICES).content.decode()
    assert "an@example.test" not in page
    assert cast.an.name not in page


def test_a_message_is_sent_again_once(browser, stuck):
    failed, sent = stuck[1][0], stuck[1][2]
    assert browser.post(f"{NOTICES}{failed.pk}/gui-lai/").status_code == 302
    failed.refresh_from_db()
    assert (failed.state, failed.attempts) == (Notice.State.PENDING, 0)
    assert browser.post(f"{NOTICES}{failed.pk}/gui-lai/").status_code == 409
    assert browser.post(f"{NOTICES}{sent.pk}/gui-lai/").status_code == 409
    assert browser.get(f"{NOTICES}{sent.pk}/gui-lai/").status_code == 405


@pytest.mark.parametrize("number", [999_999, 2**70])
def test_a_message_that_is_not_there(browser, number):
    assert browser.post(f"{NOTICES}{number}/gui-lai/").status_code in {404, 409}


def test_figures_count_what_became_of_messages(browser):
    page = browser.get(NOTICES).content.decode()
    row = page.split("Thư điện tử</th>")[1].split("</tr>")[0]
    assert [int(cell.split(">")[-1]) for cell in row.split("</td>")[:3]] == [1, 1, 2]


def test_a_dossiers_messages_are_asked_for_by_code(browser, stuck):
    answer = browser.post(NOTICES, {"code": stuck[0].code.lower()})
    page = browser.get(answer.url).content.decode()
    for n in range(4):
        assert f"Thông báo số {n}" in page
    for wrong in ("H26.00-000000-0000", "", "x" * 99, "\x00"):
        again = browser.post(NOTICES, {"code": wrong})
        assert again.status_code == 409
        assert "Không có hồ sơ mang mã này" in again.content.decode()
    assert browser.get(f"{NOTICES}ho-so/nowhere/").status_code == 404
