"""Every use of the emergency access is a leaf of its own and a notice; a refused one is neither."""

from uuid import uuid4

import pytest

from motcua.dossiers.actions.approve_break_glass import approve_break_glass
from motcua.dossiers.actions.ask_break_glass import ask_break_glass
from motcua.dossiers.status import Status
from motcua.dossiers.told import Told
from motcua.flow.refusal import Refused
from motcua.ledger import queries
from motcua.notices import jobs
from motcua.notices.models import Notice
from tests.builders import a_dossier
from tests.dossiers.test_four_eyes import head
from tests.ledger.conftest import later

WHY = {"reason": "safety", "ground": "Điều 10 quy chế mẫu"}
ORDER = {
    "reason": "court",
    "ground": "Điều 10 quy chế mẫu",
    "reference": "12/QĐ-TA",
    "delay_days": 30,
}


@pytest.fixture
def looked_into(open_log, cast):
    """A log with a dossier in settlement, and a way to open it in an emergency."""
    sequencer = open_log.started()
    dossier = a_dossier(cast, Status.PROCESSING, at=open_log.now)
    deputy = head(1, cast.agency)
    later(open_log, hours=8)

    def use(asker, approver, **why):
        given = {"dossier_id": dossier.pk, "at": open_log.now}
        ask_break_glass(**given, actor=asker, request_id=uuid4(), **why)
        approve_break_glass(**given, actor=approver, request_id=uuid4())

    def leaves():
        sequencer.round()
        life = queries.life(queries.tag_of_code(dossier.code))
        return [leaf.fields["r"] for leaf in life.leaves if leaf.kind == "breakglass"]

    return dossier, deputy, use, leaves


def notices(dossier, at) -> int:
    jobs.owe(at)
    told = (Told.GLASS_BROKEN, Told.GLASS_TOLD)
    rows = Notice.objects.filter(subject_id=dossier.pk, kind__in=told)
    return rows.values("event_id").distinct().count()


def test_each_repeated_use_is_a_leaf_and_a_notice(open_log, cast, looked_into):
    dossier, deputy, use, leaves = looked_into
    for count in (1, 2, 3):
        use(cast.dung, deputy, **WHY)
        assert leaves() == ["safety"] * count
        assert notices(dossier, open_log.now) == count
        later(open_log, hours=1)
    assert open_log.audit()[0] == 0


def test_refused_uses_leave_no_leaf(open_log, cast, looked_into):
    dossier, deputy, use, leaves = looked_into
    wrong = [(cast.dung, deputy, WHY | {"reason": ""}), (cast.dung, deputy, WHY | {"ground": ""}),
             (cast.dung, cast.dung, WHY), (cast.chi, deputy, WHY)]  # fmt: skip
    for asker, approver, why in wrong:
        with pytest.raises(Refused):
            use(asker, approver, **why)
        later(open_log, minutes=1)
    assert leaves() == []
    assert notices(dossier, open_log.now) == 0


def test_a_delayed_notice_does_not_delay_the_leaf(open_log, cast, looked_into):
    dossier, deputy, use, leaves = looked_into
    use(cast.dung, deputy, **ORDER)
    assert leaves() == ["court"]
    assert notices(dossier, open_log.now) == 0
