"""`motcua people`: the first administrator, who then appoints everybody else in the console."""

from datetime import date
from typing import Annotated

import typer
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from motcua.identity.actions.appoint import appoint
from motcua.identity.models import Person
from motcua.identity.roles import Role

app = typer.Typer(help="People who may sign in.", no_args_is_help=True)


@app.callback()
def people() -> None:
    """Keep `administrator` a command of its own beside those to come."""


@app.command()
def administrator(
    login: Annotated[str, typer.Argument(help="What the person signs in with.")],
    name: Annotated[str, typer.Option(prompt="Full name", help="Full name.")],
    password: Annotated[
        str,
        typer.Option(
            prompt=True, hide_input=True, confirmation_prompt=True, help="At least 10 characters."
        ),
    ],
    office: Annotated[str, typer.Option(help="Office the person works at.")] = "centre-office",
) -> None:
    """Make the first administrator; the second factor is set up at the first sign-in."""
    if Person.objects.filter(login=login).exists():
        raise typer.BadParameter(f"somebody signs in as {login} already", param_hint="LOGIN")
    try:
        validate_password(password)
    except ValidationError as error:
        raise typer.BadParameter(" ".join(error.messages), param_hint="--password") from error
    with transaction.atomic():
        person = Person(login=login, full_name=name, kind=Person.Kind.OFFICIAL)
        person.set_password(password)
        person.save(force_insert=True)
        appoint(
            person_id=person.pk,
            role=Role.ADMINISTRATOR,
            office=office,
            valid_from=date.today(),  # noqa: DTZ011
        )
    typer.echo(f"{login} may sign in and appoints everybody else under /dieu-hanh/.")
