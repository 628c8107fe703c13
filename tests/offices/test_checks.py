"""Each rule a register must keep, broken once on purpose."""

import math
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from motcua.offices.checks import problems
from motcua.offices.register import Register

NOW = date(2025, 7, 1)


def changed(register: Register, part: str, code: str, changes: dict[str, Any]) -> Register:
    """Return the register with the newest row of that code changed."""
    rows = list(getattr(register, part))
    where = max(i for i, row in enumerate(rows) if row.code == code)
    rows[where] = replace(rows[where], **changes)
    return replace(register, **{part: tuple(rows)})


def test_hanoi_is_sound(hanoi: Register) -> None:
    assert problems(hanoi) == []


@pytest.mark.parametrize(
    ("part", "code", "changes", "problem"),
    [
        ("communes", "00004", {"valid_from": date(2025, 6, 30)}, "Trúc Bạch still stands when"),
        ("communes", "00004", {"valid_until": date(2025, 6, 1)}, "before it begins on 2025-07-01"),
        ("communes", "00004", {"valid_until": date(2030, 1, 1)}, "but nothing followed it"),
        ("communes", "00004", {"code": "00008"}, "commune 00008-20250701 stands twice"),
        ("communes", "00004", {"lat": math.nan}, "00004: Not a position"),
        ("communes", "00004", {"district": "999"}, "names the unknown district 999"),
        ("communes", "00010", {"valid_until": date(2024, 12, 1)}, "but ends on 2024-12-01"),
        ("districts", "002", {"code": "001"}, "district 001 stands twice"),
        ("agencies", "pc-00004", {"code": "pc-00008"}, "pc-00008 stands twice"),
        ("agencies", "pc-00004", {"code": "branch-01"}, "branch-01 stands twice"),
        ("agencies", "police-00004", {"territory": frozenset({"x"})}, "the unknown commune x"),
        ("agencies", "police-00004", {"territory": frozenset()}, "serves the whole city"),
        (
            "agencies",
            "police-00004",
            {"territory": frozenset({"00008-20250701"})},
            "both police-00004 and police-00008 are competent",
        ),
        ("places", "point-001", {"commune": "x"}, "lies in the unknown commune x"),
        ("places", "point-001", {"parent": "x"}, "names the unknown parent x"),
        ("places", "point-001", {"hours": "never"}, "the unknown calendar never"),
        ("places", "point-001", {"lat": 105.8, "lon": 21.0}, "exchanged with longitude"),
    ],
)
def test_a_broken_rule_is_named(
    hanoi: Register, part: str, code: str, changes: dict[str, Any], problem: str
) -> None:
    assert problem in "\n".join(problems(changed(hanoi, part, code, changes)))


def test_one_agency_may_follow_another(hanoi: Register) -> None:
    old = hanoi.agency_of_code["tax"]
    new = replace(old, code="tax-2", unit_code="H26.34", valid_from=date(2026, 1, 1))
    clash = replace(hanoi, agencies=(*hanoi.agencies, new))
    assert "both tax and tax-2 are competent" in "\n".join(problems(clash))
    ended = changed(clash, "agencies", "tax", {"valid_until": date(2025, 12, 31)})
    assert problems(ended) == []


def test_successions_must_fit_their_communes(hanoi: Register) -> None:
    first = hanoi.successions[0]
    cases = {
        "names an unknown commune": replace(first, new="99999-20250701"),
        "goes over on 2025-02-01": replace(first, day=date(2025, 2, 1)),
        "does not stand on": replace(first, new="00004-20250701"),
        "main successors instead of one": replace(first, main=False),
    }
    for problem, wrong in cases.items():
        broken = replace(hanoi, successions=(wrong, *hanoi.successions[1:]))
        assert problem in "\n".join(problems(broken))
    twice = replace(hanoi, successions=(first, *hanoi.successions))
    assert "stands twice" in "\n".join(problems(twice))


def test_whole_means_one(hanoi: Register) -> None:
    first = hanoi.successions[0]
    second = replace(first, new="00008-20241101", main=False)
    broken = replace(hanoi, successions=(second, *hanoi.successions))
    assert "went over wholly, and to several" in "\n".join(problems(broken))
