"""Smuggling a way of contact, a name or a bomb through texts and papers."""

import io

import pikepdf
import pytest

from motcua.documents.actions.store import store
from motcua.documents.intake import take
from motcua.documents.names import display_name, neutral_name
from motcua.documents.refusals import RefusedFile
from motcua.flow.refusal import Refused
from motcua.screening.screen import screen
from tests.documents.made import AT, pdf

PROGRAMS = [b"MZ\x90\x00" + b"x" * 90, b"<html><script>1</script>", b"PK\x03\x04" + b"\0" * 60]
REFUSED = RefusedFile("a.pdf", "papers.a")


@pytest.mark.parametrize("words", [
    "gọi không chín không ba bốn năm sáu bảy tám chín nhé",
    "không-chín-một hai ba bốn năm sáu bảy tám",
    "call zero nine one two three four five six seven eight",
])  # fmt: skip
def test_a_number_spelled_in_words(words):
    """A telephone number spelled out in words is found."""
    assert screen(words)


@pytest.mark.parametrize(
    "words",
    ["0 9 1 2 3 4 5 6 7 8", "０９１２３４５６７８", "09\u200b12\u200b345678", "0912.345.678"],
)
def test_a_number_spaced_or_disguised(words):
    """A number in spaces, full-width digits, hidden characters or dots is found."""
    assert screen(words)


@pytest.mark.parametrize(
    "words", ["an@example.test", "zalo: mau_an", "https://bit.ly/x", "facebook.com/mau.an"]
)
def test_other_ways_of_contact(words):
    """E-mail, handles and links are found."""
    assert screen(words)


def test_a_name_in_a_file_name():
    """A file named after a person comes under a neutral name."""
    shown = neutral_name("Nguyễn Mẫu An - đơn.pdf", ".pdf", "Nguyễn Mẫu An")
    assert "Mẫu An" not in shown
    assert shown.endswith(".pdf")


NAMES = ["../../etc/passwd", "..\\..\\x", "/etc/shadow", "a\x00b.pdf", "a\r\nSet-Cookie: x.pdf",
         "\u202efdp.exe", "x" * 5000]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_paths_in_a_file_name(name):
    """A name is a name: no folder, no control character, no reversed writing, no endless length."""
    shown = display_name(name, ".pdf")
    assert not set("/\\\x00\r\n\u202e") & set(shown)
    assert len(shown) <= 255


def test_an_oversize_upload():
    """Reading stops at the limit: memory and disk do not grow with what is sent."""

    class Endless:
        sent = 0

        def read(self, size: int, /) -> bytes:
            self.sent += size
            return b"x" * size

    endless = Endless()
    with pytest.raises(Refused):
        take(endless, io.BytesIO(), limit=1 << 20, refused=REFUSED)
    assert endless.sent <= 2 << 20


@pytest.mark.parametrize("data", PROGRAMS, ids=["exe", "html", "zip"])
def test_a_program_named_pdf(db, cast, data):
    """What is no paper is refused by its content, whatever its name says."""
    with pytest.raises(Refused):
        store(file=io.BytesIO(data), name="giay-to.pdf", subject="dossier:1",
              owner_id=cast.an.person_id, actor=cast.an, at=AT)  # fmt: skip


def test_a_pdf_with_a_script(db, cast):
    """An active PDF is kept without its script, or refused."""
    data = pdf(
        OpenAction=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    )
    assert b"app.alert" in data
    stored = store(file=io.BytesIO(data), name="a.pdf", subject="dossier:1",
                   owner_id=cast.an.person_id, actor=cast.an, at=AT)  # fmt: skip
    assert stored.sha256
    assert stored.mime == "application/pdf"
