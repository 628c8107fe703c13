"""Choices whose list is kept elsewhere, as options of a field in the reader's language."""

from datetime import date, datetime

from motcua.catalogue.definition import Definition
from motcua.flow.refusal import Refused
from motcua.offices import queries as offices
from motcua.offices.queries import Nearby, Place
from motcua.ui.fields import Option
from motcua.ui.formats import number
from motcua.ui.language import lang, t, text

ALL = 1000


def communes(on: date) -> list[Option]:
    """Return the communes of the day by name."""
    named = [(commune.names.to(lang()), commune.code) for commune in offices.communes(on)]
    return [Option(code, name) for name, code in sorted(named)]


def sources(on: date) -> dict[str, list[Option]]:
    """Return the lists that fields of forms choose from (`questions(sources=…)`)."""
    return {"communes": communes(on)}


def reception_places(commune: str, at: datetime) -> list[Option]:
    """Return every place that receives, the nearest to the commune first where one is known."""
    near = near_commune(commune, at)
    if near is None:
        on = at.date()
        return [Option(p.code, text(p.names)) for p in sorted(offices.places(on), key=_by_name)]
    return [Option(one.place.code, _with_distance(one)) for one in near]


def near_commune(commune: str, at: datetime, n: int = ALL) -> list[Nearby] | None:
    """Return places by their distance from the middle of a commune; None for an unknown one."""
    try:
        found = offices.commune(commune, at.date())
    except Refused:
        return None
    return offices.nearest_points(found.lat, found.lon, at, n=n)


def commune_in(definition: Definition, answers: dict[str, object]) -> str:
    """Return the commune the answers name, the one that decides competence first."""
    keys = [definition.competence.commune_field] if definition.competence.commune_field else []
    keys += [f.key for f in definition.form.fields if f.type == "commune"]
    return next((str(answers[key]) for key in keys if answers.get(key)), "")


def _with_distance(one: Nearby) -> str:
    far = t("khoảng {km} km", "about {km} km", km=number(one.km, 1))
    return f"{text(one.place.names)} ({far})"


def _by_name(place: Place) -> str:
    return place.names.to(lang())
