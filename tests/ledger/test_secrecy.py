"""What the public bytes say of people: nothing that can be found, guessed or kept after erasure."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client

from motcua.dossiers.status import Status
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor
from motcua.identity.models import Person
from motcua.identity.roles import Role
from motcua.ledger import queries
from motcua.ledger import secret_store as store
from motcua.ledger.actions.erasing import approve_erasure, lift_hold, place_hold, propose_erasure
from motcua.ledger.configured import published_policy
from motcua.ledger.models import Entry
from motcua.ledger.writing import b64
from motcua.tlog.leaf import decode
from motcua.tlog.promise import Promise, salt
from motcua.tlog.tlogproof import TlogProof
from tests.builders import a_dossier
from tests.ledger.conftest import later, receive, tell

FIRST, SECOND = (Actor.with_roles(frozenset({Role.AUDITOR}), person_id=n) for n in (1001, 1002))


def public_bytes(folder) -> bytes:
    return b"\n".join(
        str(path).encode() + b"\n" + path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    )


def test_no_public_byte_holds_personal_data(open_log, cast):
    Person.objects.filter(pk=cast.an.person_id).update(
        full_name="Nguyễn Thị Ẩn Danh", id_number="001188099999", phone="0912345678",
        email="an.danh@example.test", address="Số 7 ngõ Vắng",
    )  # fmt: skip
    sequencer = open_log.started()
    dossiers = [a_dossier(cast, status, at=open_log.now) for status in
                (Status.RETURNED, Status.STOPPED, Status.SUPPLEMENT_REQUIRED, Status.WITHDRAWN)]  # fmt: skip
    later(open_log, hours=20)
    sequencer.round()
    client = Client()
    pages = ["", "muc/", "so-lieu/", "boc-tham/", "tai-ve/", "kiem-tra/"]
    life = queries.tag_of_code(dossiers[0].code)
    pages += [f"muc/{n}/" for n in range(queries.published_size())]
    seen = public_bytes(open_log.folder) + b"".join(
        client.get(f"/so-cong-khai/{page}").content for page in pages
    )
    assert life is not None
    people = Person.objects.all().values_list("full_name", "id_number", "phone", "email")
    secret = {text for row in people for text in row if text and len(text) > 4}
    secret |= {"Số 7 ngõ Vắng", "granted", "refused", "Theo lệnh", "Không cần nữa"}
    secret |= {dossier.code for dossier in dossiers}
    found = [text for text in secret if text.encode() in seen]
    assert found == []


def test_commitments_cannot_be_found_with_a_dictionary(open_log):
    sequencer = open_log.started()
    for dossier in range(1, 40):
        receive(dossier, open_log.now)
        tell("dossier_settled", dossier, 1, open_log.now, outcome="granted")
    sequencer.round()
    leaves = [decode(bytes(entry.leaf)) for entry in Entry.objects.all()]
    commitments = {leaf["s"] for leaf in leaves}
    parts = [part.part for dossier in range(1, 40) for part in store.sealed_of(dossier)]
    guesses = {
        store_guess(prefix, part)
        for part in parts
        for prefix in (b"", b"motcua/sealed/1\0", b"motcua/sealed/1\0" + bytes(32))
    }
    assert len(commitments) == len(leaves) == 78
    assert guesses & commitments == set()
    secrets = [store.chains([dossier])[dossier].secret for dossier in range(1, 40)]
    assert len(set(secrets)) == len({leaf["d"] for leaf in leaves}) == 39
    assert {len(secret) for secret in secrets} == {32}
    assert len({salt(secret, n) for secret in secrets for n in (0, 1)}) == 78


def store_guess(prefix: bytes, part: str) -> str:
    return b64(sha256(prefix + part.encode()).digest())


def ended(open_log, sequencer, dossier=1):
    receive(dossier, open_log.now)
    tell("dossier_withdrawn", dossier, 1, open_log.now)
    sequencer.round()


def test_erasure_needs_two_people_no_hold_and_an_end(open_log):
    sequencer = open_log.started()
    receive(2, open_log.now)
    ended(open_log, sequencer)
    at = open_log.now
    with pytest.raises(Refused):
        approve_erasure(dossier=1, actor=SECOND, at=at)
    propose_erasure(dossier=1, basis="Nghị định 13/2023", actor=FIRST, at=at)
    propose_erasure(dossier=2, basis="Nghị định 13/2023", actor=FIRST, at=at)
    hold = place_hold(dossier=1, reference="Tòa án, số 1/2026", actor=FIRST, at=at)
    codes = []
    for dossier, actor in ((1, FIRST), (1, SECOND), (2, SECOND)):
        with pytest.raises(Refused) as refused:
            approve_erasure(dossier=dossier, actor=actor, at=at)
        codes.append(refused.value.refusal.code)
    assert codes == ["four_eyes", "on_hold", "not_ended"]
    with pytest.raises(Refused):
        lift_hold(hold=hold.pk, actor=FIRST, at=at)
    lift_hold(hold=hold.pk, actor=SECOND, at=at)
    approve_erasure(dossier=1, actor=SECOND, at=at)
    assert sequencer.round() == 1
    assert open_log.audit()[0] == 0


def test_after_erasure_only_the_applicant_can_open_anything(open_log):
    sequencer = open_log.started()
    ended(open_log, sequencer)
    certificate = queries.certificate(1)
    tag = queries.tag_of_code("H26.01-260810-0001")
    propose_erasure(dossier=1, basis="Luật", actor=FIRST, at=open_log.now)
    approve_erasure(dossier=1, actor=SECOND, at=open_log.now)
    later(open_log, seconds=5)
    sequencer.round()
    assert queries.certificate(1) is None
    assert queries.tag_of_code("H26.01-260810-0001") is None
    assert store.sealed_of(1) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM secrets.dossier_secret WHERE k_d IS NOT NULL")
        assert cursor.fetchone()[0] == 0
    assert queries.life(tag).story.phase == "erased"
    # The applicant's copy still opens, and its proof still verifies against the old checkpoint.
    promise = Promise.parse(certificate["promise"])
    event = certificate["events"][0]
    leaf = json.loads(event["leaf"])
    opened = sha256(
        b"motcua/sealed/1\0" + salt(promise.secret, 0) + event["sealed"].encode()
    ).digest()
    assert b64(opened) == leaf["s"]
    TlogProof.parse(event["proof"]).verify(promise.leaf, published_policy())
    receive_again = open_log.now + timedelta(days=1)
    tell("dossier_returned", 1, 2, receive_again)
    assert sequencer.round() == 0  # nothing more is said of an erased dossier


def test_a_rare_procedure_is_shown_as_its_field_or_not_at_all(open_log):
    sequencer = open_log.started()
    numbers = iter(range(1, 10_000))

    def day(common: int) -> None:
        for _ in range(common):
            receive(next(numbers), open_log.now)
        receive(next(numbers), open_log.now, procedure="9.999999")
        receive(next(numbers), open_log.now, procedure="9.888888", field="rare_field")
        sequencer.round()
        later(open_log, days=1)

    def shown() -> set[str]:
        return {decode(bytes(e.leaf))["p"] for e in Entry.objects.filter(kind="received")}

    day(440)
    assert shown() == {"other"}  # nothing was counted before today
    day(8)
    assert shown() == {"other"}  # 440 in 90 days are fewer than five a day
    day(10)
    assert shown() == {"other", "civil_status"}
    day(1)
    assert shown() == {"other", "civil_status", "1.004873"}
