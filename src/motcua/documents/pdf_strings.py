"""The strings of a PDF, taken from its objects: what pages paint, and what stands beside them."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pikepdf

MOST_STRINGS = 20_000
_BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BFRANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BESIDE = ("/Contents", "/V", "/TU", "/RC")


def painted(page: pikepdf.Page) -> str:
    """Return what a page paints, in the order it paints it, whatever the colour.

    Text within a form of the page (ISO 32000-2, 8.10) is not followed; `pdf_pages` does.
    """
    return " ".join(islice(_strings(page), MOST_STRINGS))


def beside(document: pikepdf.Pdf) -> Iterator[str]:
    """Yield notes, values of form fields, and titles of the outline: a reader shows them, too."""
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary):
            for key in (*_BESIDE, "/Title"):
                value = thing.get(key)
                if isinstance(value, pikepdf.String):
                    yield str(value)


def _strings(page: pikepdf.Page) -> Iterator[str]:
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
