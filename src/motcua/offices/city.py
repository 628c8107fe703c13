"""The contents of a city's folder, typed: settings, districts, communes and what became of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from motcua.offices.city_files import CityFolder, Row
from motcua.offices.kinds import CommuneKind, DistrictKind
from motcua.offices.values import Commune, District, Succession, commune_key


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A former district with what followed it: its branch, and the commune of its old hall."""

    district: District
    branch: int
    branch_known: bool
    seat: str
    former_seat: str


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """A commune of today with its running number and the district most of it came from."""

    commune: Commune
    number: int
    district: str


@dataclass(frozen=True)
class City:
    """The contents of a city's folder, read and typed."""

    folder: CityFolder

    @cached_property
    def settings(self) -> dict[str, Any]:
        return self.folder.settings()

    @property
    def known_from(self) -> date:
        day: date = self.settings["city"]["known_from"]
        return day

    @property
    def two_levels_from(self) -> date:
        day: date = self.settings["city"]["two_levels_from"]
        return day

    @property
    def last_district_day(self) -> date:
        return self.two_levels_from - timedelta(days=1)

    @cached_property
    def districts(self) -> list[DistrictRow]:
        columns = "code kind name lat lon branch branch_known seat former_seat"
        return [self._district(row) for row in self.folder.rows("districts.csv", columns)]

    def _district(self, row: Row) -> DistrictRow:
        district = District(
            code=row.text("code"),
            kind=row.one_of("kind", DistrictKind, DistrictKind.URBAN),
            name=row.text("name"),
            lat=row.number("lat"),
            lon=row.number("lon"),
            valid_from=self.known_from,
            valid_until=self.last_district_day,
        )
        branch, known = row.whole("branch"), row.flag("branch_known")
        return DistrictRow(district, branch, known, row.text("seat"), row.text("former_seat"))

    @cached_property
    def former_communes(self) -> list[Commune]:
        columns = "code from until kind name district lat lon"
        return [
            Commune(
                code=row.text("code"),
                kind=row.one_of("kind", CommuneKind, CommuneKind.WARD),
                name=row.text("name"),
                district=row.text("district"),
                lat=row.number("lat"),
                lon=row.number("lon"),
                valid_from=row.day("from"),
                valid_until=row.day("until"),
            )
            for row in self.folder.rows("communes_before_2025_07.csv", columns)
        ]

    @cached_property
    def communes(self) -> list[CommuneRow]:
        columns = "number code kind name population area_km2 lat lon district seat"
        return [self._commune(row) for row in self.folder.rows("communes_2025.csv", columns)]

    def _commune(self, row: Row) -> CommuneRow:
        commune = Commune(
            code=row.text("code"),
            kind=row.one_of("kind", CommuneKind, CommuneKind.WARD),
            name=row.text("name"),
            population=row.whole("population"),
            area_km2=row.number("area_km2"),
            lat=row.number("lat"),
            lon=row.number("lon"),
            seat=row.text("seat"),
            valid_from=self.two_levels_from,
        )
        return CommuneRow(commune, row.whole("number"), row.text("district"))

    @cached_property
    def all_communes(self) -> list[Commune]:
        return [*self.former_communes, *(row.commune for row in self.communes)]

    def successions(self) -> Iterator[Succession]:
        """Yield what each former commune became; codes mean the communes around that day."""
        eras: dict[str, list[Commune]] = {}
        for commune in self.all_communes:
            eras.setdefault(commune.code, []).append(commune)
        for row in self.folder.rows("successions.csv", "day old new extent main"):
            day = row.day("day")
            old = _in_force(eras.get(row.text("old"), ()), day - timedelta(days=1))
            new = _in_force(eras.get(row.text("new"), ()), day)
            if old is None or new is None:
                side = "old" if old is None else "new"
                self.folder.problems.append(f"{row.where}, {side}: no such commune around {day}")
                continue
            whole = row.one_of("extent", {"whole": True, "part": False}.__getitem__, fallback=False)
            yield Succession(day, old.key, new.key, whole, row.flag("main"))

    def key_of(self, code: str) -> str:
        """Return the key of a commune of today."""
        return commune_key(code, self.two_levels_from)


def _in_force(eras: Sequence[Commune], day: date) -> Commune | None:
    return next((era for era in eras if era.on(day)), None)
