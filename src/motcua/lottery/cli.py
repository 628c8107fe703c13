"""``motcua lottery``: simulate rules of assignment."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from motcua.lottery.chart import HEADINGS, cells, page
from motcua.lottery.policies import RULES
from motcua.lottery.simulation import compare

app = typer.Typer(no_args_is_help=True, help="Bốc thăm phân công / fair assignment of dossiers.")


@app.callback()
def lottery() -> None:
    """Bốc thăm phân công hồ sơ / fair assignment of dossiers."""


@app.command()
def simulate(
    seeds: Annotated[int, typer.Option(min=1, help="Số lần chạy / number of runs.")] = 3,
    days: Annotated[int, typer.Option(min=20, help="Số ngày làm việc / working days.")] = 250,
    policy: Annotated[list[str] | None, typer.Option(help="Quy tắc / rule (all if none).")] = None,
    chart: Annotated[Path | None, typer.Option(help="Ghi biểu đồ HTML / write a page.")] = None,
) -> None:
    """So sánh các quy tắc phân công / compare rules of assignment."""
    names = policy or list(RULES)
    if unknown := sorted(set(names) - RULES.keys()):
        raise typer.BadParameter(f"{unknown[0]}: {', '.join(RULES)}", param_hint="--policy")
    rows = compare(names, range(seeds), days)
    table = Table(*HEADINGS)
    for row in rows:
        table.add_row(*cells(row))
    Console().print(table)
    if chart:
        note = f"motcua lottery simulate --seeds {seeds} --days {days}"
        chart.write_text(page(rows, note=note), encoding="utf-8")
