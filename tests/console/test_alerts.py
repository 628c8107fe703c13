"""The pages of alerts: a list, one alert, seeing and closing it, and the dossiers behind it as looks."""

from uuid import uuid4

import pytest

from motcua.dossiers.models import AccessRecord
from motcua.dossiers.pseudonyms import pseudonym
from motcua.dossiers.status import Status
from motcua.identity.roles import Role
from motcua.insight.models import Alert
from tests.builders import a_dossier

LIST = "/dieu-hanh/thanh-tra/canh-bao/"
WORDS = "Đã kiểm tra, mở đúng lý do."


@pytest.fixture
def inspector(cast, enter, now):
    return enter(cast.hoa)


@pytest.fixture
def dossier(cast, monday):
    return a_dossier(cast, Status.PROCESSING, at=monday)


@pytest.fixture
def alert(cast, dossier, monday):
    return Alert.objects.create(
        kind="reveal", day=monday.date(), unit=cast.agency, hits=9, base=30, usual=1.2, z=6.1,
        who=pseudonym(cast.chi.person_id, "2026Q3").hex(), evidence=[dossier.pk], raised_at=monday,
    )  # fmt: skip


def address(alert):
    return f"{LIST}{alert.uid}/"


def test_the_list_names_pseudonyms_and_narrows(inspector, cast, alert):
    page = inspector.get(LIST).content.decode()
    assert "Hay mở thông tin định danh" in page
    assert alert.who[:8].upper() in page
    assert cast.chi.name not in page
    link = f'href="{address(alert)}"'
    assert link in page
    assert link in inspector.get(LIST, {"state": "new", "kind": "reveal"}).content.decode()
    for other in ({"state": "closed"}, {"kind": "volume"}):
        assert link not in inspector.get(LIST, other).content.decode()
    for nonsense in ({"state": "' OR 1"}, {"page": "-1"}):
        assert inspector.get(LIST, nonsense).status_code == 200


def test_one_alert_says_how_far_and_why(inspector, alert, dossier):
    page = inspector.get(address(alert)).content.decode()
    for words in ("9", "30", "1,2", "6,1", "Mở 1 hồ sơ phía sau"):
        assert words in page
    assert dossier.code not in page


def test_seeing_then_closing_with_words(inspector, alert):
    answer = inspector.post(address(alert), {"do": "see", "request_id": uuid4()}, follow=True)
    assert "Đang xem xét" in answer.content.decode()
    wrong = inspector.post(address(alert), {"words": "ngắn", "request_id": uuid4()})
    assert wrong.status_code == 409
    assert "ngắn" in wrong.content.decode()
    given = {"verdict": "explained", "words": WORDS, "request_id": uuid4()}
    for _ in range(2):
        page = inspector.post(address(alert), given, follow=True).content.decode()
    assert WORDS in page
    assert Alert.objects.get().closed_at is not None
    again = inspector.post(address(alert), given | {"request_id": uuid4()})
    assert again.status_code == 409


def test_a_telephone_number_in_the_words_is_refused_at_its_field(inspector, alert):
    answer = inspector.post(address(alert), {"verdict": "explained", "request_id": uuid4(),
                                             "words": "Hãy gọi 0912 345 678 nhé"})  # fmt: skip
    assert answer.status_code == 409
    assert 'aria-invalid="true"' in answer.content.decode()


def test_opening_the_dossiers_is_a_look_at_each(inspector, cast, alert, dossier):
    assert inspector.get(address(alert) + "ho-so/").status_code == 405
    page = inspector.post(address(alert) + "ho-so/").content.decode()
    assert dossier.code in page
    assert cast.an.name not in page
    looks = AccessRecord.objects.filter(person_id=cast.hoa.person_id, purpose="inspect")
    assert list(looks.values_list("dossier_id", flat=True)) == [dossier.pk]


def test_an_alert_about_oneself_is_another_inspectors(inspector, cast, alert, monday):
    mine = Alert.objects.create(
        kind="volume", day=monday.date(), unit="city", hits=300, base=300, raised_at=monday,
        who=pseudonym(cast.hoa.person_id, "2026Q3").hex(),
    )  # fmt: skip
    page = inspector.get(address(mine)).content.decode()
    assert "thanh tra khác phải xử lý" in page
    assert "<textarea" not in page
    given = {"verdict": "explained", "words": WORDS, "request_id": uuid4()}
    assert inspector.post(address(mine), given).status_code == 409


def test_nobody_else_finds_it(enter, cast, official, alert, now):
    for who in (cast.dung, cast.an, cast.chi, official(Role.SUPERVISOR)):
        browser = enter(who)
        for path in (LIST, address(alert), "/dieu-hanh/thanh-tra/rut-ho-so/",
                     "/dieu-hanh/thanh-tra/tam-dung/"):  # fmt: skip
            assert browser.get(path).status_code == 404
        assert browser.post(address(alert), {"do": "see"}).status_code == 404
    assert Alert.objects.get().seen_at is None
    assert enter(cast.hoa).get(f"{LIST}{uuid4()}/").status_code == 404
