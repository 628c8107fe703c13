"""The two languages of the interface: Vietnamese by default, English complete.

A sentence stands in both languages at the place where it is shown: `t("Nộp hồ sơ", "Submit")`, so
that nobody can
change one and forget the other. The chosen language is kept in a cookie and is the same under
every address.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

from motcua.ui.page import page

LANGUAGES: Mapping[str, str] = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT = "vi"
ONE_YEAR = 365 * 24 * 3600


class Bilingual(Protocol):
    """Anything that carries one sentence in both languages, such as `flow.refusal.Text`."""

    @property
    def vi(self) -> str: ...

    @property
    def en(self) -> str: ...


TextLike = str | Mapping[str, str] | Bilingual | None


def lang() -> str:
    """Return the language of the page being made: `vi` or `en`."""
    chosen = (translation.get_language() or DEFAULT)[:2]
    return chosen if chosen in LANGUAGES else DEFAULT


def t(vi: str, en: str, *, one: str = "", **values: object) -> str:
    """Return the sentence of the reader's language with `{names}` filled in.

    `one` is the English singular, used when the value `n` is 1; Vietnamese has no plural forms.
    """
    sentence = vi if lang() == "vi" else (one if one and values.get("n") == 1 else en)
    return sentence.format(**values) if values else sentence


def text(value: TextLike) -> str:
    """Return a text in the reader's language; a plain string is the same in both."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, Mapping):
        return value.get(lang()) or value.get(DEFAULT, "")
    return value.en if lang() == "en" and value.en else value.vi


def chosen_language(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: show each page in the language of the reader's cookie."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, DEFAULT)
        language = wanted if wanted in LANGUAGES else DEFAULT
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response

    return middleware


# Changes only the words on the visitor's own screen; public pages stay free of a token.
@csrf_exempt
@page(methods=("POST",))
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language the visitor picked and return to the page they came from."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    language = request.POST.get("language", "")
    if language in LANGUAGES:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=ONE_YEAR,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    return response
