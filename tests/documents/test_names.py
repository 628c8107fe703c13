import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from motcua.documents.names import FALLBACK, display_name

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Giấy khai sinh.pdf", "Giấy khai sinh.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\an\\don.docx", "don.pdf"),
        ("don.pdf.exe", "don.pdf"),
        ("don\x00.pdf", "don.pdf"),
        ("don\u202efdp.exe", "donfdp.pdf"),
        ("Điều 5.2", "Điều 5.2.pdf"),
        ("", f"{FALLBACK}.pdf"),
        ("...", f"{FALLBACK}.pdf"),
        ("/", f"{FALLBACK}.pdf"),
        ("CON", "_CON.pdf"),
        ("com1.txt", "_com1.txt.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie_ x=1.pdf"),
        ('a"; filename="b.exe', "a__ filename=_b.pdf"),
        ("e\u0302\u0301.png", "\u1ebf.pdf"),
        ("\ud800don.pdf", "don.pdf"),
    ],
)
def test_the_name_is_made_safe_and_stays_readable(raw: str, shown: str) -> None:
    assert display_name(raw, ".pdf") == shown


def test_a_refusal_shows_the_name_with_its_own_suffix() -> None:
    assert display_name("../phim.mp4\x00", "") == "_phim.mp4"
    assert display_name("virus.exe", "") == "virus.exe"


@given(st.text(max_size=400))
@example("0 \x08 0")
def test_no_name_is_dangerous(raw: str) -> None:
    name = display_name(raw, ".pdf")
    assert name.endswith(".pdf")
    assert 4 < len(name) <= 115
    assert len(name.encode()) <= 205
    assert not set(name) & set('/\\<>:"|?*\x00')
    assert not {unicodedata.category(c) for c in name} & {"Cc", "Cf", "Cs", "Co", "Cn"}
    assert display_name(name, ".pdf") == name, "a safe name stays as it is"
