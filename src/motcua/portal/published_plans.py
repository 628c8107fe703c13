"""Published plans of the city's network: what was decided on, with every file to recompute it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from motcua.planning import queries, serving
from motcua.planning.queries import PublicationSeen, ScenarioSeen
from motcua.planning.writing import written
from motcua.ui.language import text
from motcua.ui.page import page, render
from motcua.ui.security import CONTENT_SECURITY_POLICY


@page()
def published_plans(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/plans/list.html", {"publications": queries.publications()})


@page()
def published_plan(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show it with its files; of a withdrawn one only that it was there, and why it went."""
    publication, seen = _found(uid)
    if seen is None:
        return render(
            request, "portal/plans/withdrawn.html", {"publication": publication}, status=410
        )
    answer = render(
        request,
        "portal/plans/plan.html",
        {
            "publication": publication,
            "seen": seen,
            "figures": [(text(one.names), text(written(one))) for one in seen.figures],
            "asked": [(text(label), text(value)) for label, value in seen.asked],
        },
    )
    answer.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; {serving.FRAME}"
    return answer


@page()
def published_report(request: HttpRequest, uid: UUID) -> HttpResponseBase:  # noqa: ARG001
    return _or_absent(serving.report(_public(uid)))


@page()
def published_file(request: HttpRequest, uid: UUID, name: str) -> HttpResponseBase:  # noqa: ARG001
    return _or_absent(serving.download(_public(uid), name))


@page()
def published_sums(request: HttpRequest, uid: UUID) -> HttpResponse:  # noqa: ARG001
    """Give the fingerprints of all files, as `sha256sum --check` reads them."""
    return serving.fingerprints(_public(uid))


@page()
def published_archive(request: HttpRequest, uid: UUID) -> HttpResponseBase:  # noqa: ARG001
    return serving.everything(_public(uid))


def _found(uid: UUID) -> tuple[PublicationSeen, ScenarioSeen | None]:
    found = queries.published(uid, timezone.localdate())
    if found is None:
        raise Http404("no such publication")
    return found


def _public(uid: UUID) -> ScenarioSeen:
    _, seen = _found(uid)
    if seen is None:
        raise Http404("this publication was withdrawn")
    return seen


def _or_absent(answer: HttpResponseBase | None) -> HttpResponseBase:
    if answer is None:
        raise Http404("no such file")
    return answer
