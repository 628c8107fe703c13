"""The list of commands; each package brings its own."""

from importlib.metadata import version as installed_version
from typing import Annotated

import typer
from django.conf import settings

from motcua.catalogue.cli import app as catalogue
from motcua.ledger.cli import app as ledger
from motcua.ledger.witness.cli import app as witness
from motcua.lottery.cli import app as lottery
from motcua.offices.cli import app as offices
from motcua.site import database, demonstration, documentation, people, running

app = typer.Typer(
    name="motcua",
    help="Một cửa, one door: the software of a city's public administrative service centre.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    epilog="New here? `motcua demo` opens a whole city; `motcua COMMAND --help` teaches a command.",
)
WITHOUT_DATABASE = frozenset({"database", "docs", "demo", "witness", "lottery"})


def _version(value: bool) -> None:  # noqa: FBT001 - Typer's callback
    if value:
        typer.echo(f"motcua {installed_version('motcua')}")
        raise typer.Exit


@app.callback()
def motcua(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Say which version this is."
        ),
    ] = False,
) -> None:
    """Start the embedded database where a command needs it and the operator gave none."""
    if settings.EMBEDDED and context.invoked_subcommand not in WITHOUT_DATABASE:
        database.ensure()


app.command()(demonstration.demo)
app.command()(running.serve)
app.command()(running.worker)
app.command("simulate-day", hidden=True)(running.simulate_day)
app.command()(database.migrate)
app.add_typer(database.app, name="database")
app.add_typer(catalogue, name="catalogue")
app.add_typer(offices, name="offices")
app.add_typer(ledger, name="ledger")
app.add_typer(witness, name="witness")
app.add_typer(lottery, name="lottery")
app.add_typer(documentation.app, name="docs")
app.add_typer(people.app, name="people")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def plan() -> None:
    """Plan points, staff and bottlenecks from files; needs `pip install motcua[planner]`."""
    raise typer.Exit(1)  # `cli.py` answers `motcua plan` before Django is set up
