"""The kinds of file that are accepted; the content decides, never the name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

import filetype  # type: ignore[import-untyped]

from motcua.documents import image, pdf
from motcua.documents.refusals import RefusedFile

# As much as `filetype` ever looks at.
_HEAD = 8192


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: `mime` and `suffix` are those of what `clean` writes."""

    mime: str
    suffix: str
    clean: Callable[[BinaryIO, BinaryIO, RefusedFile], None]


def _picture(mime: str, suffix: str, form: image.Format) -> Kind:
    def clean(content: BinaryIO, kept: BinaryIO, refused: RefusedFile) -> None:
        image.clean(content, kept, form, refused)

    return Kind(mime, suffix, clean)


# What `filetype` finds in the first bytes -> the kind.
ACCEPTED: dict[str, Kind] = {
    "application/pdf": Kind("application/pdf", ".pdf", pdf.clean),
    "image/jpeg": _picture("image/jpeg", ".jpg", image.JPEG),
    "image/png": _picture("image/png", ".png", image.PNG),
    "image/webp": _picture("image/jpeg", ".jpg", image.WEBP),
}
# For the `accept` attribute of file fields; as a reader is told.
SUFFIXES = ".pdf,.jpg,.jpeg,.png,.webp"


def kind_of(content: BinaryIO, refused: RefusedFile) -> Kind:
    """Return the accepted kind the content is of.

    Raises
    ------
    Refused
        When it is none of them; the sentence says what it is and how to make it one.
    """
    content.seek(0)
    found = filetype.guess(content.read(_HEAD))
    content.seek(0)
    mime = found.mime if found else ""
    if mime not in ACCEPTED:
        raise refused.wrong_kind(mime)
    return ACCEPTED[mime]
