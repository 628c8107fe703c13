"""`motcua people`: the first administrator, who then appoints everybody else in the console."""

from datetime import date
from typing import Annotated

import typer
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from motcua.flow.refusal import Refused
from motcua.identity.actions.appoint import appoint
from motcua.identity.actions.hand_out import hand_code
from motcua.identity.models import Appointment, Person
from motcua.identity.roles import Role

app = typer.Typer(help="People who may sign in.", no_args_is_help=True)


@app.callback()
def people() -> None:
    """Make the first people; everybody else is asked for and approved in the console."""


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
    """Make one of the first administrators; prints the code that sets up the second factor.

    Make two: whatever one of them asks for, the other approves.
    """
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
        given = hand_code(person_id=person.pk, handed_by=None, at=timezone.now())
    typer.echo(f"{login} may sign in; code for the second factor: {given} (once, for 24 hours).")
    others = Appointment.objects.filter(role=Role.ADMINISTRATOR, valid_until=None).count() - 1
    if not others:
        typer.echo("Make a second administrator: whatever one asks for, another approves.")


@app.command()
def code(login: Annotated[str, typer.Argument(help="What the person signs in with.")]) -> None:
    """Print a code by which an official sets up the second factor, where nobody else can give it."""
    person = Person.objects.filter(login=login, kind=Person.Kind.OFFICIAL).first()
    if person is None:
        raise typer.BadParameter(f"no official signs in as {login}", param_hint="LOGIN")
    try:
        typer.echo(hand_code(person_id=person.pk, handed_by=None, at=timezone.now()))
    except Refused as refused:
        raise typer.BadParameter(refused.refusal.text.en, param_hint="LOGIN") from refused
