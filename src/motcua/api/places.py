"""Reception points: the nearest ones to a position. Open to everybody."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from motcua.api.problems import Problem
from motcua.api.words import Bilingual, both
from motcua.offices import queries as offices
from motcua.offices.queries import Nearby
from motcua.ui.readonly import only_reads

router = Router(tags=["points"])


class PointOut(Schema):
    """A place that receives every procedure; `km` as the crow flies."""

    code: str
    kind: str
    names: Bilingual
    address: str
    lat: float
    lon: float
    km: float
    open_now: bool


@router.get("/nearest", response={200: list[PointOut], 422: Problem}, operation_id="nearest_points")
def nearest_points(
    request: HttpRequest,  # noqa: ARG001
    lat: Annotated[float, Query(ge=-90, le=90, allow_inf_nan=False)],
    lon: Annotated[float, Query(ge=-180, le=180, allow_inf_nan=False)],
    n: Annotated[int, Query(ge=1, le=50)] = 5,
    open_now: Annotated[bool, Query()] = False,  # noqa: FBT002
) -> list[dict[str, Any]]:
    """Return the nearest reception points, the nearest first."""
    with only_reads():
        found = offices.nearest_points(lat, lon, timezone.now(), n=n, open_now=open_now)
    return [_point(one) for one in found]


def _point(one: Nearby) -> dict[str, Any]:
    return {
        "code": one.place.code,
        "kind": one.place.kind.value,
        "names": both(one.place.names),
        "address": one.place.address,
        "lat": one.place.lat,
        "lon": one.place.lon,
        "km": round(one.km, 3),
        "open_now": one.open_now,
    }
