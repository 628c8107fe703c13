"""The record: only in a transaction, once a request, never changed; and its outbox."""

from uuid import uuid4

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from motcua.events.migrations_sql import NO_TRUNCATE
from motcua.events.models import Event, Outbox
from motcua.events.outbox import consume
from motcua.events.queries import by_request, of_subject
from motcua.events.recording import OutsideTransactionError, RepeatedRequestError, record
from motcua.identity.actor import Actor


def tell(n: int = 0, **more) -> int:
    return record(
        "tested", subject="thing", subject_id=1, n=n, at=timezone.now(), actor=Actor.system(),
        data={"n": n}, **more,
    )  # fmt: skip


def test_it_refuses_to_run_outside_a_transaction(transactional_db):
    with pytest.raises(OutsideTransactionError):
        tell()
    assert not Event.objects.exists()


def test_an_event_and_its_outbox_rows_stand_together(db):
    number = tell()
    assert [event.pk for event in of_subject("thing", 1)] == [number]
    assert Outbox.objects.filter(event_id=number).exists()


def test_a_request_is_one_event(db):
    request_id = uuid4()
    tell(request_id=request_id)
    with pytest.raises(RepeatedRequestError), transaction.atomic():
        tell(n=1, request_id=request_id)
    assert by_request(request_id).n == 0
    assert Event.objects.count() == 1


def test_a_number_of_a_subject_is_given_once(db):
    tell()
    with pytest.raises(Error, match="event_number_once"), transaction.atomic():
        tell()


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        if "TRUNCATE" in statement:
            # Taken out of the tests' database so that it can be cleaned; back for this test.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(NO_TRUNCATE)
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events_event SET kind = 'x'",
        "DELETE FROM events_event",
        "TRUNCATE events_event, events_outbox",
    ],
)
def test_the_database_refuses_to_change_it(db, statement):
    tell()
    with pytest.raises(Error, match="append-only"):
        run(statement)
    assert Event.objects.count() == 1


def test_consumers_take_each_event_once(db):
    numbers = [tell(n) for n in range(5)]
    seen: list[int] = []
    while consume("notices", lambda events: seen.extend(e.pk for e in events), batch=2):
        pass
    assert sorted(seen) == numbers
    assert consume("notices", lambda events: seen.extend(events)) == 0


def test_a_consumer_that_fails_gets_the_batch_again(db):
    tell()

    def fail(events):
        raise RuntimeError("later")

    with pytest.raises(RuntimeError):
        consume("notices", fail)
    seen: list[int] = []
    assert consume("notices", lambda events: seen.extend(e.pk for e in events)) == 1
    assert len(seen) == 1
