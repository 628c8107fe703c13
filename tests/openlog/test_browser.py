"""Every page of the log, and the papers that carry its proofs, in a real browser at both sizes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.dossiers.status import Status
from motcua.ledger import queries
from motcua.ledger.queries import evidence_path
from motcua.openlog.tags import spelled
from tests.builders import a_dossier
from tests.desk.looking import Sight, complaints, needs_chromium, sight
from tests.openlog.test_fairness import ROOM as DRAWS
from tests.openlog.test_fairness import drawing_city, drawn, places  # noqa: F401

pytestmark = [pytest.mark.journey, pytest.mark.timeout(400), needs_chromium]
ROOM = "/so-cong-khai/"


def test_axe_finds_nothing_in_the_log(cast, live_server, open_log, settings):
    settings.DEBUG = True  # the static files are served from their folders
    open_log.now = timezone.now()
    sequencer = open_log.started()
    dossier = a_dossier(cast, Status.RETURNED, at=open_log.now - timedelta(hours=13))
    stopped = a_dossier(cast, Status.STOPPED, at=open_log.now - timedelta(hours=13))
    sequencer.round()
    open_log.witnesses.down = {"w2"}
    late = a_dossier(cast, Status.ACCEPTED, at=open_log.now - timedelta(hours=1))
    sequencer.write()
    month, tag = queries.months()[0], spelled(queries.tag_of_code(dossier.code))
    paths = ["", "tim/", "muc/", "muc/0/", f"ho-so/{tag}/", f"so-lieu/{month}/", "boc-tham/",
             f"so-lieu/{month}/ho-so/?xep=received", "kiem-tra/", "tai-ve/"]  # fmt: skip
    sights = [Sight("none", ROOM + path) for path in paths]
    sights += [Sight("none", evidence_path(queries.promise(one.pk))) for one in (dossier, late)]
    desk, own = "/quay/ho-so/", "/ho-so/"
    sights += [
        sight(cast.ly, f"{desk}{one.code}/{page}/")
        for one in (dossier, stopped, late)
        for page in ("giay-tiep-nhan", "chung-nhan")
    ]
    sights += [
        sight(cast.an, f"{own}{one.code}/{page}/")
        for one in (dossier, late)
        for page in ("giay-tiep-nhan", "chung-nhan")
    ]
    assert complaints(live_server.url, sights) == []


def test_axe_finds_nothing_in_a_draw(live_server, drawn, settings):  # noqa: F811
    settings.DEBUG = True
    idx, place = next(places())
    sights = [Sight("none", DRAWS), Sight("none", f"{DRAWS}{idx}/{place}/")]
    sights.append(Sight("none", f"{ROOM}muc/{idx}/"))
    assert complaints(live_server.url, sights) == []
