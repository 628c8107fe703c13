"""``motcua plan``: every command of the planner is registered here.

Each command lives in the module of its subject; this file only names them. ``site`` adds those that
need more than this package: the bottlenecks of an event log, and a city worked through.
"""

import typer

from motcua.planner.compare_command import compare
from motcua.planner.moves_command import moves
from motcua.planner.office_command import office
from motcua.planner.simulation_cli import simulate
from motcua.planner.sites_command import sites
from motcua.planner.staffing_cli import staff
from motcua.planner.warm import warm

app = typer.Typer(name="plan", help="Plan points, staff and flow.", no_args_is_help=True)


@app.callback()
def _plan() -> None:
    """Plan points, staff and flow."""


app.command("sites")(sites)
app.command("compare")(compare)
app.command("staff")(staff)
app.command("simulate")(simulate)
app.command("office")(office)
app.command("moves")(moves)
app.command("warm", help="Compile everything once, after the install.")(warm)

if __name__ == "__main__":
    app()
