"""Travel times from a routing service on the operator's own network: OSRM or Valhalla.

Both answer a table of durations for lists of places; the request is cut into blocks the service
accepts. The address is the operator's; nothing is asked of anybody by default.
"""

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from motcua.planner.travel import Matrix

Degrees = NDArray[np.float64]  # (place, 2): lat, lon
_BLOCK = 50
_PATIENCE_SECONDS = 60.0


class RoutingFailed(RuntimeError):
    """The service did not answer with a table; the message says what came instead."""


def osrm_minutes(
    address: str, sites: Degrees, demand: Degrees, *, profile: str = "driving"
) -> Matrix:
    """Return minutes by OSRM's table service (``/table/v1``), inf where there is no way.

    Raises
    ------
    RoutingFailed
        If the service cannot be reached or refuses.
    """

    def ask(a: Degrees, b: Degrees) -> list[list[float | None]]:
        places = ";".join(f"{lon:.6f},{lat:.6f}" for lat, lon in np.vstack([b, a]))
        sources = ";".join(map(str, range(len(b))))
        targets = ";".join(map(str, range(len(b), len(b) + len(a))))
        answer = _get(
            f"{address.rstrip('/')}/table/v1/{profile}/{places}"
            f"?sources={sources}&destinations={targets}&annotations=duration"
        )
        if answer.get("code") != "Ok":
            raise RoutingFailed(
                f"{address}: expected a table, got {answer.get('code')!r}: "
                f"{answer.get('message', '')}"
            )
        rows: list[list[float | None]] = answer["durations"]
        return rows

    return _blocks(sites, demand, ask)


def valhalla_minutes(
    address: str, sites: Degrees, demand: Degrees, *, costing: str = "auto"
) -> Matrix:
    """Return minutes by Valhalla's ``sources_to_targets``, inf where there is no way.

    Raises
    ------
    RoutingFailed
        If the service cannot be reached or refuses.
    """

    def ask(a: Degrees, b: Degrees) -> list[list[float | None]]:
        body = {
            "sources": [{"lat": lat, "lon": lon} for lat, lon in b.tolist()],
            "targets": [{"lat": lat, "lon": lon} for lat, lon in a.tolist()],
            "costing": costing,
        }
        answer = _get(f"{address.rstrip('/')}/sources_to_targets", body)
        if "sources_to_targets" not in answer:
            raise RoutingFailed(f"{address}: expected a table, got {answer.get('error', answer)!r}")
        return [[cell["time"] for cell in row] for row in answer["sources_to_targets"]]

    return _blocks(sites, demand, ask)


def _blocks(
    sites: Degrees,
    demand: Degrees,
    ask: Callable[[Degrees, Degrees], list[list[float | None]]],
) -> Matrix:
    """Ask block by block; ``ask`` answers seconds, demand by sites."""
    out = np.empty((len(sites), len(demand)), np.float32)
    for i, j in product(range(0, len(sites), _BLOCK), range(0, len(demand), _BLOCK)):
        a, b = sites[i : i + _BLOCK], demand[j : j + _BLOCK]
        table = np.array(
            [[np.inf if v is None else v for v in row] for row in ask(a, b)], np.float64
        )
        if table.shape != (len(b), len(a)):
            raise RoutingFailed(f"expected {len(b)} x {len(a)} durations, got {table.shape}")
        out[i : i + _BLOCK, j : j + _BLOCK] = (table / 60.0).T
    return out


def _get(address: str, body: Any = None) -> dict[str, Any]:
    if not address.startswith(("http://", "https://")):
        raise RoutingFailed(f"{address}: expected an address that begins with http:// or https://")
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(  # noqa: S310 (the scheme is checked above)
        address, data=data, headers={"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE_SECONDS) as reply:  # noqa: S310
            answer: dict[str, Any] = json.load(reply)
    except urllib.error.HTTPError as error:
        with error:
            raise RoutingFailed(
                f"{address.split('/table')[0]}: HTTP {error.code}: {error.read(300)!r}"
            ) from None
    except (OSError, ValueError) as error:
        raise RoutingFailed(f"{address.split('/table')[0]}: {error}") from None
    return answer
