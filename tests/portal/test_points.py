"""Reception points: the nearest to a commune or a position, when they are open."""

import pytest

from motcua.offices import queries as offices
from tests.cast import WARD, Cast


def test_the_nearest_to_a_commune_come_first(city, browser) -> None:
    page = browser.get("/diem-tiep-nhan/", {"xa": WARD}).content.decode()
    assert "Gần bạn nhất" in page
    assert "phường Ba Đình" in page


def test_a_position_comes_by_post_only(city, browser) -> None:
    page = browser.post("/diem-tiep-nhan/", {"lat": "21.0343", "lon": "105.8142"}).content.decode()
    assert "Gần bạn nhất" in page
    assert "21.0343" not in page
    assert "Tất cả các điểm" in browser.get("/diem-tiep-nhan/?lat=21&lon=105").content.decode()


@pytest.mark.parametrize(
    ("lat", "lon"), [("", ""), ("nan", "inf"), ("105.8", "21.0"), ("x" * 99, "\x00"), ("999", "0")]
)
def test_a_position_that_is_none_is_explained(city, browser, lat: str, lon: str) -> None:
    response = browser.post("/diem-tiep-nhan/", {"lat": lat, "lon": lon})
    assert "error-summary" in response.content.decode()


@pytest.mark.parametrize("commune", ["99999", "\x00", "x" * 500])
def test_an_unknown_commune_shows_all(city, browser, commune: str) -> None:
    assert "Tất cả các điểm" in browser.get("/diem-tiep-nhan/", {"xa": commune}).content.decode()


def test_all_points_are_paged(city, browser) -> None:
    assert "Chi nhánh số 2" in browser.get("/diem-tiep-nhan/").content.decode()
    assert browser.get("/diem-tiep-nhan/", {"page": "99999"}).status_code == 200


def test_a_point_tells_address_hours_and_whether_it_is_open(cast: Cast, browser) -> None:
    page = browser.get(f"/diem-tiep-nhan/{cast.point}/").content.decode()
    assert offices.point(cast.point).address in page
    assert "Thứ Hai" in page
    assert "Đang mở cửa" in page or "Đang đóng cửa" in page
    assert browser.get("/diem-tiep-nhan/nowhere/").status_code == 404


def test_no_question_to_the_database(cast: Cast, browser, django_assert_num_queries) -> None:
    browser.get("/diem-tiep-nhan/")
    with django_assert_num_queries(0):
        browser.get("/diem-tiep-nhan/", {"xa": WARD})
