"""One procedure: what my case needs follows from the answers in the address."""

from tests.builders import BIRTH, CERTIFIED_COPY, CONSTRUCTION, INTERLINKED


def _read(browser, code: str, **answers: str) -> str:
    response = browser.get(f"/thu-tuc/{code}/", answers)
    assert response.status_code == 200
    return response.content.decode()


def test_the_answers_decide_papers_and_what_is_not_asked(city, browser) -> None:
    hospital = _read(browser, BIRTH, birth_kind="hospital")
    home = _read(browser, INTERLINKED, birth_kind="home")
    assert "Không phải nộp, vì cơ sở dữ liệu đã có" in hospital
    assert "người làm chứng" in home


def test_the_fee_follows_pages_and_copies(city, browser) -> None:
    # 2 pages at 2.000, 3 more at 1.000, twice (Circular 226/2016/TT-BTC)
    assert "14.000" in _read(browser, CERTIFIED_COPY, pages="5", copies="2", foreign_paper="false")


def test_a_wrong_number_is_told_at_its_field(city, browser) -> None:
    page = _read(browser, CERTIFIED_COPY, pages="nhiều", copies="2")
    assert 'aria-invalid="true"' in page
    assert "nhiều" in page


def test_nothing_personal_is_asked_in_the_address(city, browser) -> None:
    for code in (BIRTH, CERTIFIED_COPY, CONSTRUCTION, INTERLINKED):
        page = _read(browser, code)
        for name in ("applicant_name", "applicant_id", "applicant_phone", "child_name"):
            assert f'name="{name}"' not in page


def test_hostile_answers_do_no_harm(city, browser) -> None:
    page = _read(browser, CERTIFIED_COPY, pages="9" * 400, copies="\x00", foreign_paper="<b>")
    assert "<b>" not in page


def test_htmx_gets_the_case_alone(city, browser) -> None:
    part = browser.get(
        f"/thu-tuc/{CERTIFIED_COPY}/", {"pages": "3"}, headers={"HX-Request": "true"}
    )
    text = part.content.decode()
    assert "<html" not in text
    assert "key-facts" in text


def test_the_route_law_and_interlinked_procedures_stand_there(city, browser) -> None:
    page = _read(browser, INTERLINKED)
    for words in ("Thẩm tra", "Luật Hộ tịch 2014", "Cấp thẻ bảo hiểm y tế", "7 ngày làm việc"):
        assert words in page


def test_few_questions_to_the_database(city, browser, django_assert_max_num_queries) -> None:
    _read(browser, BIRTH)
    with django_assert_max_num_queries(2):
        _read(browser, BIRTH)
