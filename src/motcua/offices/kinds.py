"""The closed lists of this package, and how a kind is said in both languages."""

from enum import StrEnum

from motcua.flow.refusal import Text


class CommuneKind(StrEnum):
    """Units of the lowest level; townships ended on 30 June 2025."""

    WARD = "ward"
    COMMUNE = "commune"
    TOWN = "town"


class DistrictKind(StrEnum):
    """Units of the middle level, which ended on 30 June 2025."""

    URBAN = "urban"
    RURAL = "rural"
    TOWN = "town"


class AgencyKind(StrEnum):
    """What an agency is by law."""

    PEOPLE_COMMITTEE = "people_committee"
    DEPARTMENT = "department"
    INSPECTORATE = "inspectorate"
    CENTRE = "centre"
    LAND_OFFICE = "land_office"
    POLICE = "police"
    SOCIAL_INSURANCE = "social_insurance"
    TAX = "tax"


class Level(StrEnum):
    """How far an agency reaches."""

    PROVINCE = "province"
    REGION = "region"
    DISTRICT = "district"
    COMMUNE = "commune"


class PlaceKind(StrEnum):
    """Where applicants are received."""

    CENTRE = "centre"
    BRANCH = "branch"
    POINT = "point"
    COMMUNE_POINT = "commune_point"
    DISTRICT_COUNTER = "district_counter"
    """One-stop department of a former district."""
    AGENCY_COUNTER = "agency_counter"
    MOBILE = "mobile"
    """A bus or a team on certain days."""
    POST = "post"
    """A post office acting as agent."""


# (Vietnamese before the name, English after it)
COMMUNE_WORDS = {
    CommuneKind.WARD: Text("Phường", "Ward"),
    CommuneKind.COMMUNE: Text("Xã", "Commune"),
    CommuneKind.TOWN: Text("Thị trấn", "Township"),
}
DISTRICT_WORDS = {
    DistrictKind.URBAN: Text("Quận", "Urban District"),
    DistrictKind.RURAL: Text("Huyện", "Rural District"),
    DistrictKind.TOWN: Text("Thị xã", "Town"),
}
