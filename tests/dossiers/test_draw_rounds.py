"""Rounds under trouble: silence, two drawers, a death in the middle, real servers, no beacons at all."""

import threading
from contextlib import nullcontext
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import DatabaseError, connection, transaction

from motcua.dossiers.actions.transfer import transfer
from motcua.dossiers.drawn_for import know
from motcua.dossiers.models import Draw
from motcua.dossiers.roster_telling import tell_rosters
from motcua.dossiers.status import Status
from motcua.identity.actions.appoint import appoint
from motcua.identity.models import Person
from motcua.identity.roles import Role
from motcua.ledger import beacons
from motcua.ledger.drawing import rounds
from motcua.ledger.drawing.rounds import Drawer
from motcua.ledger.models import Ask, Drawing, Round
from motcua.ledger.witness.service import Party, server
from motcua.ledger.witness.store import Store
from motcua.tlog.cosignature import CosignatureSigner
from motcua.tlog.note import encode_base64
from motcua.tlog.policy import parse_policy
from motcua.tlog.vrf import public_key
from tests.builders import a_dossier
from tests.cast import SINCE
from tests.dossiers.drawing import MONDAY, SEEDS, fresh, lines, make_centre, unlock, waiting

CLASS_ONE = "1.013236"  # settled by the Department of Construction


def test_a_silent_beacon_is_told_and_the_next_checkpoint_drawn_from(centre):
    dossier = waiting(centre)
    centre.beacons.down.add("b2")
    assert centre.tick() == 0
    assert fresh(dossier).official_id is None
    centre.beacons.down.clear()
    assert centre.draw() == 0  # the leaf of the silence makes the next checkpoint
    assert centre.tick() == 1
    (leaf,) = centre.leaves("beacon_missing")
    assert leaf["k"] == Round.objects.get(outcome="silent").size
    assert Ask.objects.get().size > leaf["k"]
    assert "beacon_missing 1" in centre.right()


def test_a_beacon_that_stays_silent_is_asked_less_and_less_often(centre):
    waiting(centre)
    centre.beacons.down.add("b1")
    for _ in range(30):
        centre.tick(seconds=2)
    assert 4 <= Round.objects.filter(outcome="silent").count() <= 7


def test_four_silences_in_a_row_bring_the_reserve_for_the_rest_of_the_day(
    cast,
    tmp_path,
    settings,
    outside,
    caplog,
):
    text = lines("b1", "b2", "b3", reserve=("b1", "b3"))
    centre = make_centre(cast, tmp_path, settings, MONDAY, outside, text)
    centre.open()
    try:
        dossier = waiting(centre)
        centre.beacons.down.add("b2")
        for _ in range(4):
            assert centre.tick(seconds=70) == 0
        assert "in_a_row=4" in caplog.text
        assert centre.tick(seconds=70) == 1
        assert fresh(dossier).official_id
        (pool,) = centre.leaves("pool")
        assert len(pool["r"]) == 2
        waiting(centre)
        assert centre.tick() == 1  # the same day: still without the silent one
        assert "beacon_missing 4" in centre.right()
        waiting(centre)
        assert centre.tick(days=1) == 0  # another day: the whole list again
        centre.beacons.down.clear()
        centre.tick(seconds=70)
        assert len(centre.leaves("pool")[-1]["r"]) in (2, 3)
        centre.right()
    finally:
        unlock()


def test_without_a_reserve_nothing_is_drawn_with_fewer_beacons(centre):
    dossier = waiting(centre)
    centre.beacons.down.add("b2")
    for _ in range(6):
        assert centre.tick(seconds=70) == 0
    assert fresh(dossier).official_id is None
    centre.right()


def test_a_round_that_dies_is_made_again_alike(centre, monkeypatch):
    dossier = waiting(centre)
    centre.publish()
    before = Drawing.objects.values_list("size", flat=True).first() or 0

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(rounds, "put_in_outbox", die)
        with pytest.raises(KeyboardInterrupt):
            centre.drawer.draw(centre.log.now)
    assert (Drawing.objects.values_list("size", flat=True).first() or 0) == before
    assert not Ask.objects.exists()
    assert not Round.objects.exists()
    again = Drawer(know, centre.beacons.send)  # a new process knows nothing
    assert again.draw(centre.log.now) == 1
    centre.draw()
    assert fresh(dossier).official_id
    assert "draws 1" in centre.right()


