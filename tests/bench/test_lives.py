"""What a dossier's life costs: statements, moves per second, against the floor of bare SQL."""

import time
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.draft import add_paper, start
from motcua.dossiers.actions.propose import propose
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.actions.transfer import transfer
from motcua.dossiers.knowledge import needs_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Outcome
from tests.builders import MARRIAGE_STATUS, answers_for

pytestmark = pytest.mark.bench
LIVES = 60
FLOOR = """
INSERT INTO events_event (kind, subject, subject_id, n, at, office, data)
VALUES ('floor', 'floor', %s, %s, now(), '', '{}')
"""


def one_life(cast, at: datetime, answers: dict) -> int:
    """Walk from the first draft to the returned result; return how many moves that took."""
    row = start(procedure=MARRIAGE_STATUS, applicant_id=cast.an.person_id, actor=cast.an, at=at,
                point=cast.point, answers=answers)  # fmt: skip
    for paper in needs_of(row).papers:
        add_paper(
            dossier_id=row.pk, key=paper.key, file_id=None, source="seen", actor=cast.an, at=at
        )
    submit(dossier_id=row.pk, actor=cast.an, at=at, request_id=uuid4())
    receive(dossier_id=row.pk, actor=cast.binh, at=at, request_id=uuid4())
    moved = transfer(dossier_id=row.pk, actor=cast.binh, at=at, request_id=uuid4())
    official = cast.chi if moved.official_id == cast.chi.person_id else cast.giang
    later = at + timedelta(hours=4)
    propose(
        dossier_id=row.pk, actor=official, at=later, request_id=uuid4(), outcome=Outcome.GRANTED
    )
    approve(dossier_id=row.pk, actor=cast.dung, at=later, request_id=uuid4())
    Dossier.objects.filter(pk=row.pk).update(
        fee_due=0
    )  # a free case: payments have their own bench
    return_result(dossier_id=row.pk, collected_by="An", actor=cast.ly, at=later, request_id=uuid4())
    return 6


def test_statements_of_a_life(cast, monday):
    answers = answers_for(MARRIAGE_STATUS)
    one_life(cast, monday, answers)
    with CaptureQueriesContext(connection) as asked:
        one_life(cast, monday, answers)
    own = [q["sql"] for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    print(f"\nstatements of a life: {len(own) - 1} (aim: at most 60)")


def test_lives_per_second(cast, monday):
    """Pairs lives with the floor in turn, since machines are noisy: 12 bare inserts a life."""
    answers, lives, floor, moves = answers_for(MARRIAGE_STATUS), 0.0, 0.0, 0
    for number in range(LIVES):
        began = time.perf_counter()
        moves += one_life(cast, monday, answers)
        lives += time.perf_counter() - began
        began = time.perf_counter()
        with connection.cursor() as cursor:
            for n in range(12):
                cursor.execute(FLOOR, [number, n])
        floor += time.perf_counter() - began
    print(
        f"\n{LIVES / lives:.0f} lives/s, {moves / lives:.0f} moves/s; "
        f"floor of 12 bare statements {LIVES / floor:.0f}/s: {lives / floor:.1f} times slower"
    )
