"""The immutable values this package gives to others; no database behind them."""

from dataclasses import dataclass
from datetime import date

from motcua.flow.refusal import Text
from motcua.offices.kinds import (
    COMMUNE_WORDS,
    DISTRICT_WORDS,
    AgencyKind,
    CommuneKind,
    DistrictKind,
    Level,
    PlaceKind,
)
from motcua.offices.words import unmarked


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Something with a code, in force from one day until another, both included; None: no end."""

    code: str
    valid_from: date
    valid_until: date | None = None

    def on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def meets(self, other: "Dated") -> bool:
        """Whether both are in force on some day."""
        return self.on(max(self.valid_from, other.valid_from)) and other.on(
            max(self.valid_from, other.valid_from)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Located(Dated):
    """Something at a position, in degrees of WGS 84."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class District(Located):
    """A district of the time before 1 July 2025; position is a weighted mean of its communes."""

    kind: DistrictKind
    name: str

    @property
    def names(self) -> Text:
        words = DISTRICT_WORDS[self.kind]
        return Text(f"{words.vi} {self.name}", f"{unmarked(self.name)} {words.en}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Commune(Located):
    """A commune as it stood for a time.

    Official codes come back: 00004 was Trúc Bạch until 30 June 2025 and is Ba Đình since. Code and
    first day together name one commune; `key` joins them.

    Parameters
    ----------
    district
        Code of the district; empty since districts ended.
    population, area_km2
        Official figures; None where no source gives them.
    lat, lon
        A point inside the commune, in degrees (WGS 84).
    seat
        Address of its People's Committee; empty where unknown.
    """

    kind: CommuneKind
    name: str
    district: str = ""
    population: int | None = None
    area_km2: float | None = None
    seat: str = ""

    @property
    def key(self) -> str:
        return commune_key(self.code, self.valid_from)

    @property
    def names(self) -> Text:
        words = COMMUNE_WORDS[self.kind]
        return Text(f"{words.vi} {self.name}", f"{unmarked(self.name)} {words.en}")


def commune_key(code: str, valid_from: date) -> str:
    """Return the one name of a commune through time, e.g. `00004-20250701`."""
    return f"{code}-{valid_from:%Y%m%d}"


@dataclass(frozen=True, slots=True)
class Succession:
    """On `day` the commune `old` went over to `new` (keys), wholly or in part.

    `main` marks the one successor that holds the old commune's middle point: a proposal to show
    first, never a decision. Shares of people or land are not published.
    """

    day: date
    old: str
    new: str
    whole: bool
    main: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyInfo(Dated):
    """An agency that settles dossiers.

    Parameters
    ----------
    rule
        The competence rule it answers to, e.g. `department:justice`.
    unit_code
        Head of its dossier codes, e.g. `H26.41.07`; empty when it ended before any were given.
    territory
        Keys of the communes it serves; empty for the whole city.
    """

    rule: str
    kind: AgencyKind
    level: Level
    name_vi: str
    name_en: str
    unit_code: str = ""
    parent: str = ""
    territory: frozenset[str] = frozenset()

    @property
    def names(self) -> Text:
        return Text(self.name_vi, self.name_en)

    @property
    def commune(self) -> str:
        """Code of the one commune of a commune-level agency, else empty."""
        return next(iter(self.territory)).split("-")[0] if self.level is Level.COMMUNE else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Located):
    """Where applicants are received, and results can be collected.

    Parameters
    ----------
    commune
        Key of the commune it lies in (`queries.commune_of`).
    hours
        Key of its calendar (`hours.CALENDARS`).
    services
        What is offered beyond receiving procedures, which every place does.
    parent
        Code of the branch or centre that runs it.
    position_exact
        False where lat and lon are a point of the neighbourhood, not of the house.
    territory_known
        False where a documented rule stands in for an unpublished decision.
    """

    kind: PlaceKind
    name_vi: str
    name_en: str
    address: str
    commune: str
    hours: str
    unit_code: str = ""
    parent: str = ""
    services: frozenset[str] = frozenset()
    territory_known: bool = True
    position_exact: bool = False

    @property
    def names(self) -> Text:
        return Text(self.name_vi, self.name_en)
