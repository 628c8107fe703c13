"""Where an official works now: chosen after signing in, kept in the session."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone

from motcua.flow.refusal import Refused, Text
from motcua.identity.middleware import OFFICE_KEY
from motcua.identity.permissions import P
from motcua.identity.queries import Post, posts
from motcua.identity.roles import NAMES, ROLES
from motcua.identity.sessions import half_signed_in
from motcua.offices import queries as offices
from motcua.ui.fields import Field, Option, Problem
from motcua.ui.language import t, text
from motcua.ui.page import page, render

CITY = Text("Toàn thành phố", "The whole city")
# By what the post allows, the first that fits: (permissions, address of the face).
FACES: tuple[tuple[frozenset[P], str], ...] = (
    (frozenset({P.DESK_RECEIVE, P.DESK_CASH, P.DESK_RETURN}), "/quay/"),
    (frozenset({P.OFFICE_WORK, P.OFFICE_DECIDE, P.OFFICE_CONSULT}), "/co-quan/"),
    (
        frozenset(
            {
                P.OVERSEE,
                P.AUDIT,
                P.CATALOGUE_EDIT,
                P.CATALOGUE_PUBLISH,
                P.PEOPLE_MANAGE,
                P.PLAN_WRITE,
                P.PLAN_PUBLISH,
            }
        ),
        "/dieu-hanh/",
    ),
)


@page(methods=("GET", "POST"))
def workplace(request: HttpRequest) -> HttpResponse:
    held = _posts(request)
    if not held:
        raise Http404("nobody works here")
    if request.method == "POST":
        chosen = str(request.POST.get("office", ""))
        if chosen in held:
            request.session[OFFICE_KEY] = chosen
            return HttpResponseRedirect(_face(held[chosen]))
        return _form(request, held, t("Hãy chọn nơi làm việc.", "Choose where you work now."))
    return _form(request, held)


def face_of(request: HttpRequest) -> str:
    """Return where somebody who has just signed in goes; the only post is taken at once."""
    held = _posts(request)
    if len(held) > 1:
        return resolve_url("portal:workplace")
    if not held:
        return resolve_url("portal:my_dossiers")
    office, roles = next(iter(held.items()))
    request.session[OFFICE_KEY] = office
    return _face(roles)


def office_name(code: str) -> Text:
    """Return the name of a place or an agency by its code."""
    for known in (offices.point, offices.agency):
        try:
            return known(code).names
        except Refused:
            continue
    return CITY


def _posts(request: HttpRequest) -> dict[str, list[Post]]:
    person = request.user
    if not person.is_authenticated or half_signed_in(request):
        return {}
    held: dict[str, list[Post]] = {}
    for post in posts(person.pk, timezone.localdate()):
        held.setdefault(post.office, []).append(post)
    return held


def _face(held: list[Post]) -> str:
    may = frozenset[P]().union(*(ROLES[post.role] for post in held))
    return next((address for needs, address in FACES if needs & may), "/")


def _form(request: HttpRequest, held: dict[str, list[Post]], problem: str = "") -> HttpResponse:
    options = tuple(
        Option(code, text(office_name(code)), ", ".join(text(NAMES[one.role]) for one in roles))
        for code, roles in held.items()
    )
    field = Field("office", t("Hôm nay bạn làm việc ở đâu?", "Where do you work now?"), "radios",
                  options=options, value=request.session.get(OFFICE_KEY, ""), error=problem)  # fmt: skip
    problems = [Problem(problem, field.first_id)] if problem else []
    return render(request, "portal/workplace/page.html", {"field": field, "problems": problems})
