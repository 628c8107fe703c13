"""What a file says to a reader: the text of a PDF, and the codes in its pictures.

A number painted white on white is text like any other, and a code is read as a phone would read it,
from a picture as from lines drawn on a page. Handwriting, and text that is only a picture, is not
read.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

import pikepdf
import zxingcpp
from PIL import Image

from motcua.documents import pdf_pages, pdf_strings
from motcua.screening.screen import screen

MOST_PAGES = 50
CODE, UNREAD = "code", "unread"


def ways_of_contact(content: BinaryIO, mime: str) -> tuple[str, ...]:
    """Return the kinds of way of contact a kept file holds; `code` is a code that cannot be read
    as a text, which may lead anywhere, `unread` a file whose text cannot be taken out.
    """
    content.seek(0)
    try:
        texts, codes = (
            _of_pdf(content) if mime == "application/pdf" else ([], list(_of_picture(content)))
        )
    except (pikepdf.PikepdfError, pdf_pages.UnreadableError, ValueError, TypeError, OSError):
        return (UNREAD,)
    finally:
        content.seek(0)
    found = {finding.kind.value for text in (*texts, *codes) for finding in screen(text)}
    return tuple(sorted(found | ({CODE} if codes else set())))


def _of_picture(content: BinaryIO) -> Iterator[str]:
    with Image.open(content) as picture:
        yield from codes_of(picture)


def codes_of(picture: Image.Image) -> Iterator[str]:
    """Yield what the codes in a picture say."""
    for code in zxingcpp.read_barcodes(picture.convert("L")):
        yield code.text


def _of_pdf(content: BinaryIO) -> tuple[list[str], list[str]]:
    codes: list[str] = []
    with pikepdf.open(content) as document:
        texts = list(pdf_strings.beside(document))
        for page in islice(document.pages, MOST_PAGES):
            # A picture of its own has more dots than the page it is shown on.
            codes += _codes_in(page.get_images().values())
    for text, picture in pdf_pages.shown(content, MOST_PAGES):
        texts.append(text)
        codes += codes_of(picture) if picture else ()
    return texts, codes


def _codes_in(images: Iterable[Any]) -> Iterator[str]:
    for image in images:
        try:
            yield from codes_of(pikepdf.PdfImage(image).as_pil_image())
        except (pikepdf.PikepdfError, ValueError, NotImplementedError, OSError):
            continue  # no picture a reader could show either
