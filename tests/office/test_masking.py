"""Nothing the settling side reads says who the applicant is: no page, no name of a file."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from motcua.documents.actions.store import store
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.knowledge import definition_of
from motcua.dossiers.models import Dossier, Paper
from motcua.dossiers.status import Status
from motcua.formspec.answers import MASK
from motcua.identity.models import Person
from tests.builders import a_dossier
from tests.documents.made import pdf

NAME, PHONE, MAIL, HOME = "Nguyễn Mẫu An", "0912345678", "an@example.test", "12 ngõ Mẫu"
PAGES = ("", "de-xuat/", "hoan-thanh-buoc/", "yeu-cau-bo-sung/", "yeu-cau-nop-tien/",
         "phieu-kiem-soat/")  # fmt: skip


@pytest.fixture
def dossier(cast):
    """Return a dossier whose every identity field says the applicant's own data."""
    Person.objects.filter(pk=cast.an.person_id).update(phone=PHONE, address=HOME)
    made = a_dossier(cast, Status.PROCESSING, at=timezone.now() - timedelta(hours=5))
    secret = {
        field.key: f"{NAME} {PHONE} {MAIL} {HOME}"
        for field in definition_of(made).form.fields
        if field.masked
    }
    assert len(secret) >= 4
    Dossier.objects.filter(pk=made.pk).update(answers=made.answers | secret)
    file = store(file=ContentFile(pdf()), name=f"{NAME}.pdf", owner_id=cast.an.person_id,
                 subject=f"dossier:{made.pk}", actor=cast.an, at=timezone.now())  # fmt: skip
    paper = made.papers.first()
    Paper.objects.filter(pk=paper.pk).update(file=file, source="uploaded")
    return made


def tells(text):
    return [word for word in (NAME, PHONE, MAIL, HOME, "001200000001") if word in text]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_page_of_the_official_tells(cast, dossier, at_work, language):
    official = next(a for a in (cast.chi, cast.giang) if a.person_id == dossier.official_id)
    browser, base = at_work(official, language), f"/co-quan/ho-so/{dossier.code}/"
    shown = [browser.get("/co-quan/viec/"), *(browser.get(base + page) for page in PAGES)]
    assert {page.status_code for page in shown} == {200}
    assert [tells(page.text_shown) for page in shown] == [[]] * len(shown)
    assert MASK in shown[1].text_shown


def test_no_page_of_the_head_tells(cast, dossier, at_work):
    head = at_work(cast.dung)
    for page in ("ky-duyet/", "ho-so/", "tinh-hinh/", "can-bo/", f"ho-so/{dossier.code}/"):
        assert tells(head.get(f"/co-quan/{page}").text_shown) == [], page


def test_a_refused_act_does_not_tell_either(cast, dossier, at_work):
    official = next(a for a in (cast.chi, cast.giang) if a.person_id == dossier.official_id)
    where = f"/co-quan/ho-so/{dossier.code}/de-xuat/"
    page = at_work(official).post(where, {"request_id": uuid4(), "seen": 0, "outcome": "refused"})
    assert page.status_code == 409
    assert tells(page.text_shown) == []


def test_a_file_comes_under_a_neutral_name(cast, dossier, at_work):
    official = next(a for a in (cast.chi, cast.giang) if a.person_id == dossier.official_id)
    paper = dossier.papers.get(file__isnull=False)
    answer = at_work(official).get(f"/co-quan/ho-so/{dossier.code}/tep/{paper.pk}/")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert answer["Content-Disposition"] == f'inline; filename="{dossier.code}-{paper.key}.pdf"'


def test_a_paper_of_another_dossier_is_absent(cast, dossier, at_work):
    other = a_dossier(cast, Status.PROCESSING, at=timezone.now() - timedelta(hours=4))
    paper = dossier.papers.get(file__isnull=False)
    official = next(a for a in (cast.chi, cast.giang) if a.person_id == other.official_id)
    where = f"/co-quan/ho-so/{other.code}/tep/{paper.pk}/"
    assert at_work(official).get(where).status_code == 404


def test_the_applicants_own_words_stay_out(cast, dossier, at_work):
    """The reason of a withdrawal is the applicant's text and may say anything."""
    withdraw(dossier_id=dossier.pk, reason=f"Tôi là {NAME}", actor=cast.an, at=timezone.now(),
             request_id=uuid4())  # fmt: skip
    page = at_work(cast.dung).get(f"/co-quan/ho-so/{dossier.code}/").text_shown
    assert tells(page) == []
