"""Makes the checked register of a city from its files.

What is written down is only what differs; the rest follows by the rules documented in
docs/reference/hanoi-data.md: one People's Committee and one police per commune, one branch of the
land office per branch of the centre, one point per former district, one point per commune.
"""

from motcua.offices.checks import problems
from motcua.offices.city import City
from motcua.offices.city_agencies import agencies_of
from motcua.offices.city_files import CityDataError, city_folder
from motcua.offices.city_places import places_of
from motcua.offices.register import Register


def read_city(name: str) -> Register:
    """Return the register of a city that ships with the product.

    Raises
    ------
    CityDataError
        With every problem of its files: what, in which file and line.
    """
    return register_of(City(city_folder(name)))


def register_of(city: City) -> Register:
    """Return the checked register of a city."""
    from_files = list(city.successions())
    districts = tuple(row.district for row in city.districts)
    if city.folder.problems:
        raise CityDataError(city.folder.problems)
    try:
        register = Register(
            districts=districts,
            communes=tuple(city.all_communes),
            successions=tuple(from_files),
            agencies=tuple(agencies_of(city)),
            places=tuple(places_of(city)),
        )
    except (KeyError, TypeError) as error:
        raise CityDataError([f"city.toml: {error!r} is missing or of the wrong type"]) from error
    if found := problems(register):
        raise CityDataError(found)
    return register
