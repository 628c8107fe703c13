"""The applicant reads who looked at the dossier: role, unit and reason, never a name."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from motcua.dossiers.actions.reveal import reveal
from motcua.dossiers.status import Status
from motcua.dossiers.views.masked_file import masked_file
from motcua.identity.queries import person
from tests.builders import a_dossier, hidden_field


def test_it_says_role_unit_and_why_and_no_name(cast, client):
    now = timezone.now()
    dossier = a_dossier(cast, Status.PROCESSING, at=now - timedelta(hours=9))
    official = cast.chi if dossier.official_id == cast.chi.person_id else cast.giang
    masked_file(official, dossier.code, now)
    reveal(dossier_id=dossier.pk, field=hidden_field(dossier), reason="compare", actor=official,
           at=now, request_id=uuid4())  # fmt: skip
    client.force_login(person(cast.an.person_id))
    page = client.get(f"/ho-so/{dossier.code}/ai-da-xem/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "Chuyên viên giải quyết" in text
    assert "Cần đối chiếu" in text
    assert official.name not in text
    whole = client.get(f"/ho-so/{dossier.code}/").content.decode()
    assert "ai-da-xem" in whole
    assert "đã xem một thông tin định danh" in whole


def test_another_person_finds_no_such_page(cast, client):
    dossier = a_dossier(cast, Status.PROCESSING, at=timezone.now() - timedelta(hours=9))
    client.force_login(person(cast.other.person_id))
    assert client.get(f"/ho-so/{dossier.code}/ai-da-xem/").status_code == 404
