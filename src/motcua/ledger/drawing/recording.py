"""A draw as it is kept for those who look for bias: pool, weights, and where the seed fell."""

from typing import Any

from motcua.lottery.batch import Assignment
from motcua.lottery.draw import landing, weights


def record_of(drawn: Assignment) -> dict[str, Any]:
    """Return officers with weights, who was left out, and seed, point and total of a draw."""
    officers = drawn.pool.officers
    lines = [
        [one.id.hex(), one.capacity, one.assigned, one.present, weight]
        for one, weight in zip(officers, weights(officers), strict=True)
    ]
    out = [[one.id.hex(), one.reason, one.commitment.hex()] for one in drawn.asking.excluded]
    kept: dict[str, Any] = {"officers": lines, "excluded": out}
    if drawn.seed:
        point, weight = landing(drawn.seed, drawn.pool)
        kept |= {"seed": drawn.seed.hex(), "point": point, "total": sum(weight)}
    return kept
