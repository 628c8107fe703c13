"""`motcua plan` without the centre: the planner and process mining on anybody's files."""

import typer

from motcua.planner.cli import app as plan

app = typer.Typer(name="motcua", no_args_is_help=True)
app.add_typer(plan, name="plan")


@app.callback()
def motcua() -> None:
    """Plan points, staff and bottlenecks from files."""
