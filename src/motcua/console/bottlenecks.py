"""The board of bottlenecks: by field and agency, the process map, and the waits behind a step."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from motcua.console.sections import actor_of, page_of, show
from motcua.dossiers.actions.looked import Purpose, looked
from motcua.dossiers.views.overseen import lines_of
from motcua.identity.permissions import P
from motcua.planning.board import Board, Edge, Group, board, dossiers_behind, is_coming
from motcua.ui.formats import number, percent
from motcua.ui.language import lang, t, text

Row = tuple[str, str, str, str, str, str, str]
MOST_EDGES = 15


@page_of("bottlenecks")
def bottlenecks(request: HttpRequest) -> HttpResponse:
    found = board(actor_of(request))
    if found is None:
        return show(request, "bottlenecks/none", {"coming": is_coming()})
    return show(
        request,
        "bottlenecks/board",
        {
            "board": found,
            "bars": _bars(found.all),
            "fields": [_group(one, "console:bottlenecks_of_field") for one in found.fields],
            "agencies": [_group(one, "console:bottlenecks_of_agency") for one in found.agencies],
            "coming": is_coming(),
            "map": reverse("console:process_map", args=["all"]),
        },
    )


@page_of("bottlenecks")
def bottlenecks_of_field(request: HttpRequest, key: str) -> HttpResponse:
    found = _board(request)
    one = _or_absent(found.field(key))
    links = [reverse("console:waits", args=[key, n]) for n in range(len(one.edges))]
    return show(
        request,
        "bottlenecks/group",
        {
            "board": found,
            "one": one,
            "edges": _edges(one.edges, links),
            "bars": _bars(one.edges),
            "agencies": [_group(row, "console:bottlenecks_of_agency")
                         for row in found.agencies_of(key)],
            "map": reverse("console:process_map", args=[key]) if found.map_of(key, lang()) else "",
            "kept": percent(one.kept / one.finished, 1) if one.finished else "",
        },
    )  # fmt: skip


@page_of("bottlenecks")
def bottlenecks_of_agency(request: HttpRequest, key: str) -> HttpResponse:
    found = _board(request)
    one = _or_absent(found.agency(key))
    return show(
        request,
        "bottlenecks/group",
        {"board": found, "one": one, "edges": _edges(one.edges, []), "bars": _bars(one.edges),
         "agencies": [], "map": "", "kept": ""},
    )  # fmt: skip


@page_of("bottlenecks")
def process_map(request: HttpRequest, key: str) -> HttpResponse:
    """Give the drawing of a field's steps with the waiting on its arrows."""
    drawn = _board(request).map_of(key, lang())
    if drawn is None:
        raise Http404("no such map")
    answer = HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return answer


@page_of("bottlenecks")
def waits(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """List the longest waits on a step by pseudonym."""
    found, edge = _edge(request, key, number)
    return show(
        request,
        "bottlenecks/waits",
        {
            "one": _or_absent(found.field(key)),
            "edge": edge,
            "figures": _row(edge, ""),
            "waits": [(one.who, hours(one.hours)) for one in
                      found.waits(key, edge.source, edge.target)],
            "opens": actor_of(request).may(P.AUDIT),
            "behind": reverse("console:waits_behind", args=[key, number]),
        },
    )  # fmt: skip


@page_of("bottlenecks", methods=("POST",))
def waits_behind(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Open the dossiers behind a step, for inspectors: each is a look that its applicant sees."""
    actor = actor_of(request)
    if not actor.may(P.AUDIT):
        raise Http404("not for this person")
    found, edge = _edge(request, key, number)
    numbers = dossiers_behind(actor, key, edge.source, edge.target)
    looked(dossier_ids=numbers, actor=actor, at=timezone.now(), purpose=Purpose.INSPECT)
    return show(
        request,
        "bottlenecks/behind",
        {"one": _or_absent(found.field(key)), "edge": edge, "lines": lines_of(actor, numbers),
         "back": reverse("console:waits", args=[key, number])},
    )  # fmt: skip


def hours(value: float) -> str:
    """Write working hours; beyond three days in working days of eight hours."""
    if value >= 24:
        return t("{n} ngày làm việc", "{n} working days", n=number(value / 8, 1))
    if value < 1:
        return t("{n} phút", "{n} min", n=number(60 * value))
    return t("{n} giờ", "{n} h", n=number(value, 1))


def _board(request: HttpRequest) -> Board:
    found = board(actor_of(request))
    if found is None:
        raise Http404("no board yet")
    return found


def _or_absent(one: Group | None) -> Group:
    if one is None:
        raise Http404("no such group, or too few dossiers")
    return one


def _edge(request: HttpRequest, key: str, number: int) -> tuple[Board, Edge]:
    found = _board(request)
    edges = _or_absent(found.field(key)).edges
    if not 0 <= number < len(edges):
        raise Http404("no such step")
    return found, edges[number]


def _group(one: Group, page: str) -> tuple[str, str, str, str, str, str]:
    worst = one.worst
    step = text(worst.names) if worst else "–"
    return (text(one.names), reverse(page, args=[one.key]), number(one.cases), hours(one.waiting_h),
            step, percent(worst.share) if worst else "–")  # fmt: skip


def _edges(edges: Iterable[Edge], links: list[str]) -> list[Row]:
    return [
        _row(one, links[n] if n < len(links) else "")
        for n, one in enumerate(list(edges)[:MOST_EDGES])
    ]


def _row(one: Edge, link: str) -> Row:
    return (text(one.names), link, number(one.n), hours(one.mean_h),
            hours(one.median_h), hours(one.sum_h), percent(one.share, 1))  # fmt: skip


def _bars(edges: Iterable[Edge]) -> list[tuple[str, float, str]]:
    return [(text(one.names), one.share, percent(one.share, 1)) for one in list(edges)[:8]]
