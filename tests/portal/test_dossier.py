"""The applicant's page of a dossier, the list of all, and the receipt."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from motcua.dossiers.models import Dossier
from motcua.dossiers.status import STATUS_NAMES, Status
from tests.builders import INTERLINKED, MARRIAGE_STATUS, a_dossier, completion_asked
from tests.cast import Cast

SHOWN = [s for s in Status if s != Status.DRAFT]


def _page(browser, dossier: Dossier, which: str = "") -> str:
    response = browser.get(f"/ho-so/{dossier.code}/{which}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("status", SHOWN)
def test_every_status_has_its_page_in_both_languages(
    an, cast: Cast, monday: datetime, status
) -> None:
    dossier = a_dossier(cast, status, at=monday)
    assert STATUS_NAMES[status].vi in _page(an, dossier)
    an.post("/ui/ngon-ngu/", {"language": "en"})
    assert STATUS_NAMES[status].en in _page(an, dossier)
    assert dossier.code in an.get("/ho-so-cua-toi/").content.decode()


def test_the_official_is_an_alias_and_only_who_signed_is_named(
    an, cast: Cast, monday: datetime
) -> None:
    dossier = a_dossier(cast, Status.DONE, at=monday)
    page = _page(an, dossier)
    for person in (cast.chi, cast.giang, cast.binh):
        assert person.name not in page
    assert cast.dung.name in page, "the decision carries the competent person"
    assert (
        f"Chuyên viên {dossier.alias}" in page if dossier.alias else "Do cơ quan phân công" in page
    )
    assert "dossier_proposed" not in page


def test_a_pause_says_form_reason_and_both_times(an, cast: Cast, monday: datetime) -> None:
    page = _page(an, a_dossier(cast, Status.SUPPLEMENT_REQUIRED, at=monday))
    for words in ("mẫu 02", "Giấy tờ mẫu", "đến nay", "Tổng thời gian đã qua", "Ngày hẹn đầu tiên",
                  "Điều 1 văn bản mẫu", "Bổ sung ngay"):  # fmt: skip
        assert words in page


def test_interlinked_parts_show_each_clock(an, cast: Cast, monday: datetime) -> None:
    page = _page(an, a_dossier(cast, Status.PROCESSING, at=monday, procedure=INTERLINKED))
    assert "Cấp thẻ bảo hiểm y tế" in page
    assert "5 ngày làm việc" in page


def test_another_persons_dossier_and_none_look_the_same(
    cast: Cast, monday: datetime, signed_in, browser
) -> None:
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    stranger = signed_in(cast.other)
    for which in (
        "",
        "da-nop/",
        "giay-tiep-nhan/",
        "bo-sung/",
        "rut/",
        "noi-nhan/",
        "nop-tien/",
        "tep/1/",
    ):
        theirs = stranger.get(f"/ho-so/{dossier.code}/{which}")
        none = stranger.get(f"/ho-so/H26.00.00-260810-0001/{which}")
        assert theirs.status_code == none.status_code == 404
        assert theirs.content.decode().replace(dossier.code, "") == none.content.decode().replace(
            "H26.00.00-260810-0001", ""
        )
        assert (
            signed_in(cast.binh, cast.point).get(f"/ho-so/{dossier.code}/{which}").status_code
            == 404
        )
    assert browser.get(f"/ho-so/{dossier.code}/").url.startswith("/dang-nhap/")


@pytest.mark.parametrize("code", ["%00", "x" * 400, "..", "%E2%80%AE", "H26'--"])
def test_a_hostile_code_is_not_there(an, cast: Cast, code: str) -> None:
    assert an.get(f"/ho-so/{code}/").status_code == 404


def test_buttons_come_from_the_table(an, cast: Cast, monday: datetime) -> None:
    running = _page(an, a_dossier(cast, Status.PROCESSING, at=monday))
    assert "/rut/" in running
    ended = _page(an, a_dossier(cast, Status.WITHDRAWN, at=monday))
    assert "/rut/" not in ended
    assert "/noi-nhan/" not in ended


def test_the_receipt_has_code_dates_and_a_qr_code(an, cast: Cast, monday: datetime) -> None:
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    page = _page(an, dossier, "giay-tiep-nhan/")
    due = timezone.localtime(dossier.first_due_at)
    for words in (dossier.code, "Nguyễn Mẫu An", f"{due:%H:%M}, {due:%d/%m/%Y}", "qr-ink"):
        assert words in page


def test_before_acceptance_there_is_no_receipt(an, cast: Cast, monday: datetime) -> None:
    dossier = a_dossier(cast, Status.REGISTERED, at=monday)
    assert an.get(f"/ho-so/{dossier.code}/giay-tiep-nhan/").status_code == 404
    assert "Chưa tiếp nhận" in _page(an, dossier)


def test_what_awaits_the_person_comes_first(an, cast: Cast, monday: datetime) -> None:
    running = a_dossier(cast, Status.PROCESSING, at=monday + timedelta(days=1))
    asked = completion_asked(cast, at=monday)
    page = an.get("/ho-so-cua-toi/").content.decode()
    assert page.index(asked.code) < page.index(running.code)


def test_nobody_elses_dossiers_are_listed(cast: Cast, monday: datetime, signed_in) -> None:
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    assert "Bạn chưa có hồ sơ nào" in signed_in(cast.other).get("/ho-so-cua-toi/").content.decode()
    assert (
        dossier.code not in signed_in(cast.binh, cast.point).get("/ho-so-cua-toi/").content.decode()
    )


def test_few_questions_to_the_database(
    an, cast: Cast, monday: datetime, django_assert_max_num_queries
) -> None:
    dossiers = [a_dossier(cast, Status.SUPPLEMENT_REQUIRED, at=monday) for _ in range(3)]
    _page(an, dossiers[0])
    with django_assert_max_num_queries(11):
        _page(an, dossiers[0])
    with django_assert_max_num_queries(4):
        an.get("/ho-so-cua-toi/")


def test_titles_and_addresses_name_nobody(an, cast: Cast, monday: datetime) -> None:
    page = _page(an, a_dossier(cast, Status.PROCESSING, at=monday, procedure=MARRIAGE_STATUS))
    title = page.split("<title>")[1].split("</title>")[0]
    assert cast.an.name not in title


def test_while_nobody_has_been_drawn_the_page_says_so(an, cast: Cast, monday: datetime) -> None:
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    Dossier.objects.filter(pk=dossier.pk).update(official=None, alias="")
    page = _page(an, dossier)
    assert "chờ bốc thăm cán bộ" in page
    assert "Chờ bốc thăm" in page
    an.post("/ui/ngon-ngu/", {"language": "en"})
    assert "waiting for the draw of its official" in _page(an, dossier)
