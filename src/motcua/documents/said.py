"""What a file says to a reader: the text of a PDF, and the codes in its pictures.

A number painted white on white is text like any other, and a code in a picture is read as a phone
would read it. Codes drawn as lines instead of pixels are not found.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

import pikepdf
import zxingcpp
from PIL import Image

from motcua.screening.screen import screen

MOST_PAGES = 50
MOST_STRINGS = 20_000
_BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BFRANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
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
    except (pikepdf.PikepdfError, ValueError, TypeError, OSError):
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
    texts: list[str] = []
    codes: list[str] = []
    with pikepdf.open(content) as document:
        for page in islice(document.pages, MOST_PAGES):
            texts.append(" ".join(islice(_strings(page), MOST_STRINGS)))
            for image in page.get_images().values():
                codes += _codes_in(image)
    return texts, codes


def _codes_in(image: Any) -> list[str]:
    try:
        return list(codes_of(pikepdf.PdfImage(image).as_pil_image()))
    except (pikepdf.PikepdfError, ValueError, NotImplementedError, OSError):
        return []  # no picture a reader could show either


def _strings(page: pikepdf.Page) -> Iterator[str]:
    """Yield the strings a page shows, in the order it shows them, whatever their colour."""
    resources: Any = page.obj.get("/Resources", {})
    fonts: Any = resources.get("/Font", {})
    maps = {str(name): _to_unicode(font) for name, font in fonts.items()}
    current: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        verb = str(instruction.operator)
        if verb == "Tf":
            current = maps.get(str(operands[0]), {})
        elif verb in ("Tj", "'", '"'):
            yield _decoded(bytes(operands[-1]), current)
        elif verb == "TJ":
            shown = [part for part in operands[0] if isinstance(part, pikepdf.String)]
            yield "".join(_decoded(bytes(part), current) for part in shown)


def _decoded(raw: bytes, known: dict[int, str]) -> str:
    if not known:
        return raw.decode("latin-1")
    two = max(known) > 255 or (len(raw) % 2 == 0 and raw[:1] == b"\0")
    width = 2 if two else 1
    codes = (int.from_bytes(raw[at : at + width]) for at in range(0, len(raw), width))
    return "".join(known.get(code, "") for code in codes)


def _to_unicode(font: pikepdf.Object) -> dict[int, str]:
    """Read a font's ToUnicode map (ISO 32000-2, 9.10.3); empty without one."""
    if "/ToUnicode" not in font:
        return {}
    table = font["/ToUnicode"].read_bytes()
    known: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
        for code, text in _BFCHAR.findall(block):
            known[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be", "ignore")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, text in _BFRANGE.findall(block):
            start, begins = int(first, 16), int(text, 16)
            for step in range(min(int(last, 16) - start + 1, 65536)):
                known[start + step] = chr(begins + step) if begins + step < 0x110000 else ""
    return known
