"""The places of a city that receive applicants: centre, branches, points, and former counters."""

from collections.abc import Iterator
from typing import Any

from motcua.offices.city import City, CommuneRow, DistrictRow
from motcua.offices.city_agencies import commune_unit, lower_first, unit_code
from motcua.offices.kinds import PlaceKind
from motcua.offices.values import Place


def places_of(city: City) -> Iterator[Place]:
    yield _centre(city)
    for number in sorted({row.branch for row in city.districts}):
        yield _branch(city, number)
    for row in city.districts:
        yield _point(city, row)
        yield _district_counter(city, row)
    for commune in city.communes:
        yield _commune_point(city, commune)


def branch_code(number: int) -> str:
    return f"branch-{number:02d}"


def _position(city: City, former: str) -> tuple[float, float]:
    """Return a point inside the former commune of the code: near the house, not of it."""
    commune = next(c for c in city.former_communes if c.code == former)
    return commune.lat, commune.lon


def _centre(city: City) -> Place:
    data = city.settings["centre"]
    lat, lon = _position(city, data["near"])
    return Place(
        code=data["code"],
        kind=PlaceKind.CENTRE,
        name_vi=data["name_vi"],
        name_en=data["name_en"],
        address=data["address"],
        lat=lat,
        lon=lon,
        commune=city.key_of(data["commune"]),
        hours=data["hours"],
        unit_code=unit_code(city, data["unit"]),
        services=frozenset(data["services"]),
        valid_from=data["valid_from"],
    )


def _branch(city: City, number: int) -> Place:
    """A branch sits where known, else at the hall of the first district of its territory."""
    data: dict[str, Any] = city.settings["branches"]
    rows = [row for row in city.districts if row.branch == number]
    known = data["known"].get(str(number), {})
    lat, lon = _position(city, known.get("near", rows[0].former_seat))
    return Place(
        code=branch_code(number),
        kind=PlaceKind.BRANCH,
        name_vi=f"Chi nhánh số {number}",
        name_en=f"Branch {number}",
        address=known.get("address", _hall(rows[0])),
        lat=lat,
        lon=lon,
        commune=city.key_of(known.get("commune", rows[0].seat)),
        hours=data["hours"],
        unit_code=unit_code(city, data["unit"], f"{number:02d}"),
        parent=city.settings["centre"]["code"],
        services=frozenset(data["services"]),
        territory_known=all(row.branch_known for row in rows),
        valid_from=known.get("valid_from", data["valid_from"]),
    )


def _hall(row: DistrictRow) -> str:
    return f"Khu vực trụ sở {lower_first(row.district.names.vi)} trước đây"


def _point(city: City, row: DistrictRow) -> Place:
    data = city.settings["points"]
    lat, lon = _position(city, row.former_seat)
    number = 1 + [r.district.code for r in city.districts].index(row.district.code)
    return Place(
        code=f"point-{row.district.code}",
        kind=PlaceKind.POINT,
        name_vi=f"Điểm hỗ trợ {row.district.name}",
        name_en=f"Support Point {row.district.names.en.removesuffix(' Urban District')}",
        address=_hall(row),
        lat=lat,
        lon=lon,
        commune=city.key_of(row.seat),
        hours=data["hours"],
        unit_code=unit_code(city, data["unit"], f"{number:02d}"),
        parent=branch_code(row.branch),
        services=frozenset(data["services"]),
        territory_known=row.branch_known,
        valid_from=city.two_levels_from,
    )


def _district_counter(city: City, row: DistrictRow) -> Place:
    """The one-stop department a district had until districts ended."""
    lat, lon = _position(city, row.former_seat)
    seat = next(c for c in city.former_communes if c.code == row.former_seat)
    return Place(
        code=f"counter-{row.district.code}",
        kind=PlaceKind.DISTRICT_COUNTER,
        name_vi=f"Bộ phận Một cửa {lower_first(row.district.names.vi)}",
        name_en=f"One-Stop Department of {row.district.names.en}",
        address=f"Trụ sở {lower_first(row.district.names.vi)}",
        lat=lat,
        lon=lon,
        commune=seat.key,
        hours="office",
        valid_from=row.district.valid_from,
        valid_until=row.district.valid_until,
    )


def _commune_point(city: City, row: CommuneRow) -> Place:
    data = city.settings["commune_points"]
    names = row.commune.names
    branch_of = {r.district.code: (r.branch, r.branch_known) for r in city.districts}
    branch, known = branch_of[row.district]
    return Place(
        code=f"commune-{row.commune.code}",
        kind=PlaceKind.COMMUNE_POINT,
        name_vi=f"Điểm phục vụ hành chính công {lower_first(names.vi)}",
        name_en=f"Public Service Point of {names.en}",
        address=row.commune.seat,
        lat=row.commune.lat,
        lon=row.commune.lon,
        commune=row.commune.key,
        hours=data["hours"],
        unit_code=commune_unit(city, "people_committee", row.number),
        parent=branch_code(branch),
        services=frozenset(data["services"]),
        territory_known=known,
        valid_from=row.commune.valid_from,
    )
