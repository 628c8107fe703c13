"""Hanoi and the shipped catalogue for a test: made once a run, then copied in.

Loading the city and checking the catalogue takes seconds, so the finished rows are kept as the
text of COPY; putting them into a test's own transaction takes milliseconds and rolls back with it.
"""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from motcua.catalogue.actions.publish_shipped import publish_shipped
from motcua.identity.actor import Actor
from motcua.identity.models import Person
from motcua.identity.roles import Role
from motcua.offices import queries as offices
from motcua.offices.actions.load_city import load_city

LABELS = ("identity", "events", "offices", "catalogue")
TOLD_AT = datetime(2025, 7, 1, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
World = dict[str, bytes]


def make() -> World:
    """Make the city and the catalogue, keep their rows and leave the database as it was."""
    with transaction.atomic():
        load_city(city="hanoi")
        editor, publisher = (
            Person.objects.create(login=n, kind="official") for n in ("editor", "publisher")
        )
        publish_shipped(
            proposer=Actor.with_roles(frozenset({Role.EDITOR}), person_id=editor.pk),
            approver=Actor.with_roles(frozenset({Role.PUBLISHER}), person_id=publisher.pk),
            at=TOLD_AT,
        )
        world = {table: _copied_out(table) for table in _tables()}
        transaction.set_rollback(True)
    return world


def enter(world: World) -> None:
    """Put the rows into the database; tables in the order of their foreign keys do not matter."""
    # One transaction, so that foreign keys are asked once all tables are filled.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table, rows in world.items():
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(rows)
            if table in _numbered():
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), "
                    f"(SELECT coalesce(max(id), 1) FROM {table}))"
                )
    offices.forget()


def _models() -> list[type[Model]]:
    return [
        model
        for label in LABELS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    ]


def _tables() -> list[str]:
    # The outbox of the making is of no use to a test.
    return [m._meta.db_table for m in _models() if m._meta.db_table != "events_outbox"]


@cache
def _numbered() -> frozenset[str]:
    return frozenset(m._meta.db_table for m in _models() if m._meta.pk.name == "id")


def _copied_out(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT") as copy:
        return b"".join(bytes(block) for block in copy)
