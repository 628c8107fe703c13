"""`motcua demo`: one command from nothing to a working centre."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from motcua.demo.opening import DAYS, PER_DAY, Step, is_open, open_city
from motcua.demo.people import PASSWORD, cast_logins
from motcua.site import database, witnessing

console = Console()


def demo(
    port: Annotated[int, typer.Option(help="Port to serve on.")] = 8000,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Throw the city away and make it anew.")
    ] = False,
    days: Annotated[int, typer.Option(help="Past working days to live through.", min=1)] = DAYS,
    per_day: Annotated[int, typer.Option(help="Applications on each of them.", min=1)] = PER_DAY,
    serve: Annotated[bool, typer.Option(help="Serve the city once it is open.")] = True,
) -> None:
    """Open Hanoi with synthetic people and weeks of dossiers, and serve it.

    The first start takes a few minutes; a later one keeps what you did and takes seconds.
    `--fresh` begins anew. Everything lives in the home folder (`MOTCUA_HOME`, usually `.motcua`).
    """
    if not settings.EMBEDDED and fresh:
        raise typer.BadParameter(
            "DATABASE_URL is set; `--fresh` empties only the embedded database."
        )
    _prepare(fresh=fresh, days=days, per_day=per_day)
    if serve:
        _serve(port)


def _prepare(*, fresh: bool, days: int, per_day: int) -> None:
    if settings.EMBEDDED:
        half_made = not is_open(settings.HOME)
        if fresh or half_made:
            _forget()
        console.print("Database: the embedded PostgreSQL, in", str(settings.HOME / "postgres"))
        database.ensure()
    database.bring_up_to_date(verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if is_open(settings.HOME):
        return
    started = time.monotonic()
    with _progress() as progress:
        lived = open_city(
            home=settings.HOME,
            now=timezone.now(),
            show=_shower(progress),
            days=days,
            per_day=per_day,
        )
    console.print(f"{lived} dossiers lived through in {time.monotonic() - started:.0f} s.")


def _forget() -> None:
    with suppress(OSError):
        database.server().stop()
    shutil.rmtree(settings.HOME / "postgres", ignore_errors=True)
    (settings.HOME / "demonstration.json").unlink(missing_ok=True)
    witnessing.forget()


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description:52}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=console,
    )  # fmt: skip


def _shower(progress: Progress) -> Callable[[Step], Callable[[int], None]]:
    def show(step: Step) -> Callable[[int], None]:
        task = progress.add_task(step.name, total=step.total)
        return lambda done: progress.advance(task, done)

    return show


def _serve(port: int) -> None:
    _welcome(port)
    commands = [["serve", "--port", str(port)], ["worker"], ["simulate-day"]]
    commands += witnessing.prepare(port)
    shown = {"MOTCUA_DEMO": "yes", "MOTCUA_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    processes = [
        subprocess.Popen([sys.executable, "-m", "motcua.site.cli", *c], env={**os.environ, **shown})
        for c in commands
    ]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
    except KeyboardInterrupt:
        console.print("\nClosing the centre; the city is kept. `make demo` opens it again.")
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=20)
        if settings.EMBEDDED:
            database.server().stop()


def _welcome(port: int) -> None:
    table = Table(
        title=f"Sign in at http://127.0.0.1:{port}/dang-nhap/ with the password {PASSWORD}"
    )
    for column in ("sign in as", "vai trò", "role", "where"):
        table.add_column(column)
    for login in cast_logins(timezone.localdate()):
        table.add_row(login.login, login.role.vi, login.role.en, login.where)
    console.print(table)
    console.print(
        f"The open log: http://127.0.0.1:{port}/so-cong-khai/  (its witnesses and beacons run here "
        "too: not independent)"
    )
    console.print(f"The centre is open: [bold]http://127.0.0.1:{port}[/bold]  (Ctrl-C closes it)")