def test_what_was_drawn_cannot_be_changed_in_the_database(centre):
    waiting(centre)
    centre.tick()
    for act in (
        lambda: Ask.objects.update(officer=b"x" * 16),
        lambda: Ask.objects.all().delete(),
        lambda: Round.objects.update(outcome="silent"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_a_procedure_tied_to_its_agency_is_drawn_from_it_alone(centre):
    waiting(centre)
    centre.tick()
    (pool,) = centre.leaves("pool")
    ((_branch, group, scope, places, _out),) = pool["p"]
    assert (group, scope, len(places)) == ("civil_status.own", 0, 2)
    assert "thin 1" in centre.right()


def test_nobody_able_waits_until_a_roster_brings_somebody(centre):
    """The Department of Construction of the cast has nobody who settles."""
    cast = centre.cast
    dossier = a_dossier(cast, Status.ACCEPTED, at=centre.log.now - timedelta(hours=2),
                        procedure=CLASS_ONE)  # fmt: skip
    transfer(dossier_id=dossier.pk, actor=cast.binh, at=centre.log.now, request_id=uuid4())
    centre.ticks(2)
    assert fresh(dossier).official_id is None
    assert centre.beacons.asked == 0  # nobody to draw from: no beacon is asked
    agency = fresh(dossier).agency
    people = [Person.objects.create(login=f"moi-{n}", full_name="Mẫu", kind="official")
              for n in range(2)]  # fmt: skip
    for person in people:
        appoint(person_id=person.pk, role=Role.SPECIALIST, office=agency, valid_from=SINCE,
                skills=["construction"], at=centre.log.now)  # fmt: skip
    tell_rosters(centre.log.now)
    centre.tick()
    assert fresh(dossier).official_id is None  # a change has its notice first
    centre.tick(days=2)
    centre.ticks(2)
    assert fresh(dossier).official_id in {person.pk for person in people}
    assert "draws 1" in centre.right()


def test_where_no_beacon_is_listed_the_log_says_that_the_server_drew(
    cast,
    tmp_path,
    settings,
    outside,
):
    centre = make_centre(cast, tmp_path, settings, MONDAY, outside, "")
    centre.open()
    try:
        dossier = waiting(centre)
        assert fresh(dossier).official_id is not None
        assert Draw.objects.get(dossier=dossier).seed_source == "local"
        (leaf,) = centre.leaves("manual")
        assert leaf["g"] == "local-seed"
        assert leaf["y"] == [leaf["o"], leaf["o"]]
        assert centre.leaves("roster") == []
        assert "local-seed 1" in centre.right()
    finally:
        unlock()


@pytest.fixture
def served(tmp_path):
    """Two beacons as real servers on this machine; they need the log's policy once it is there."""
    running = []

    def serve(policy_text: str) -> str:
        rows = []
        for number, name in enumerate(("b1", "b2")):
            home = tmp_path / name
            home.mkdir()
            party = Party(
                CosignatureSigner(f"{name}.example", _key(number)), {}, Store(home / "state.sqlite"),
                parse_policy(policy_text), SEEDS[name],
            )  # fmt: skip
            made = server(party, "127.0.0.1", 0)
            threading.Thread(target=made.serve_forever, args=(0.05,), daemon=True).start()
            running.append(made)
            rows.append(
                f"beacon {name} {encode_base64(public_key(SEEDS[name]))} "
                f"http://127.0.0.1:{made.server_address[1]}/" + (" own" if number == 0 else "")
            )
        return "\n".join(rows)

    yield serve
    for made in running:
        made.shutdown()
        made.server_close()


def _key(number: int) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes([100 + number]) * 32)


def test_end_to_end_with_beacons_that_are_servers(
    cast,
    tmp_path,
    settings,
    outside,
    served,
):
    centre = make_centre(cast, tmp_path, settings, MONDAY, outside, "")
    try:
        settings.LEDGER_BEACONS.write_text(served((centre.log.folder / "policy.txt").read_text()))
        centre.drawer = Drawer(know)  # over the network
        centre.open()
        dossier = waiting(centre)
        centre.tick()
        assert fresh(dossier).official_id
        assert "draws 1" in centre.right()
    finally:
        unlock()


def test_two_drawers_make_one_round(centre, monkeypatch):
    """The second finds the round made, even where the lock was lost."""
    dossier = waiting(centre)
    centre.publish()
    monkeypatch.setattr(rounds, "_alone", lambda: nullcontext(True))
    second = Drawer(know, centre.beacons.send)
    inside: list[int] = []

    def send(url: str, body: bytes) -> tuple[int, bytes]:
        if not inside:
            inside.append(0)  # while the first waits for its answers, the second does it all
            inside[0] = second.draw(centre.log.now)
        return centre.beacons.send(url, body)

    monkeypatch.setattr(beacons, "ThreadPoolExecutor", OneByOne)
    assert Drawer(know, send).draw(centre.log.now) == 0
    assert inside == [1]
    centre.draw()
    assert (Round.objects.count(), Ask.objects.count()) == (1, 1)
    assert fresh(dossier).official_id
    assert "draws 1" in centre.right()


class OneByOne:
    """Threads that take turns: the test's database has one connection."""

    def __init__(self, _count: int) -> None:
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_: object) -> None:
        pass

    map = staticmethod(map)


def test_one_process_draws_at_a_time(centre):
    waiting(centre)
    centre.publish()
    other = psycopg.connect(**{k: v for k, v in connection.get_connection_params().items()
                               if k in ("dbname", "user", "password", "host", "port")})  # fmt: skip
    with other:
        other.execute("SELECT pg_advisory_lock(%s)", [rounds._LOCK])
        assert centre.drawer.draw(centre.log.now) == 0
        other.execute("SELECT pg_advisory_unlock(%s)", [rounds._LOCK])
    assert centre.drawer.draw(centre.log.now) == 1


def test_beacons_may_come_to_a_log_that_is_long_already(centre, monkeypatch):
    """Looked through in pieces; a dossier that asked again lies in two of them."""
    monkeypatch.setattr(rounds, "SPAN", 5)
    dossiers = [waiting(centre) for _ in range(3)]
    assert centre.tick() == 3
    assert all(fresh(each).official_id for each in dossiers)
    assert "draws 3" in centre.right()
