"""Making a picture anew: only its pixels are kept, upright, without place, camera or comment."""

from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from motcua.documents.refusals import RefusedFile

# A3 at 600 dpi has 70 million pixels; each takes 3 or 4 bytes while it is worked on.
MOST_PIXELS = 80_000_000
_ORIENTATION = 0x0112
_QUALITY = 90


@dataclass(frozen=True, slots=True)
class Format:
    """How Pillow reads a kind of picture and writes it anew."""

    reads: str
    writes: str


# Some phones write several views into one JPEG ("MPO"); the first is the picture.
JPEG = Format("JPEG", "JPEG")
PNG = Format("PNG", "PNG")
# Kept as JPEG: every office program opens it.
WEBP = Format("WEBP", "JPEG")


def clean(content: BinaryIO, kept: BinaryIO, kind: Format, refused: RefusedFile) -> None:
    """Write the picture anew into `kept`.

    Raises
    ------
    Refused
        When it cannot be decoded, moves, or unfolds to more than `MOST_PIXELS`.
    """
    try:
        with Image.open(content, formats=(kind.reads,)) as picture:
            _check(picture, refused)
            _write(picture, kept, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refused.too_many_pixels(MOST_PIXELS) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise refused.damaged() from error


def _check(picture: Image.Image, refused: RefusedFile) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise refused.too_many_pixels(MOST_PIXELS)
    if getattr(picture, "is_animated", False) and picture.format != "MPO":
        raise refused.moving()


def _write(picture: Image.Image, kept: BinaryIO, kind: Format) -> None:
    picture.load()
    if kind.writes == "PNG":
        _pixels(picture).save(kept, "PNG")
    elif picture.format == "JPEG" and picture.getexif().get(_ORIENTATION, 1) == 1:
        # The same tables again: no second loss.
        picture.info.clear()
        picture.save(kept, "JPEG", quality="keep", exif=b"", comment=b"")
    else:
        _on_white(_pixels(picture)).save(kept, "JPEG", quality=_QUALITY)


def _pixels(picture: Image.Image) -> Image.Image:
    """Return the picture upright and without anything written beside the pixels."""
    upright = ImageOps.exif_transpose(picture)
    bare = Image.new(upright.mode, upright.size)
    if upright.mode == "P":
        return _pixels(upright.convert("RGBA" if "transparency" in upright.info else "RGB"))
    bare.paste(upright)
    return bare


def _on_white(picture: Image.Image) -> Image.Image:
    """JPEG knows no transparency; what shone through becomes paper."""
    if picture.mode not in {"RGBA", "LA"}:
        return picture if picture.mode in {"L", "RGB", "CMYK"} else picture.convert("RGB")
    opaque = picture.convert("RGBA")
    paper = Image.new("RGB", opaque.size, "white")
    paper.paste(opaque, mask=opaque.getchannel("A"))
    return paper
