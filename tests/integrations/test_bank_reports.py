"""A bank's report from the wire to the dossier: paid once, whoever repeats it; forged ones refused."""

from uuid import uuid4

import pytest
from django.utils import timezone

from motcua.dossiers.actions.receive import receive
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Channel
from motcua.integrations.testbank.gateway import report, signed
from motcua.payments.queries import of_subject
from tests.builders import CERTIFIED_COPY, a_draft

URL = "/ngan-hang/bao-co/"


@pytest.fixture
def owing(cast) -> Dossier:
    """A certified copy received just now, whose fee is still to be paid."""
    at = timezone.now()
    draft = a_draft(cast, procedure=CERTIFIED_COPY, at=at, channel=Channel.COUNTER)
    dossier = receive(dossier_id=draft.pk, actor=cast.binh, at=at, request_id=uuid4())
    assert dossier.fee_due > 0
    return dossier


def post(client, body: bytes, headers: dict[str, str]):
    return client.post(URL, body, content_type="application/json", headers=headers)


def test_a_transfer_pays_the_fee_once(client, owing):
    charge = of_subject(f"dossier:{owing.pk}")[0]
    body, headers = wire(charge)
    assert post(client, body, headers).json() == {"outcome": "matched", "repeated": False}
    assert post(client, body, headers).json() == {"outcome": "matched", "repeated": True}
    row = Dossier.objects.get(pk=owing.pk)
    assert row.fee_paid == row.fee_due == charge.amount


def test_a_forged_report_pays_nothing(client, owing):
    body, headers = wire(of_subject(f"dossier:{owing.pk}")[0])
    forged = {**headers, "X-Signature": "0" * len(headers["X-Signature"])}
    assert post(client, body, forged).status_code == 401
    assert post(client, body + b" ", headers).status_code == 401
    assert post(client, body, {}).status_code == 401
    assert Dossier.objects.get(pk=owing.pk).fee_paid == 0


def test_only_posts_are_answered(client, db):
    assert client.get(URL).status_code == 405


def wire(charge):
    now = timezone.now()
    body = report(charge, transaction=uuid4().hex, paid_at=now)
    proof = signed(body, now)
    return body, {"X-Signature": proof["signature"], "X-Timestamp": proof["timestamp"]}
