"""The pages of what takes two people in a real browser, filled: accessible, nothing overflows."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from motcua.approvals.actions.approve import approve
from motcua.approvals.actions.ask import ask
from motcua.approvals.kinds import Kind
from motcua.approvals.rostering import adjustment, appointment
from motcua.dossiers.actions.approve_break_glass import approve_break_glass
from motcua.dossiers.actions.ask_break_glass import ask_break_glass
from motcua.dossiers.actions.export_board import slice_of_board
from motcua.dossiers.status import Status
from motcua.dossiers.views.board import Lateness
from motcua.identity.actions.declare_conflict import declare_conflict, end_conflict
from motcua.identity.models import Official
from motcua.identity.roles import Role
from motcua.ledger.actions.erasing import place_hold, propose_erasure
from tests.builders import a_dossier
from tests.desk.looking import complaints, needs_chromium, sight

pytestmark = [pytest.mark.journey, pytest.mark.timeout(400), needs_chromium]


def test_axe_finds_nothing_where_two_people_act(cast, official, live_server, settings):
    settings.DEBUG = True  # the static files are served from their folders
    now = timezone.now()
    dossier = a_dossier(cast, Status.PROCESSING, at=now - timedelta(hours=9))
    other = a_dossier(cast, Status.PROCESSING, at=now - timedelta(hours=9))
    admin, second = official(Role.ADMINISTRATOR), official(Role.ADMINISTRATOR, login="mau.hai")
    supervisor, hoa = official(Role.SUPERVISOR), cast.hoa
    # The second factor has its own tests.
    Official.objects.update(must_use_totp=False)
    common = {"at": now, "request_id": None}

    def asked(kind, wanted, who, about=None):
        return ask(kind=kind, reason="Báo cáo tháng", wanted=wanted, about=about, actor=who, at=now,
                   request_id=uuid4()).pk  # fmt: skip

    for show in Lateness:
        asked(Kind.EXPORT, slice_of_board(show=show, agency=cast.agency), hoa)
    approve(number=asked(Kind.EXPORT, slice_of_board(show=Lateness.LATE), hoa), actor=supervisor,
            at=now, request_id=uuid4())  # fmt: skip
    chi = cast.chi.person_id
    change = adjustment(person_id=chi, skills=["land"], capacity=500)
    asked(Kind.ROSTER, change, admin, chi)
    approve(number=asked(Kind.ROSTER, change, admin, chi), actor=second, at=now, request_id=uuid4())
    post = appointment(person_id=chi, role=Role.HEAD, office=cast.agency, valid_from=now.date())
    asked(Kind.ROSTER_AT_ONCE, post, admin, chi)
    for number in ("001200000001", "001200000099"):
        kept = declare_conflict(official_id=chi, id_number=number, at=now)
    end_conflict(conflict_id=kept.pk, official_id=chi, at=now)
    glass = common | {"dossier_id": dossier.pk, "reason": "court", "ground": "Điều 5"}
    ask_break_glass(**glass | {"request_id": uuid4()}, actor=hoa)
    approve_break_glass(dossier_id=dossier.pk, actor=supervisor, at=now, request_id=uuid4())
    ask_break_glass(**glass | {"request_id": uuid4(), "dossier_id": other.pk}, actor=hoa)
    propose_erasure(dossier=dossier.pk, basis="Điều 16", actor=hoa, at=now)
    place_hold(dossier=dossier.pk, reference="Tòa án 1/2026", actor=hoa, at=now)
    where = "/dieu-hanh/"
    sights = [sight(hoa, where + page) for page in (
        "cho-xac-nhan/", "tep-danh-sach/", "mo-khan-cap/", f"mo-khan-cap/{dossier.code}/",
        "xoa-va-giu/", "danh-sach-can-bo/",
    )]  # fmt: skip
    sights += [sight(supervisor, where + page) for page in ("cho-xac-nhan/", "xoa-va-giu/",
                                                            "danh-sach-can-bo/")]  # fmt: skip
    sights += [sight(second, where + page) for page in ("cho-xac-nhan/", f"can-bo/{chi}/",
                                                        "can-bo/them/")]  # fmt: skip
    sights += [sight(cast.chi, "/co-quan/xung-dot/"), sight(cast.dung, "/co-quan/can-bo/")]
    sights += [sight(cast.chi, "/so-cong-khai/boc-tham/")]
    assert complaints(live_server.url, sights) == []
