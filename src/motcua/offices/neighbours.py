"""Agencies of the same rule and level near one another: in one branch's territory, then the city."""

from datetime import date

from motcua.offices.kinds import PlaceKind
from motcua.offices.register import Register
from motcua.offices.values import AgencyInfo


def alike(register: Register, code: str, on: date) -> list[AgencyInfo]:
    """Return the other agencies of the day that answer to the same rule, in order of code."""
    own = register.agency_of_code[code]
    found = register.agencies_of_rule.get(own.rule, [])
    others = [a for a in found if a.code != code and a.level is own.level and a.on(on)]
    return sorted(others, key=lambda agency: agency.code)


def in_the_same_branch(register: Register, code: str, on: date) -> list[AgencyInfo]:
    """Return those of `alike` whose communes are served by the same branch of the centre."""
    own = _branches(register, register.agency_of_code[code], on)
    return [a for a in alike(register, code, on) if own & _branches(register, a, on)]


def _branches(register: Register, agency: AgencyInfo, on: date) -> frozenset[str]:
    return frozenset(
        place.parent
        for place in register.places
        if place.kind is PlaceKind.COMMUNE_POINT
        and place.parent
        and place.commune in agency.territory
        and place.on(on)
    )
