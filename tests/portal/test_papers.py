"""Uploading: the limits stand there before, a refused file is explained, the others are kept."""

import io
from datetime import datetime
from typing import Any

import pytest

from motcua.dossiers.knowledge import needs_of
from motcua.dossiers.models import Dossier, Paper
from tests.builders import BIRTH, MARRIAGE_STATUS, a_draft
from tests.cast import Cast
from tests.portal.forms import a_photo


@pytest.fixture
def draft(cast: Cast, monday: datetime) -> Dossier:
    return a_draft(cast, at=monday, procedure=BIRTH, with_papers=False)


def _page(draft: Dossier) -> str:
    return f"/nop-ho-so/ban-nhap/{draft.uid}/giay-to/"


def _line(draft: Dossier) -> str:
    return f"paper.{needs_of(draft).papers[0].key}"


def _named(content: bytes, name: str) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def test_types_and_size_are_said_before(an, draft: Dossier) -> None:
    page = an.get(_page(draft)).content.decode()
    assert "20\N{NO-BREAK SPACE}MB" in page
    assert "PDF, JPG" in page


def test_a_refused_file_is_explained_and_the_others_stay(an, draft: Dossier) -> None:
    page = an.post(
        _page(draft), {_line(draft): [a_photo(), _named(b"MZ" + bytes(99), "virus.exe")]}
    ).content.decode()
    assert "virus.exe" in page
    assert "không được nhận" in page
    assert "anh chup.jpg" in page
    assert Paper.objects.filter(dossier=draft).count() == 1


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "a\x00b.jpg",
        "\u202egpj.exe",
        "con.jpg",
        "x" * 300 + ".jpg",
        '"><script>.jpg',
        "",
    ],
)
def test_hostile_names_are_made_harmless(an, draft: Dossier, name: str) -> None:
    an.post(_page(draft), {_line(draft): a_photo(name or "anh.jpg")})
    page = an.get(_page(draft)).content.decode()
    assert "<script>.jpg" not in page
    for paper in Paper.objects.filter(dossier=draft).select_related("file"):
        assert "/" not in paper.file.name
        assert paper.file.name.isprintable()


def test_an_empty_and_an_oversize_file_are_refused(an, draft: Dossier, settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 100
    page = an.post(
        _page(draft), {_line(draft): [_named(b"", "rong.pdf"), a_photo("to.jpg")]}
    ).content.decode()
    assert "không có nội dung" in page
    assert "lớn hơn" in page
    assert not Paper.objects.exists()


def test_the_same_file_twice_is_one_paper(an, draft: Dossier) -> None:
    for _ in range(2):
        an.post(_page(draft), {_line(draft): a_photo()})
    assert Paper.objects.filter(dossier=draft).count() == 1


def test_going_on_without_a_needed_paper_says_which(an, draft: Dossier) -> None:
    page = an.post(_page(draft), {}).content.decode()
    assert "Hãy chọn tệp cho" in page


def test_a_paper_can_be_seen_and_taken_out_by_its_owner_only(
    an, draft: Dossier, cast: Cast, signed_in
) -> None:
    an.post(_page(draft), {_line(draft): a_photo()})
    paper = Paper.objects.get()
    file = f"/nop-ho-so/ban-nhap/{draft.uid}/tep/{paper.file_id}/"
    shown = an.get(file)
    assert (shown["Content-Type"], b"".join(shown.streaming_content)[:2]) == (
        "image/jpeg",
        b"\xff\xd8",
    )
    stranger = signed_in(cast.other)
    assert stranger.get(file).status_code == 404
    assert stranger.post(f"{_page(draft)}{paper.pk}/bo/").status_code == 404
    assert an.post(f"{_page(draft)}{paper.pk + 99}/bo/").status_code == 404
    assert an.post(f"{_page(draft)}{paper.pk}/bo/").url == _page(draft)
    assert not Paper.objects.exists()


def test_a_file_of_one_dossier_is_not_given_under_another(
    an, draft: Dossier, cast: Cast, monday
) -> None:
    an.post(_page(draft), {_line(draft): a_photo()})
    second = a_draft(cast, at=monday, procedure=MARRIAGE_STATUS, with_papers=False)
    file_id = Paper.objects.get().file_id
    assert an.get(f"/nop-ho-so/ban-nhap/{second.uid}/tep/{file_id}/").status_code == 404
