"""`motcua docs`: reference pages printed from the code, and the check that they are fresh."""

import typer

app = typer.Typer(help="Print the reference pages from the code.", no_args_is_help=True)


@app.command("print")
def print_pages() -> None:
    """Write docs/reference/ anew."""


@app.command()
def check() -> None:
    """Fail when a printed page differs from the code."""
