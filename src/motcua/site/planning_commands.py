"""`motcua plan` without the centre: the planner and process mining on anybody's files."""

from contextlib import ExitStack
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from motcua.mining.cli import bottlenecks
from motcua.planner.cli import app as plan
from motcua.planner.example_command import example

CITIES = "motcua.offices"
EXAMPLES = ("hanoi",)

app = typer.Typer(name="motcua", no_args_is_help=True)
app.add_typer(plan, name="plan")
plan.command("bottlenecks")(bottlenecks)


@app.callback()
def motcua() -> None:
    """Plan points, staff and bottlenecks from files."""


@plan.command("example")
def worked_example(
    city: Annotated[str, typer.Argument(help="hanoi, or a folder with a city's tables.")] = "hanoi",
    out: Annotated[Path, typer.Option(help="Folder for the files of the example.")] = Path(
        "example"
    ),
    demand_points: Annotated[int, typer.Option(help="How many demand points.")] = 5000,
    seconds: Annotated[float, typer.Option(help="Longest time for each question.")] = 30.0,
    seed: Annotated[int, typer.Option(help="Seed of candidates, demand and search.")] = 2025,
    language: Annotated[str, typer.Option(help="vi or en: language of the reports.")] = "vi",
    resume: Annotated[bool, typer.Option(help="Go on where the folder stands.")] = False,
) -> None:
    """Work a city through: what the network reaches, what 5 km needs, 677 to 30, staff for each."""
    with ExitStack() as held:
        ours = city in EXAMPLES
        tables = held.enter_context(as_file(files(CITIES) / city)) if ours else Path(city)
        example(tables, out, demand_points, seconds, seed, language, resume=resume)
