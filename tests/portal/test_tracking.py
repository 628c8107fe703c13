"""Public tracking: code and degree of completion only, and the same page for unknown codes."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers.status import COMPLETION, STATUS_NAMES, Status
from motcua.portal.limits import TRACK
from tests.builders import a_dossier
from tests.cast import Cast


@pytest.mark.parametrize("status", [s for s in Status if s != Status.DRAFT])
def test_only_the_degree_of_completion_is_shown(
    browser, cast: Cast, monday: datetime, status
) -> None:
    dossier = a_dossier(cast, status, at=monday)
    page = browser.get(f"/tra-cuu/{dossier.code}/").content.decode()
    assert f'value="{COMPLETION[status] / 1:.1f}"' in page
    for secret in (
        cast.an.name,
        STATUS_NAMES[status].vi,
        "hôn nhân",
        str(dossier.due_at.date() if dossier.due_at else "–.–"),
    ):
        assert secret not in page


def test_an_unknown_code_costs_and_looks_the_same(browser, cast: Cast, monday: datetime) -> None:
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    browser.get("/tra-cuu/")
    answers = []
    for code in (dossier.code, dossier.code[:-1] + "9"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            response = browser.get(f"/tra-cuu/{code}/")
        answers.append((response.status_code, len(asked), response["X-Robots-Tag"]))
    assert answers[0] == answers[1] == (200, 1, "noindex")


def test_the_form_leads_to_the_address_of_the_code(browser, cast: Cast) -> None:
    assert (
        browser.get("/tra-cuu/", {"ma": " h26.41.07-260810-0001 "}).url
        == "/tra-cuu/H26.41.07-260810-0001/"
    )
    assert "Hãy nhập mã hồ sơ" in browser.get("/tra-cuu/", {"ma": ""}).content.decode()


@pytest.mark.parametrize("code", ["%00", "x" * 5000, "%E2%80%AE", "a'b", "..%2F..", "%3Cscript%3E"])
def test_hostile_codes_find_nothing(browser, cast: Cast, code: str) -> None:
    response = browser.get(f"/tra-cuu/{code}/")
    assert response.status_code in (200, 404)
    assert "<script>" not in response.content.decode().lower().replace("<script src", "")


def test_many_look_ups_are_slowed(browser, cast: Cast) -> None:
    for _ in range(TRACK.most):
        browser.get("/tra-cuu/H26.41.07-260810-0001/")
    slowed = browser.get("/tra-cuu/H26.41.07-260810-0001/")
    assert slowed.status_code == 429
    assert "giây" in slowed.content.decode()
