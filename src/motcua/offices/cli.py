"""`motcua offices`: load a city, and ask who is competent and where to go."""

from datetime import date, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from motcua.flow.refusal import Refused
from motcua.offices import queries
from motcua.offices.actions.load_city import load_city
from motcua.offices.city_files import CityDataError
from motcua.offices.city_register import read_city
from motcua.worktime.instants import LOCAL

app = typer.Typer(help="Agencies, reception points and communes.", no_args_is_help=True)
out, err = Console(), Console(stderr=True)

CityName = Annotated[str, typer.Argument(help="A city that ships with the product.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day; today if left out.")]


@app.command()
def load(city: CityName = "hanoi") -> None:
    """Load a city into the database, or bring it up to date; safe to repeat."""
    try:
        done = load_city(city=city)
    except CityDataError as error:
        raise _failed(error.problems) from error
    out.print(
        f"{city}: {done.communes} communes of all times, {done.districts} former districts, "
        f"{done.agencies} agencies, {done.places} places."
    )
    out.print("Restart running servers, so that they read the tables again.")


@app.command()
def check(city: CityName = "hanoi") -> None:
    """Check the files of a city without touching the database."""
    try:
        read_city(city)
    except CityDataError as error:
        raise _failed(error.problems) from error
    out.print(f"{city}: no problems.")


@app.command()
def competent(rule: str, commune: str | None = None, day: Day = None) -> None:
    """Say which agency settles under a rule, for a commune of any time."""
    try:
        found = queries.competent_agency(rule, commune, _day(day))
    except Refused as refused:
        raise _failed([r.text.en for r in refused.refusals]) from refused
    out.print(f"{found.code}  {found.name_vi} / {found.name_en}  ({found.unit_code or 'no code'})")


@app.command()
def nearest(lat: float, lon: float, n: int = 5) -> None:
    """List the places nearest to a position, with distance and rough travel time."""
    try:
        found = queries.nearest_points(lat, lon, datetime.now(LOCAL), n=n)
    except Refused as refused:
        raise _failed([r.text.en for r in refused.refusals]) from refused
    table = Table("km", "min", "code", "name", "open")
    for near in found:
        open_text = "now" if near.open_now else f"{near.opens_at:%d/%m %H:%M}"
        name = near.place.name_vi
        table.add_row(f"{near.km:.1f}", str(near.minutes), near.place.code, name, open_text)
    out.print(table)


def _day(given: datetime | None) -> date:
    return given.date() if given else datetime.now(LOCAL).date()


def _failed(problems: list[str]) -> typer.Exit:
    for problem in problems:
        err.print(problem, markup=False, highlight=False)
    return typer.Exit(1)
