"""`motcua docs`: reference pages printed from the code, and the check that they are fresh."""

from pathlib import Path
from typing import Annotated

import typer

from motcua.site.printing.reference import MEND, pages, stale, write

app = typer.Typer(help="Print the reference pages from the code.", no_args_is_help=True)

Folder = Annotated[Path, typer.Option(help="Folder of the printed pages.")]
REFERENCE = Path("docs/reference")


@app.command("print")
def print_pages(context: typer.Context, folder: Folder = REFERENCE) -> None:
    """Write docs/reference/ anew."""
    changed = write(_existing(folder), _printed(context))
    typer.echo("\n".join(f"printed {name}" for name in changed) or "All printed pages are fresh.")


@app.command()
def check(context: typer.Context, folder: Folder = REFERENCE) -> None:
    """Fail when a printed page differs from the code."""
    problems = stale(_existing(folder), _printed(context))
    if problems:
        typer.echo("\n".join(problems), err=True)
        typer.echo(f"Mend it: {MEND}", err=True)
        raise typer.Exit(1)
    typer.echo("All printed pages are fresh.")


def _printed(context: typer.Context) -> dict[str, str]:
    try:
        return pages(context.find_root().command)
    except ImportError as error:
        raise typer.BadParameter(
            f"{error.name} is not installed, and the page of commands needs the planner: "
            "pip install 'motcua[planner]'"
        ) from error


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        raise typer.BadParameter(
            f"there is no folder {folder}; run this in the checkout, or name one",
            param_hint="--folder",
        )
    return folder
