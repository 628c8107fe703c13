"""Only a simulation says when its events were recorded."""

import ast
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from motcua.events.clock import simulated_past
from motcua.events.models import Event
from motcua.events.recording import record
from motcua.identity.actor import Actor

LONG_AGO = timezone.now() - timedelta(days=40)


def tell(n: int) -> Event:
    with transaction.atomic():
        number = record("x", subject="x", subject_id=1, n=n, at=LONG_AGO, actor=Actor.system("x"),
                        data={})  # fmt: skip
    return Event.objects.get(pk=number)


def test_the_database_says_when_an_event_was_recorded(db):
    assert tell(0).recorded_at - LONG_AGO > timedelta(days=39)


def test_within_a_simulated_past_its_own_clock_does(db):
    with simulated_past():
        assert tell(0).recorded_at == LONG_AGO
    assert tell(1).recorded_at > LONG_AGO


def test_nothing_but_the_demonstration_simulates_a_past():
    users = {
        path.parts[2]
        for path in Path("src/motcua").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and any(name.name == "simulated_past" for name in node.names)
    }
    assert users == {"demo"}
