"""The database: the operator's PostgreSQL, or the embedded one of the home folder."""

import typer
from django.conf import settings
from django.core.management import call_command

from motcua.site.embedded_postgres import EmbeddedPostgres

app = typer.Typer(help="Start and stop the embedded PostgreSQL.", no_args_is_help=True)


def server() -> EmbeddedPostgres:
    """Return the embedded server of the home folder."""
    return EmbeddedPostgres(settings.HOME / "postgres")


def ensure() -> None:
    """Have the embedded server running with its database made."""
    embedded = server()
    embedded.ensure_running()
    embedded.create_database("motcua")


@app.command()
def start() -> None:
    """Start the embedded server (commands that need it do so themselves)."""
    ensure()
    typer.echo(f"running: {server().url()}")


@app.command()
def stop() -> None:
    """Stop the embedded server; data stays."""
    server().stop()
    typer.echo("stopped")


def migrate() -> None:
    """Bring the tables to this version; run it at each upgrade."""
    bring_up_to_date(verbosity=1)


def bring_up_to_date(*, verbosity: int) -> None:
    """Migrate the tables and make the one of the shared cache."""
    call_command("migrate", interactive=False, verbosity=verbosity)
    call_command("createcachetable", verbosity=0)
