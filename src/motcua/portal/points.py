"""Reception points: the nearest to a commune or a position, opening hours, what is open now."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from motcua.flow.refusal import Refused, Text
from motcua.offices import queries as offices
from motcua.offices.kinds import PlaceKind
from motcua.offices.queries import Nearby, Place
from motcua.portal.choices import communes, near_commune
from motcua.ui.fields import Field, Problem
from motcua.ui.formats import WEEKDAYS
from motcua.ui.language import lang, t, text
from motcua.ui.navigation import Paging
from motcua.ui.page import page, render
from motcua.worktime.opening import is_open, next_opening
from motcua.worktime.rows import Period

SIZE = 30
NEAREST = 8
KINDS = {
    PlaceKind.CENTRE: Text("Trung tâm", "Centre"),
    PlaceKind.BRANCH: Text("Chi nhánh", "Branch"),
    PlaceKind.POINT: Text("Điểm tiếp nhận", "Reception point"),
    PlaceKind.COMMUNE_POINT: Text("Điểm tại xã, phường", "Commune point"),
    PlaceKind.DISTRICT_COUNTER: Text("Bộ phận một cửa cấp huyện cũ", "Former district counter"),
    PlaceKind.AGENCY_COUNTER: Text("Quầy của cơ quan", "Agency counter"),
    PlaceKind.MOBILE: Text("Điểm lưu động", "Mobile point"),
    PlaceKind.POST: Text("Bưu điện", "Post office"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A place in the list; distance only where a position is known."""

    place: Place
    kind: Text
    open_now: bool
    opens_at: datetime | None
    km: float | None = None
    minutes: int | None = None


@page(methods=("GET", "POST"))
def points(request: HttpRequest) -> HttpResponse:
    """List the places; a position comes by POST, so that it stands in no address and no log."""
    now, problem = timezone.now(), ""
    commune = request.GET.get("xa", "")[:10]
    near: list[Nearby] | None = near_commune(commune, now, NEAREST) if commune else None
    if request.method == "POST":
        try:
            near = offices.nearest_points(*_position(request), now, n=NEAREST)
        except Refused as refused:
            problem = refused.refusal.text.to(lang())
    found = [_near(one) for one in near] if near is not None else _all(now)
    paging = _paging(request, len(found))
    first = (paging.number - 1) * SIZE
    by_commune = Field("xa", t("Xã, phường", "Commune"), "select", value=commune,
                       options=tuple(communes(timezone.localdate())))  # fmt: skip
    return render(
        request,
        "portal/points/page.html",
        {
            "shown": found[first : first + SIZE],
            "paging": paging,
            "near": near is not None,
            "by_commune": by_commune,
            "problems": [Problem(problem)] if problem else [],
        },
    )


@page()
def point(request: HttpRequest, code: str) -> HttpResponse:
    try:
        place = offices.point(code)
    except Refused as refused:
        raise Http404(refused.refusal.code) from refused
    if not place.on(timezone.localdate()):
        raise Http404("this place is not there any more")
    values = {"one": _shown(place, timezone.now()), "hours": _hours(place),
              "commune": offices.commune_of(place).names}  # fmt: skip
    return render(request, "portal/points/point.html", values)


def _position(request: HttpRequest) -> tuple[float, float]:
    try:
        return float(request.POST.get("lat", "")), float(request.POST.get("lon", ""))
    except ValueError:
        return float("nan"), float("nan")


def _all(now: datetime) -> list[Shown]:
    order = list(PlaceKind)
    rows = sorted(
        offices.places(timezone.localdate()),
        key=lambda p: (order.index(p.kind), p.names.to(lang())),
    )
    return [_shown(place, now) for place in rows]


def _natural(place: Place) -> list[tuple[int, str]]:
    """Return a key by which branch 2 stands before branch 10."""
    parts = re.split(r"([0-9]+)", place.names.to(lang()))
    return [(int(part), "") if part.isdigit() else (0, part) for part in parts]


def _shown(place: Place, now: datetime) -> Shown:
    calendar = offices.calendar(place.hours)
    return Shown(place, KINDS[place.kind], is_open(calendar, now), next_opening(calendar, now))


def _near(one: Nearby) -> Shown:
    return Shown(one.place, KINDS[one.place.kind], one.open_now, one.opens_at, one.km, one.minutes)


def _hours(place: Place) -> list[tuple[str, str]]:
    """Return the ordinary opening hours of each day of the week as they stand today."""
    today = timezone.localdate()
    rows = [row for row in offices.calendar(place.hours).hours if row.valid_on(today)]
    by_day = {row.weekday: row.periods for row in rows}
    return [(text(Text(*WEEKDAYS[day])), _periods(by_day.get(day, ()))) for day in range(7)]


def _periods(periods: tuple[Period, ...]) -> str:
    if not periods:
        return t("Nghỉ", "Closed")
    return ", ".join(
        f"{opens // 60:02}:{opens % 60:02}–{closes // 60:02}:{closes % 60:02}"
        for opens, closes in periods
    )


def _paging(request: HttpRequest, total: int) -> Paging:
    wanted = request.GET.get("page", "")
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else 1
    return Paging(max(1, min(number, -(-total // SIZE))), total, SIZE, request.GET.urlencode())
