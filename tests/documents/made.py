"""Papers made on the spot."""

import io
from datetime import UTC, datetime

import pikepdf
from PIL import Image

AT = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)


def pdf(**catalogue) -> bytes:
    """A page, with what is given in the catalogue."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    for key, value in catalogue.items():
        document.Root[f"/{key}"] = document.make_indirect(value)
    return saved(document)


def saved(document: pikepdf.Pdf, **how) -> bytes:
    out = io.BytesIO()
    # The same paper twice is the same bytes; qpdf cannot promise that of encrypted ones.
    document.save(out, deterministic_id="encryption" not in how, **how)
    return out.getvalue()


def picture(
    form: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (40, 30), **how
) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 120).save(out, form, **how)
    return out.getvalue()


def saying(words: str) -> bytes:
    """A page that shows words, in a font without a ToUnicode map."""
    document = pikepdf.new()
    page = document.add_blank_page()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.obj.Contents = document.make_stream(f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET".encode())
    return saved(document)
