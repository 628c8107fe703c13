"""The agencies of a city: those written down, and those each commune, region and district has."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from motcua.offices.city import City, CommuneRow
from motcua.offices.kinds import AgencyKind, Level
from motcua.offices.values import AgencyInfo, Commune


def agencies_of(city: City) -> Iterator[AgencyInfo]:
    for written in city.settings["agency"]:
        yield _written(city, written)
    yield from _land_branches(city)
    for row in city.communes:
        yield _people_committee(city, row)
        yield _police(city, row)
    yield from _former_people_committees(city)


def _written(city: City, data: dict[str, Any]) -> AgencyInfo:
    since: date = data.get("valid_from", city.known_from)
    return AgencyInfo(
        code=data["code"],
        rule=data["rule"],
        kind=AgencyKind(data["kind"]),
        level=Level.PROVINCE,
        name_vi=data["name_vi"],
        name_en=data["name_en"],
        unit_code=unit_code(city, data["unit"]),
        parent=data.get("parent", ""),
        valid_from=since,
    )


def unit_code(city: City, *numbers: str) -> str:
    """Return a unit code of the shape H26.NN.NN (Decision 20/2020/QĐ-TTg, article 4)."""
    return ".".join(part for part in (city.settings["city"]["unit_code"], *numbers) if part)


def commune_unit(city: City, of: str, number: int) -> str:
    """Return the unit code of the n-th commune: each group of the second level holds 99."""
    groups: list[str] = city.settings["commune_units"][of]
    group, within = divmod(number - 1, 99)
    return unit_code(city, groups[group], f"{within + 1:02d}")


def _land_branches(city: City) -> Iterator[AgencyInfo]:
    """One branch per region of the centre: a rule of ours, the real territories are unknown."""
    [land] = [a for a in city.settings["agency"] if a["rule"] == "land_office_city"]
    for number, keys in sorted(territories(city).items()):
        yield AgencyInfo(
            code=f"{land['code']}-{number:02d}",
            rule="land_office",
            kind=AgencyKind.LAND_OFFICE,
            level=Level.REGION,
            name_vi=f"Chi nhánh Văn phòng Đăng ký đất đai Hà Nội khu vực {number}",
            name_en=f"Hanoi Land Registration Office, Regional Branch {number}",
            unit_code=unit_code(city, land["unit"], f"{number:02d}"),
            parent=land["code"],
            territory=frozenset(keys),
            valid_from=city.two_levels_from,
        )


def territories(city: City) -> dict[int, list[str]]:
    """Return the keys of today's communes by number of branch, through their former district."""
    branch_of = {row.district.code: row.branch for row in city.districts}
    found: dict[int, list[str]] = {}
    for row in city.communes:
        found.setdefault(branch_of[row.district], []).append(row.commune.key)
    return found


def _people_committee(city: City, row: CommuneRow) -> AgencyInfo:
    names = row.commune.names
    return AgencyInfo(
        code=f"pc-{row.commune.code}",
        rule="commune_people_committee",
        kind=AgencyKind.PEOPLE_COMMITTEE,
        level=Level.COMMUNE,
        name_vi=f"Ủy ban nhân dân {lower_first(names.vi)}",
        name_en=f"People's Committee of {names.en}",
        unit_code=commune_unit(city, "people_committee", row.number),
        parent="city",
        territory=frozenset({row.commune.key}),
        valid_from=row.commune.valid_from,
    )


def _police(city: City, row: CommuneRow) -> AgencyInfo:
    names = row.commune.names
    return AgencyInfo(
        code=f"police-{row.commune.code}",
        rule="commune_police",
        kind=AgencyKind.POLICE,
        level=Level.COMMUNE,
        name_vi=f"Công an {lower_first(names.vi)}",
        name_en=f"Police of {names.en}",
        unit_code=commune_unit(city, "police", row.number),
        parent="police",
        territory=frozenset({row.commune.key}),
        valid_from=row.commune.valid_from,
    )


def lower_first(name: str) -> str:
    """Return the name as inside a sentence: "phường Ba Đình"."""
    return name[:1].lower() + name[1:]


def _former_people_committees(city: City) -> Iterator[AgencyInfo]:
    """Those that ended by 30 June 2025; for questions about older days, without unit codes."""
    for commune in city.former_communes:
        yield AgencyInfo(
            code=f"pc-{commune.key}",
            rule="commune_people_committee",
            kind=AgencyKind.PEOPLE_COMMITTEE,
            level=Level.COMMUNE,
            name_vi=f"Ủy ban nhân dân {lower_first(commune.names.vi)}",
            name_en=f"People's Committee of {commune.names.en}",
            parent=f"pc-d{commune.district}",
            territory=frozenset({commune.key}),
            valid_from=commune.valid_from,
            valid_until=commune.valid_until,
        )
    for row in city.districts:
        district = row.district
        members = [c for c in city.former_communes if c.district == district.code]
        yield AgencyInfo(
            code=f"pc-d{district.code}",
            rule="district_people_committee",
            kind=AgencyKind.PEOPLE_COMMITTEE,
            level=Level.DISTRICT,
            name_vi=f"Ủy ban nhân dân {lower_first(district.names.vi)}",
            name_en=f"People's Committee of {district.names.en}",
            parent="city",
            territory=_keys(members),
            valid_from=district.valid_from,
            valid_until=district.valid_until,
        )


def _keys(communes: list[Commune]) -> frozenset[str]:
    return frozenset(commune.key for commune in communes)
