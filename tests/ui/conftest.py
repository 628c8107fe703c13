"""A page as a visitor gets it, without any other package's addresses and without a database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation


@dataclass(frozen=True)
class Somebody:
    """A viewer with some permissions."""

    person_id: int | None = 1
    name: str = "Nguyễn Văn Thí Dụ"
    held: frozenset[str] = field(default_factory=frozenset)

    def may(self, permission: str) -> bool:
        return permission in self.held


@pytest.fixture(autouse=True)
def _own_addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.ui.urls"
    settings.LOGIN_URL = "/dang-nhap/"
    settings.LOGOUT_URL = "/dang-xuat/"
    settings.MIDDLEWARE = [
        "motcua.ui.security.security_headers",
        "motcua.ui.language.chosen_language",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "motcua.ui.errors.RefusedMiddleware",
    ]


@pytest.fixture
def get() -> Callable[..., HttpRequest]:
    """Return a function that makes a GET request by a viewer (`actor=None` leaves it out)."""

    def make(
        path: str = "/", actor: Somebody | None = Somebody(person_id=None), **headers: str
    ) -> HttpRequest:
        request = RequestFactory().get(path, headers=headers)
        if actor is not None:
            request.actor = actor  # type: ignore[attr-defined]
        return request

    return make


@pytest.fixture
def shown() -> Callable[..., str]:
    """Return a function that renders a template text with the product's environment."""

    def make(source: str, language: str = "vi", **values: Any) -> str:
        with translation.override(language):
            return engines["pages"].env.from_string(source).render(**values)

    return make
