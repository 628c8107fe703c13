"""Making a PDF inert: scripts, attachments, outside actions and hidden data are taken out.

A signed PDF is kept byte by byte, because any change breaks its signature and an electronic
certified copy lives by it; it is therefore refused when it holds anything active.
"""

import mmap
import shutil
from collections.abc import Iterator
from typing import BinaryIO

import pikepdf
from pikepdf import settings as qpdf
from pikepdf.sanitize import Sanitizer

from motcua.documents.refusals import RefusedFile

# A few kilobytes can unfold to gigabytes. Process-wide, so set once, while modules load.
_UNFOLDED = 256 << 20
qpdf.set_qpdf_limits(
    flate_max_memory=_UNFOLDED,
    run_length_max_memory=_UNFOLDED,
    png_max_memory=_UNFOLDED,
    tiff_max_memory=_UNFOLDED,
    dct_max_memory=_UNFOLDED,
    doc_max_warnings=1000,
)
# A text of a thousand pages has fewer; walking them is our own time (seconds at the limit).
MOST_OBJECTS = 100_000

# ISO 32000-2, table 201: actions that run code, open something else or send something out.
_ACTIVE_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition",
     "/Movie", "/Sound", "/RichMediaExecute", "/GoTo3DView"}
)  # fmt: skip
# Keys that carry code or a file wherever they stand.
_ACTIVE_KEYS = frozenset({"/JS", "/EF", "/XFA", "/RichMediaContent"})

_CLEANER = (
    Sanitizer()
    .remove_javascript()
    .remove_external_access()
    .remove_attachments()
    .remove_multimedia()
    .remove_collection()
    .remove_private_app_data()
    .remove_search_index()
    .remove_thumbnails()
    .remove_web_capture()
)


def clean(content: BinaryIO, kept: BinaryIO, refused: RefusedFile) -> None:
    """Write the inert PDF of a file on disk into `kept`; a signed one as it is.

    Raises
    ------
    Refused
        When it needs a password, cannot be opened, has no page, or stays active.
    """
    try:
        with pikepdf.open(content) as document:
            _clean(document, content, kept, refused)
    except pikepdf.PasswordError as error:
        raise refused.locked() from error
    except (pikepdf.PikepdfError, ValueError, OverflowError, RecursionError, TypeError) as error:
        raise refused.damaged() from error


def _clean(document: pikepdf.Pdf, content: BinaryIO, kept: BinaryIO, refused: RefusedFile) -> None:
    if not len(document.pages):
        raise refused.damaged()
    if len(document.objects) > MOST_OBJECTS:
        raise refused.intricate()
    signed = _signed(document, content)
    if not signed:
        _CLEANER.apply(document)
        _forget_origin(document)
    if _active(document):
        raise refused.active(signed=signed)
    if signed:
        content.seek(0)
        shutil.copyfileobj(content, kept)
    else:
        document.save(kept, deterministic_id=True)


def _forget_origin(document: pikepdf.Pdf) -> None:
    """Drop author, program, dates, XMP and the XML twin of forms."""
    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    form = document.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        del form["/XFA"]
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) and "/Metadata" in thing:
            del thing["/Metadata"]


def _signed(document: pikepdf.Pdf, content: BinaryIO) -> bool:
    """A signature covers ranges of bytes, so its dictionary stands in the file unpacked."""
    content.seek(0)
    with mmap.mmap(content.fileno(), 0, access=mmap.ACCESS_READ) as raw:
        written = raw.find(b"/ByteRange") >= 0
    return written and any("/ByteRange" in thing for thing in _reachable(document))


def is_signed(content: BinaryIO, mime: str) -> bool:
    """Say whether a kept file is a PDF that carries the signature of a person or an agency."""
    if mime != "application/pdf":
        return False
    try:
        with pikepdf.open(content) as document:
            return _signed(document, content)
    finally:
        content.seek(0)


def _active(document: pikepdf.Pdf) -> bool:
    return any(
        str(thing.get("/S", "")) in _ACTIVE_ACTIONS or not _ACTIVE_KEYS.isdisjoint(thing.keys())
        for thing in _reachable(document)
    )


def _reachable(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield the dictionaries a reader can come to, starting at the catalogue."""
    seen: set[tuple[int, int]] = set()
    heap: list[object] = [document.trailer]
    while heap:
        thing = heap.pop()
        if not isinstance(thing, pikepdf.Object):
            continue
        if thing.is_indirect:
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield thing
            heap.extend(value for _, value in thing.items())
        elif isinstance(thing, pikepdf.Array):
            heap.extend(list(thing))
