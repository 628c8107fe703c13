"""Repeated requests, stale forms, foreign and absent dossiers, and codes under concurrency."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction

from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.codes import circular_01_2018, decision_20_2020, next_code
from motcua.dossiers.queries import visible_dossier
from motcua.dossiers.status import Status
from motcua.events.queries import of_subject
from motcua.flow.refusal import Refused
from tests.builders import a_dossier, a_draft


def test_a_repeated_request_is_one_event(cast, monday):
    draft, request_id = a_draft(cast, at=monday), uuid4()
    first = submit(dossier_id=draft.pk, actor=cast.an, at=monday, request_id=request_id)
    again = submit(dossier_id=draft.pk, actor=cast.an, at=monday, request_id=request_id)
    assert first.code == again.code
    assert len(of_subject("dossier", draft.pk)) == 1


def test_a_request_number_of_another_dossier_is_refused(cast, monday):
    first, second, request_id = a_draft(cast, at=monday), a_draft(cast, at=monday), uuid4()
    submit(dossier_id=first.pk, actor=cast.an, at=monday, request_id=request_id)
    with pytest.raises(Refused) as used:
        submit(dossier_id=second.pk, actor=cast.an, at=monday, request_id=request_id)
    assert used.value.refusal.code == "request_id_used"


def test_a_head_of_another_agency_decides_nothing(cast, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    with pytest.raises(Refused) as refused:
        stop(
            dossier_id=dossier.pk,
            reason="Theo lệnh",
            ground="Điều 5",
            actor=cast.sau,
            at=monday + timedelta(hours=5),
            request_id=uuid4(),
        )
    assert refused.value.refusal.code == "other_agency"


def test_of_two_officials_the_second_has_a_stale_form(cast, monday):
    dossier = a_dossier(cast, Status.REGISTERED, at=monday)
    seen = dossier.event_count
    receive(dossier_id=dossier.pk, actor=cast.binh, at=monday, request_id=uuid4(), seen=seen)
    with pytest.raises(Refused) as stale:
        withdraw(
            dossier_id=dossier.pk,
            reason="x",
            actor=cast.an,
            at=monday,
            request_id=uuid4(),
            seen=seen,
        )
    assert stale.value.refusal.code == "stale"
    assert "reload" not in stale.value.refusal.text.en.lower()


@pytest.mark.parametrize("code", ["H26.41.01-260810-9999", "", " ", "x" * 500, "a\x00b", "'; drop"])
def test_absent_and_nonsense_look_the_same(cast, monday, code):
    with pytest.raises(Refused) as absent:
        visible_dossier(cast.an, code)
    assert absent.value.refusal.code == "absent"


def test_another_agencys_dossier_looks_absent(cast, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    for stranger in (cast.son, cast.sau, cast.kien, cast.other):
        with pytest.raises(Refused) as absent:
            visible_dossier(stranger, dossier.code)
        assert absent.value.refusal.code == "absent"


def test_a_draft_is_nobody_elses(cast, monday):
    draft = a_draft(cast, at=monday)
    with pytest.raises(Refused):
        submit(dossier_id=draft.pk, actor=cast.other, at=monday, request_id=uuid4())


def test_both_shapes_of_a_code():
    day = date(2025, 8, 15)
    assert decision_20_2020("H26.12.34", day, 7) == "H26.12.34-250815-0007"
    assert circular_01_2018("H26.20.10", day, 7) == "000.10.20.H26-250815-0007"
    assert circular_01_2018("H26", day, 7) == "000.00.00.H26-250815-0007"


def test_codes_are_unique_under_concurrency(transactional_db):
    def take(_: int) -> str:
        try:
            with transaction.atomic():
                return next_code("H26.99", date(2026, 8, 10))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(take, range(80)))
    assert len(set(codes)) == 80


def test_serials_start_anew_each_day(db):
    assert next_code("H26.98", date(2026, 8, 10)).endswith("-0001")
    assert next_code("H26.98", date(2026, 8, 10) + timedelta(days=1)).endswith("260811-0001")
