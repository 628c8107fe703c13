"""Every address of the console × every role: open, or as if it did not exist."""

from itertools import product
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from motcua.console.urls import urlpatterns
from motcua.dossiers.status import Status
from motcua.identity.roles import STAFF, Role
from motcua.ui.page import declaration_of
from tests.builders import BIRTH, a_dossier

R = Role
# Written by hand, from who does what; not from the table of permissions.
OPEN: dict[str, set[Role]] = {
    "home": {R.SUPERVISOR, R.AUDITOR, R.ADMINISTRATOR, R.EDITOR, R.PUBLISHER, R.HEAD,
             R.PLANNER, R.DIRECTOR},
    "overview": {R.SUPERVISOR, R.AUDITOR},
    "dossiers": {R.SUPERVISOR, R.AUDITOR},
    "board": {R.SUPERVISOR, R.AUDITOR},
    "waiting": {R.SUPERVISOR, R.AUDITOR, R.ADMINISTRATOR},
    "exports": {R.SUPERVISOR, R.AUDITOR},
    "make_export": {R.SUPERVISOR, R.AUDITOR},
    "erasure": {R.SUPERVISOR, R.AUDITOR},
    "glass": {R.HEAD, R.SUPERVISOR, R.AUDITOR},
    "opened": set(),
    "opened_file": set(),
    "roster": {R.SUPERVISOR, R.AUDITOR, R.ADMINISTRATOR},
    "people": {R.ADMINISTRATOR},
    "new_official": {R.ADMINISTRATOR},
    "official": {R.ADMINISTRATOR},
    "absences": {R.HEAD, R.SUPERVISOR},
    "delegations": {R.HEAD, R.SUPERVISOR},
    "catalogue": {R.EDITOR, R.PUBLISHER},
    "procedure": {R.EDITOR, R.PUBLISHER},
    "version": {R.EDITOR, R.PUBLISHER},
    "try_out": {R.EDITOR, R.PUBLISHER},
    "new_version": {R.EDITOR},
    "notices": {R.SUPERVISOR, R.ADMINISTRATOR},
    "again": {R.SUPERVISOR, R.ADMINISTRATOR},
    "notices_of": {R.SUPERVISOR, R.ADMINISTRATOR},
    "audit": {R.AUDITOR},
    "audited": {R.AUDITOR},
    "inspectorate": {R.AUDITOR},
    "inspectorate_csv": {R.AUDITOR},
    "odd_looks": {R.AUDITOR},
    "measure": {R.AUDITOR},
    "measure_csv": {R.AUDITOR},
    "measure_of_unit": {R.AUDITOR},
    "cases_behind": {R.AUDITOR},
    "alerts": {R.AUDITOR},
    "alert": set(),
    "behind_alert": set(),
    "draws": {R.AUDITOR},
    "draws_of_unit": {R.AUDITOR},
    "pauses": {R.AUDITOR},
    "plans": {R.PLANNER, R.DIRECTOR},
    "compare_plans": {R.PLANNER, R.DIRECTOR},
    "staff_moves": {R.PLANNER, R.DIRECTOR},
    "new_plan": {R.PLANNER},
    "plan": set(),
    "plan_report": set(),
    "plan_archive": set(),
    "plan_file": set(),
    "bottlenecks": {R.SUPERVISOR, R.AUDITOR, R.PLANNER, R.DIRECTOR},
    "process_map": set(),
    "bottlenecks_of_field": set(),
    "bottlenecks_of_agency": set(),
    "waits": set(),
    "waits_behind": set(),
}  # fmt: skip
POSTED = {"again", "cases_behind", "make_export", "behind_alert", "waits_behind"}
NONE = UUID(int=1)  # nothing has this number: their own tests open what is there


@pytest.fixture
def addresses(cast, monday):
    code = a_dossier(cast, Status.PROCESSING, at=monday).code
    given = {
        "make_export": [1],
        "opened": [code],
        "opened_file": [code, 1],
        "official": [cast.dung.person_id], "again": [1], "notices_of": [code], "audited": [code],
        "procedure": [BIRTH], "version": [BIRTH, 1], "try_out": [BIRTH, 1],
        "measure": ["late"], "measure_csv": ["late"], "cases_behind": ["late"],
        "measure_of_unit": ["late", cast.agency],
        "alert": [NONE], "behind_alert": [NONE], "draws_of_unit": [cast.agency],
        "new_plan": ["sites"], "plan": [NONE], "plan_report": [NONE], "plan_archive": [NONE],
        "plan_file": [NONE, "plan.csv"], "process_map": ["x"], "bottlenecks_of_field": ["x"],
        "bottlenecks_of_agency": ["x"], "waits": ["x", 1], "waits_behind": ["x", 1],
    }  # fmt: skip
    return {name: reverse(f"console:{name}", args=given.get(name)) for name in OPEN}


def test_every_address_stands_in_the_matrix():
    assert {pattern.name for pattern in urlpatterns} == set(OPEN)
    for pattern in urlpatterns:
        declared = declaration_of(pattern.callback)
        assert declared is not None
        assert declared.signed_in


def test_only_the_expected_roles_get_in(addresses, enter, official):
    browsers = {role: enter(official(role)) for role in STAFF}
    opened = {
        (name, role)
        for name, role in product(OPEN, STAFF)
        if _answer(browsers[role], name, addresses[name]) in {200, 302, 409}
    }
    assert opened == {(name, role) for name, roles in OPEN.items() for role in roles}


def test_citizens_find_nothing_and_strangers_are_asked_to_sign_in(addresses, enter, cast):
    citizen, stranger = enter(cast.an), Client()
    for name, address in addresses.items():
        assert _answer(citizen, name, address) == 404
        answer = stranger.post(address) if name in POSTED else stranger.get(address)
        assert answer.status_code == 302
        assert answer.url.startswith("/dang-nhap/")


def test_a_role_at_another_office_does_not_count_here(addresses, enter, official, cast):
    who = official(R.AUDITOR, "centre-office")
    browser = enter(who)
    session = browser.session
    session["office"] = cast.point
    session.save()
    assert browser.get(addresses["board"]).status_code == 404


def test_home_leads_to_the_first_section_of_the_role(enter, official):
    leads = {
        R.SUPERVISOR: "tong-quan/", R.ADMINISTRATOR: "can-bo/", R.EDITOR: "danh-muc/",
        R.HEAD: "vang-mat/",
    }  # fmt: skip
    for role, address in leads.items():
        assert enter(official(role)).get("/dieu-hanh/").url == f"/dieu-hanh/{address}"


def test_the_navigation_shows_only_what_opens(enter, official):
    page = enter(official(R.EDITOR)).get("/dieu-hanh/danh-muc/").content.decode()
    assert "/dieu-hanh/can-bo/" not in page
    assert "/dieu-hanh/danh-muc/" in page


def _answer(browser, name, address):
    return (browser.post(address) if name in POSTED else browser.get(address)).status_code
