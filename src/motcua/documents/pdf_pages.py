"""The pages of a PDF as a reader shows them: their text in any font, and their picture (by PDFium)."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

import pypdfium2
from PIL import Image

# A code of 2 cm has some 250 pixels then; a poster of any size still fits.
_DPI, _MOST_PIXELS = 150, 2200
MOST_PICTURES = 20


class UnreadableError(Exception):
    """PDFium cannot open what the cleaner has let through."""


def shown(content: BinaryIO, most_pages: int) -> Iterator[tuple[str, Image.Image | None]]:
    """Yield the text of each page, and for the first `MOST_PICTURES` of them the picture.

    Raises
    ------
    UnreadableError
        When it is no PDF to PDFium.
    """
    content.seek(0)
    try:
        document = pypdfium2.PdfDocument(content.read())
    except pypdfium2.PdfiumError as error:
        raise UnreadableError from error
    try:
        for number, page in enumerate(islice(document, most_pages)):
            yield _text(page), _picture(page) if number < MOST_PICTURES else None
            page.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableError from error
    finally:
        document.close()


def _text(page: Any) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_range())
    finally:
        text.close()


def _picture(page: Any) -> Image.Image:
    scale = min(_DPI / 72, _MOST_PIXELS / max(*page.get_size(), 1))
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return picture
