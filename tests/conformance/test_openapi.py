"""The API keeps what its OpenAPI description promises, under many made-up requests.

Schemathesis reads the description, makes requests that fit it and requests that do not, and checks
status codes, media types, bodies and headers of the answers. Nothing leaves the process, and what
an operation changes is taken back before the next one is tried.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from motcua.dossiers.status import Status
from motcua.identity.middleware import OFFICE_KEY
from motcua.identity.models import Official, Person
from tests.builders import a_dossier

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]
TOKEN = "t" * 32
PROMISES = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
BOUNDED = settings(
    max_examples=6,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keep the test's own transaction: requests must not close its connection (as in Client)."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def schema(city: None, one_connection: None, monday: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The description, in a world where it is that Monday and nobody is asked to wait."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: monday.replace(hour=14))
    monkeypatch.setattr("motcua.api.access.ByAddress.allow_request", lambda *_: True)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


def session_of(who: Any) -> dict[str, str]:
    """Return the cookies of somebody's signed-in browser."""
    Official.objects.filter(person_id=who.person_id).update(must_use_totp=False)
    client = Client()
    client.force_login(Person.objects.get(pk=who.person_id))
    session = client.session
    session[OFFICE_KEY] = who.office
    session.save()
    return {"sessionid": client.cookies["sessionid"].value, "csrftoken": TOKEN}


def try_operation(operation: Any, cookies: dict[str, str], code: str, mode: Any) -> list[int]:
    """Call an operation with made-up data of the mode; return the status codes of the answers."""
    fixed = {"code": code} if "/dossiers/{code}" in operation.path else None
    checks = [*PROMISES, negative_data_rejection] if mode is GenerationMode.NEGATIVE else PROMISES
    answers: list[int] = []

    @BOUNDED
    @given(case=operation.as_strategy(mode, path_parameters=fixed, cookies=cookies))
    def call(case: Any) -> None:
        with transaction.atomic():
            response = case.call_and_validate(
                headers={"X-CSRFToken": TOKEN}, cookies=cookies, checks=checks
            )
            transaction.set_rollback(True)
        answers.append(response.status_code)

    call()
    return answers


def operations(schema: Any) -> list[Any]:
    return [found.ok() for found in schema.get_all_operations()]


def test_right_data_gets_what_is_described(schema, cast, monday):
    code = a_dossier(cast, Status.PROCESSING, at=monday).code
    answers = {
        who.name: [
            status
            for operation in operations(schema)
            for status in try_operation(operation, cookies, code, GenerationMode.POSITIVE)
        ]
        for who in (cast.an, cast.dung)
        if (cookies := session_of(who))
    }
    # The checks mean nothing if every call was turned away at the door.
    for seen in answers.values():
        assert {200, 409} <= set(seen)
        assert len(seen) > 150


def test_wrong_data_is_rejected(schema, cast, monday):
    code = a_dossier(cast, Status.PROCESSING, at=monday).code
    cookies = session_of(cast.an)
    refused = [
        status
        for operation in operations(schema)
        if operation.body
        for status in try_operation(operation, cookies, code, GenerationMode.NEGATIVE)
    ]
    assert set(refused) <= {400, 401, 403, 404, 409, 412, 415, 422}
    assert len(refused) > 80
