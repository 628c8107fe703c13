"""Form and check-list of a draft at the counter: kept as typed, checked, hostile input refused."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from motcua.dossiers.knowledge import needs_of
from motcua.dossiers.models import Dossier, Paper
from motcua.dossiers.status import Channel, Status
from tests.builders import a_dossier, a_draft
from tests.documents.made import pdf


@pytest.fixture
def draft(cast):
    at = timezone.now() - timedelta(hours=1)
    return a_draft(cast, at=at, channel=Channel.COUNTER, with_papers=False)


@pytest.fixture
def key(draft):
    return needs_of(draft).papers[0].key


def where(draft, page):
    return f"/quay/ho-so/{draft.uid}/{page}/"


def test_wrong_answers_are_kept_and_said(cast, draft, at_work):
    number = next(key for key, value in draft.answers.items() if value == "001200000001")
    post = {"way": "point", "point": cast.point, number: "12"}
    page = at_work(cast.binh).post(where(draft, "to-khai"), post)
    assert page.status_code == 409
    assert 'value="12"' in page.text_shown
    assert 'class="error-summary"' in page.text_shown


def test_broken_characters_never_reach_the_database(cast, draft, at_work):
    field = next(iter(draft.answers))
    page = at_work(cast.binh).post(where(draft, "to-khai"), {field: "a\0b", "way": "point"})
    assert page.status_code == 409
    draft.refresh_from_db()
    assert "\0" not in str(draft.answers)


def test_an_answer_brings_the_questions_and_needs_that_follow(cast, draft, at_work):
    page = at_work(cast.binh).post(
        where(draft, "to-khai"), {"reload": "1", "way": "point"}, headers={"HX-Request": "true"}
    )
    assert page.status_code == 200
    assert "<html" not in page.text_shown
    assert "Trường hợp này cần" in page.text_shown
    draft.refresh_from_db()
    assert draft.answers  # showing questions again saves nothing


def test_a_paper_is_seen_or_scanned_or_taken_out_again(cast, draft, key, at_work):
    browser = at_work(cast.binh)
    scan = SimpleUploadedFile("Nguyễn Mẫu An.pdf", pdf())
    browser.post(where(draft, "giay-to"), {f"how.{key}": "seen", f"file.{key}": scan})
    sources = set(Paper.objects.filter(dossier=draft).values_list("source", flat=True))
    assert sources == {"seen", "scanned"}
    scanned = Paper.objects.get(dossier=draft, source="scanned")
    shown = browser.get(where(draft, "giay-to") + f"{scanned.pk}/")
    assert b"".join(shown.streaming_content).startswith(b"%PDF")
    browser.post(where(draft, "giay-to") + f"{scanned.pk}/bo/")
    assert not Paper.objects.filter(pk=scanned.pk).exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"", "a.pdf"),
        ("a.pdf", b"MZ\x90\x00" + b"x" * 200, "a.pdf"),
        ("../../etc/passwd", b"root:x:0:0", "passwd"),
        ("a\u202egpj.exe", b"<script>alert(1)</script>", "PDF"),
    ],
)
def test_a_hostile_file_is_refused_by_name_and_the_rest_is_kept(
    cast, draft, key, at_work, name, content, words
):
    post = {f"how.{key}": "seen", f"file.{key}": SimpleUploadedFile(name, content)}
    page = at_work(cast.binh).post(where(draft, "giay-to"), post)
    assert page.status_code == 409
    assert words in page.text_shown
    assert "<script>alert" not in page.text_shown
    assert Paper.objects.get(dossier=draft).source == "seen"


def test_an_oversize_file_is_refused(cast, draft, key, at_work, settings):
    settings.UPLOAD_LIMIT_BYTES = 1000
    scan = SimpleUploadedFile("a.pdf", pdf() + b"x" * 2000)
    page = at_work(cast.binh).post(where(draft, "giay-to"), {f"file.{key}": scan})
    assert page.status_code == 409
    assert not Paper.objects.filter(dossier=draft).exists()


def test_another_counters_draft_and_one_made_at_home_are_absent(cast, draft, at_work):
    home = a_draft(cast, at=timezone.now())
    elsewhere = a_draft(cast, at=timezone.now(), channel=Channel.COUNTER)
    Dossier.objects.filter(pk=elsewhere.pk).update(received_at_point="point-002")
    browser = at_work(cast.binh)
    for other in (home, elsewhere):
        for page in ("to-khai", "giay-to", "tiep-nhan", "tu-choi", "hoan-thien"):
            assert browser.get(where(other, page)).status_code == 404, (other.channel, page)


def test_what_is_settled_is_no_longer_entered(cast, at_work):
    done = a_dossier(cast, Status.DONE, at=timezone.now() - timedelta(hours=9))
    browser = at_work(cast.binh)
    assert browser.get(f"/quay/ho-so/{done.code}/to-khai/").status_code == 404
    assert browser.post(f"/quay/ho-so/{done.code}/giay-to/").status_code == 404


@pytest.mark.parametrize("code", ["KHONG-CO", "\0", "x" * 300, "%00", "H26.41.01-260810-9999", " "])
def test_an_absent_code_answers_alike(cast, at_work, code):
    browser = at_work(cast.binh)
    page = browser.post("/quay/tim/", {"code": code})
    assert page.status_code == 409
    assert browser.get(f"/quay/ho-so/{code.strip() or '-'}/").status_code in {404, 400}
