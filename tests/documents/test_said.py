"""A number hidden in a PDF and a code in a picture are found."""

import io

import pikepdf
import pytest
import segno
from PIL import Image

from motcua.documents.names import neutral_name
from motcua.documents.said import CODE, ways_of_contact


def png_of(text: str) -> bytes:
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="png", scale=6)
    return out.getvalue()


def pdf_of(stream: bytes, image: bytes | None = None) -> io.BytesIO:
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(600, 800))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    if image:
        picture = Image.open(io.BytesIO(image)).convert("L")
        held = pikepdf.Stream(document, picture.tobytes())
        held.Type, held.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        held.Width, held.Height = picture.size
        held.ColorSpace, held.BitsPerComponent = pikepdf.Name.DeviceGray, 8
        page.obj.Resources.XObject = pikepdf.Dictionary(Im0=held)
    page.obj.Contents = document.make_stream(stream)
    out = io.BytesIO()
    document.save(out)
    return out


@pytest.mark.parametrize(
    "stream",
    [
        b"BT /F1 12 Tf (Goi toi 0912 345 678) Tj ET",
        b"BT /F1 12 Tf 1 1 1 rg (0912345678) Tj ET",  # white on white
        b"BT /F1 12 Tf [(09) -20 (12) 5 (345) (678)] TJ ET",
        b"BT /F1 1 Tf 3 Tr (khong chin mot hai ba bon nam sau bay tam) Tj ET",  # not painted at all
    ],
)
def test_a_number_in_a_pdf(stream):
    assert ways_of_contact(pdf_of(stream), "application/pdf") == ("phone",)


def test_a_number_in_a_note_beside_the_page():
    document = pikepdf.open(pdf_of(b""))
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[0, 0, 99, 99],
        Contents=pikepdf.String("Gọi tôi 0912 345 678"),
    )  # fmt: skip
    document.pages[0].obj.Annots = document.make_indirect([document.make_indirect(note)])
    out = io.BytesIO()
    document.save(out)
    assert ways_of_contact(out, "application/pdf") == ("phone",)


def test_a_number_within_a_form_of_the_page():
    document = pikepdf.open(pdf_of(b"/Fm0 Do"))
    page = document.pages[0]
    form = document.make_stream(b"BT /F1 12 Tf 50 500 Td (0912 345 678) Tj ET")
    form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 600, 800]
    form.Resources = page.obj.Resources
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fm0=form))
    out = io.BytesIO()
    document.save(out)
    assert ways_of_contact(out, "application/pdf") == ("phone",)


def test_a_code_drawn_as_lines():
    out = io.BytesIO()
    segno.make("https://zalo.me/0912345678").save(out, kind="pdf", scale=4)
    assert CODE in ways_of_contact(out, "application/pdf")


def test_an_innocent_pdf():
    assert ways_of_contact(pdf_of(b"BT /F1 12 Tf (Ngay 25/08/2026) Tj ET"), "application/pdf") == ()


def test_a_code_in_a_picture_and_in_a_pdf():
    png = png_of("https://zalo.me/0912345678")
    assert CODE in ways_of_contact(io.BytesIO(png), "image/png")
    assert "link" in ways_of_contact(io.BytesIO(png), "image/png")
    found = ways_of_contact(pdf_of(b"q 200 0 0 200 50 50 cm /Im0 Do Q", png), "application/pdf")
    assert CODE in found


@pytest.mark.parametrize(
    "raw",
    [
        "Nguyễn Mẫu An - căn cước.pdf",
        "nguyen_mau_an.pdf",
        "0912345678.pdf",
        "zalo 0912.345.678.pdf",
    ],
)
def test_a_name_that_names_somebody_becomes_neutral(raw):
    assert neutral_name(raw, ".pdf", "Nguyễn Mẫu An") == "tai-lieu.pdf"


def test_other_names_stay():
    assert neutral_name("to-khai_2026.pdf", ".pdf", "Nguyễn Mẫu An") == "to-khai_2026.pdf"
