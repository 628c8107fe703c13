"""Everything known of agencies, places and communes as one immutable value with its indexes.

Answers come from memory: the register is small (about two thousand rows) and changes only when a
city is loaded. Code of this module touches no database; `queries` builds it from the tables.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from motcua.offices.refusals import ambiguous_commune, outside_record, unknown_commune
from motcua.offices.values import AgencyInfo, Commune, District, Place, Succession

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Register:
    """The city; lookups by code, key and rule are in constant time."""

    districts: tuple[District, ...] = ()
    communes: tuple[Commune, ...] = ()
    successions: tuple[Succession, ...] = ()
    agencies: tuple[AgencyInfo, ...] = ()
    places: tuple[Place, ...] = ()
    commune_of_key: Mapping[str, Commune] = field(init=False, repr=False, compare=False)
    _eras: Mapping[str, list[Commune]] = field(init=False, repr=False, compare=False)
    _next: Mapping[str, list[Succession]] = field(init=False, repr=False, compare=False)
    agency_of_code: Mapping[str, AgencyInfo] = field(init=False, repr=False, compare=False)
    place_of_code: Mapping[str, Place] = field(init=False, repr=False, compare=False)
    agencies_of_rule: Mapping[str, list[AgencyInfo]] = field(init=False, repr=False, compare=False)
    citywide_of_rule: Mapping[str, list[AgencyInfo]] = field(init=False, repr=False, compare=False)
    _serving: Mapping[tuple[str, str], list[AgencyInfo]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        self._set("commune_of_key", {c.key: c for c in self.communes})
        self._set("agency_of_code", {a.code: a for a in self.agencies})
        self._set("place_of_code", {p.code: p for p in self.places})
        by_age = sorted(self.communes, key=lambda c: c.valid_from)
        self._set("_eras", _grouped((c.code, c) for c in by_age))
        self._set("_next", _grouped((s.old, s) for s in self.successions))
        self._set("agencies_of_rule", _grouped((a.rule, a) for a in self.agencies))
        everywhere = ((a.rule, a) for a in self.agencies if not a.territory)
        self._set("citywide_of_rule", _grouped(everywhere))
        served = (((a.rule, key), a) for a in self.agencies for key in a.territory)
        self._set("_serving", _grouped(served))

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def commune(self, code: str, on: date) -> Commune:
        """Return the commune that bears the code on the day.

        Raises
        ------
        Refused
            `unknown_commune` for a code of no time, `commune_not_in_force` for one of another.
        """
        for era in self.eras(code):
            if era.on(on):
                return era
        raise outside_record(code, on)

    def eras(self, code: str) -> list[Commune]:
        """Return all communes that ever bore the code, oldest first; refused when none did."""
        if code not in self._eras:
            raise unknown_commune(code)
        return self._eras[code]

    def successors(
        self, code: str, on: date, recorded_on: date | None = None
    ) -> tuple[Commune, ...]:
        """Return what the commune of that code is on the day: itself, or what it became.

        Parameters
        ----------
        recorded_on
            The day the code was written down. Codes come back with another meaning, so give it
            for an old paper; without it the code is read as of `on`, else as last borne before.
        """
        start = self.commune(code, recorded_on) if recorded_on else self._last_era(code, on)
        if start.valid_from > on:
            raise outside_record(code, on)
        found = {c.key: c for c in self._followed(start, on)}
        return tuple(sorted(found.values(), key=lambda c: c.code))

    def _last_era(self, code: str, on: date) -> Commune:
        before = [era for era in self.eras(code) if era.valid_from <= on]
        if not before:
            raise outside_record(code, on)
        return before[-1]

    def _followed(self, start: Commune, on: date) -> Iterable[Commune]:
        if start.on(on):
            yield start
            return
        for step in self._next.get(start.key, ()):
            yield from self._followed(self.commune_of_key[step.new], on)

    def successor(self, code: str, on: date, recorded_on: date | None = None) -> Commune:
        """Return the one successor; refused with the choices when there are several."""
        found = self.successors(code, on, recorded_on)
        if not found:
            raise outside_record(code, on)
        if len(found) > 1:
            raise ambiguous_commune(code, found)
        return found[0]

    def main_successor(self, code: str, on: date, recorded_on: date | None = None) -> Commune:
        """Return the successor to propose first; a person confirms it."""
        current = self.commune(code, recorded_on) if recorded_on else self._last_era(code, on)
        while not current.on(on):
            steps = self._next.get(current.key, [])
            main = next((s for s in steps if s.main), None)
            if main is None:
                raise outside_record(code, on)
            current = self.commune_of_key[main.new]
        return current

    def serving(self, rule: str, commune: Commune, on: date) -> AgencyInfo | None:
        """Return the agency of the rule whose territory holds the commune."""
        found = self._serving.get((rule, commune.key), ())
        return next((agency for agency in found if agency.on(on)), None)


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    groups: dict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)
