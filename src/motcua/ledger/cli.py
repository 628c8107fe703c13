"""`motcua ledger`: the sequencer, and the checks of whoever runs the log."""

import signal
from statistics import median
from threading import Event
from typing import Annotated

import typer
from django.conf import settings
from django.db import connection

from motcua.ledger import assembled, configured, sql
from motcua.ledger.cosigning import LogContradicted
from motcua.ledger.folding import fold
from motcua.ledger.fsck import Check, rebuild
from motcua.ledger.models import Published
from motcua.ledger.queries.waits import waits
from motcua.ledger.sequencer import SequencerRefused, run

app = typer.Typer(help="The open log: publish it, check it.", no_args_is_help=True)


@app.command()
def sequencer(
    window: Annotated[
        float | None,
        typer.Option(help="Seconds between batches; empty: MOTCUA_LOG_WINDOW."),
    ] = None,
) -> None:
    """Publish the log. One process; a second one refuses to start."""
    ended = Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    signal.signal(signal.SIGINT, lambda *_: ended.set())
    made = assembled.sequencer()
    made.window = settings.LEDGER_PUBLIC_WINDOW if window is None else window
    try:
        run(made, ended)
    except (SequencerRefused, LogContradicted) as error:
        typer.echo(f"The sequencer does not run: {error}", err=True)
        raise typer.Exit(1) from None


@app.command()
def fsck() -> None:
    """Rebuild everything from the entries and compare it with what is served."""
    check = Check(configured.folder(), configured.log_signer().verifier)
    problems = check.run()
    for problem in problems:
        typer.echo(f"✗ {problem}")
    typer.echo(f"{check.size:,} entries checked, {len(problems)} problems.")
    raise typer.Exit(1 if problems else 0)


@app.command("rebuild")
def rebuild_folder() -> None:
    """Write bundles, tiles and checkpoints anew from the database, after the folder was lost.

    Figures and policies of the past come from a backup or from any mirror; `fsck` names those missing.
    """
    folder = configured.folder()
    last = Published.objects.order_by("size").last()
    if last is None:
        typer.echo("Nothing was ever published.")
        return
    count = rebuild(folder, last.size)
    for published in Published.objects.order_by("size").iterator():
        folder.archive(published.size, bytes(published.note))
    folder.publish(bytes(last.note))
    typer.echo(f"{count:,} files of {last.size:,} entries written. Now run `motcua ledger fsck`.")


@app.command()
def policy() -> None:
    """Print the trust policy to be given to auditors, and the key of the log."""
    typer.echo(configured.policy_text(configured.log_signer().verifier.vkey), nl=False)


@app.command("waits")
def say_waits(
    newest: Annotated[int, typer.Option(help="How many assignments to look at.", min=1)] = 1000,
) -> None:
    """Print how long dossiers waited from reception until the beacons' draw gave an official."""
    seconds = waits(newest)
    if not seconds:
        typer.echo("No dossier has been assigned by a draw of beacons yet.")
        return
    late = seconds[min(len(seconds) - 1, len(seconds) * 95 // 100)]
    typer.echo(
        f"{len(seconds):,} dossiers: median {median(seconds):.1f} s, 95 % within {late:.1f} s, "
        f"longest {seconds[-1]:.1f} s."
    )


@app.command("fold")
def fold_again() -> None:
    """Bring the figures up to date with the entries."""
    typer.echo(f"{fold():,} entries taken in.")


@app.command()
def grants() -> None:
    """Make the database roles of the log with INSERT-only rights, where this user may."""
    with connection.cursor() as cursor:
        for role in sql.ROLES:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            if not cursor.fetchone():
                cursor.execute(f"CREATE ROLE {role} NOLOGIN")
        cursor.execute(sql.GRANTS)
    typer.echo(
        f"Roles {', '.join(sql.ROLES)} are ready; give them to the logins that run each part."
    )
