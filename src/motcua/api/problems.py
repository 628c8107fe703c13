"""Problem details (RFC 9457) for everything that does not work, in Vietnamese or English."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, Throttled, ValidationError

from motcua.flow.refusal import Refusal, Refused, Text

MEDIA_TYPE = "application/problem+json"
ABSENT_CODES = frozenset({"absent", "unknown_procedure", "not_in_force"})
WORDS = {
    400: Text("Không đọc được yêu cầu.", "The request could not be read."),
    401: Text("Hãy đăng nhập.", "Sign in first."),
    403: Text(
        "Yêu cầu thiếu mã bảo vệ biểu mẫu (CSRF): gửi lại giá trị cookie csrftoken trong "
        "tiêu đề X-CSRFToken.",
        "The CSRF token is missing: send the value of the csrftoken cookie in X-CSRFToken.",
    ),
    404: Text("Không tìm thấy.", "Not found."),
    409: Text("Thao tác bị từ chối.", "The act was refused."),
    412: Text(
        "Hồ sơ đã thay đổi từ khi bạn đọc. Hãy đọc lại rồi thực hiện lại.",
        "The dossier has changed since you read it. Read it again and repeat.",
    ),
    422: Text("Dữ liệu gửi lên chưa đúng.", "What was sent is not right."),
    429: Text("Quá nhiều yêu cầu. Hãy thử lại sau.", "Too many requests. Try again later."),
}


class Fault(Schema):
    """One reason: its stable code, the sentence, and the field it is about."""

    code: str
    detail: str
    where: str = ""


class Problem(Schema):
    """What is wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[Fault] = []


class PreconditionFailedError(Exception):
    """`If-Match` names another state of the dossier than the one it is in."""


def language_of(request: HttpRequest) -> str:
    """Return the first of our languages that Accept-Language names; Vietnamese by default."""
    for wanted, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if wanted[:2] in ("vi", "en"):
            return wanted[:2]
    return "vi"


def problem(
    request: HttpRequest,
    status: int,
    code: str,
    *,
    text: Text | None = None,
    errors: Sequence[Fault] = (),
) -> HttpResponse:
    """Answer with problem details."""
    language = language_of(request)
    title = WORDS[status].to(language)
    body = Problem(
        type=f"urn:motcua:problem:{code}",
        title=title,
        status=status,
        detail=text.to(language) if text else title,
        code=code,
        errors=list(errors),
    )
    response = HttpResponse(json.dumps(body.dict()), status=status, content_type=MEDIA_TYPE)
    response.headers["Content-Language"] = language
    return response


def refused(request: HttpRequest, exception: Refused) -> HttpResponse:
    """Answer 409 with code and sentence of every refusal; what is absent is 404."""
    first, language = exception.refusal, language_of(request)
    if first.code in ABSENT_CODES:
        return problem(request, 404, first.code, text=first.text)
    faults = [fault(one, language) for one in exception.refusals]
    return problem(request, 409, first.code, text=first.text, errors=faults)


def fault(refusal: Refusal, language: str) -> Fault:
    return Fault(code=refusal.code, detail=refusal.text.to(language), where=refusal.where)


def invalid(request: HttpRequest, exception: ValidationError) -> HttpResponse:
    """Answer 422 with the place and the reason of each wrong value; the value is not repeated."""
    faults = [
        Fault(
            code=str(one.get("type", "invalid")),
            detail=str(one.get("msg", "")),
            where=".".join(str(part) for part in one.get("loc", ())),
        )
        for one in exception.errors
    ]
    return problem(request, 422, "invalid", errors=faults)


def http_error(request: HttpRequest, exception: HttpError) -> HttpResponse:
    status = exception.status_code if exception.status_code in WORDS else 400
    codes = {400: "unreadable", 401: "not_signed_in", 403: "csrf", 404: "absent"}
    return problem(request, status, codes.get(status, "refused"))


def throttled(request: HttpRequest, exception: Throttled) -> HttpResponse:
    response = problem(request, 429, "too_many")
    response.headers["Retry-After"] = str(max(1, int(exception.wait or 1)))
    return response


def install(api: NinjaAPI) -> None:
    """Let the API answer every failure with problem details."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        Refused: refused,
        ValidationError: invalid,
        Throttled: throttled,
        HttpError: http_error,
        Http404: lambda request, _: problem(request, 404, "absent"),
        PreconditionFailedError: lambda request, _: problem(request, 412, "stale"),
    }
    for exception, handler in handlers.items():
        api.add_exception_handler(exception, _in_language(handler))


def _in_language(
    handler: Callable[[HttpRequest, Any], HttpResponse],
) -> Callable[[HttpRequest, Any], HttpResponse]:
    def answered(request: HttpRequest, exception: Any) -> HttpResponse:
        with translation.override(language_of(request)):
            return handler(request, exception)

    return answered
