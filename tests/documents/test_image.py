import io
import struct
import zlib

import pytest
from PIL import Image

from motcua.documents import image
from motcua.documents.refusals import RefusedFile
from motcua.flow.refusal import Refused
from tests.documents.made import picture

REFUSED = RefusedFile("ảnh.jpg", "file")
LATITUDE = b"21.0285-synthetic"


def cleaned(data: bytes, kind: image.Format) -> bytes:
    kept = io.BytesIO()
    image.clean(io.BytesIO(data), kept, kind, REFUSED)
    return kept.getvalue()


def code(data: bytes, kind: image.Format = image.JPEG) -> str:
    with pytest.raises(Refused) as no:
        cleaned(data, kind)
    return no.value.refusal.code


def _exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = LATITUDE.decode()
    exif.get_ifd(0x8825)[1] = "N"
    return exif


@pytest.mark.parametrize(
    ("form", "kind"), [("JPEG", image.JPEG), ("PNG", image.PNG), ("WEBP", image.WEBP)]
)
@pytest.mark.parametrize("orientation", [1, 6])
def test_place_and_camera_are_forgotten_and_the_picture_stands_upright(
    form: str, kind: image.Format, orientation: int
) -> None:
    data = picture(form, exif=_exif(orientation))
    assert LATITUDE in data
    kept = cleaned(data, kind)
    assert LATITUDE not in kept
    with Image.open(io.BytesIO(kept)) as after:
        assert not dict(after.getexif())
        assert after.size == ((40, 30) if orientation == 1 else (30, 40))


def test_what_hangs_on_behind_the_picture_is_cut_off() -> None:
    assert b"<script>" not in cleaned(picture() + b"<script>alert(1)</script>", image.JPEG)


def test_comments_in_a_picture_are_forgotten() -> None:
    assert b"<?php" not in cleaned(picture("JPEG", comment=b"<?php x"), image.JPEG)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_of_png_is_kept(mode: str) -> None:
    with Image.open(io.BytesIO(cleaned(picture("PNG", mode), image.PNG))) as after:
        assert after.size == (40, 30)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_every_mode_of_jpeg_is_kept(mode: str) -> None:
    with Image.open(io.BytesIO(cleaned(picture("JPEG", mode), image.JPEG))) as after:
        assert after.mode == mode


def test_pixels_of_a_png_do_not_change() -> None:
    source = Image.effect_noise((50, 50), 90)
    out = io.BytesIO()
    source.save(out, "PNG")
    with Image.open(io.BytesIO(cleaned(out.getvalue(), image.PNG))) as after:
        assert after.tobytes() == source.tobytes()


def test_what_shone_through_becomes_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "WEBP", lossless=True)
    with Image.open(io.BytesIO(cleaned(out.getvalue(), image.WEBP))) as after:
        assert after.getpixel((4, 4)) == (255, 255, 255)


def _png_claiming(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [8_950, 9_500, 50_000])
def test_a_picture_that_unfolds_to_gigabytes_is_refused_before_it_unfolds(side: int) -> None:
    assert code(_png_claiming(side, side), image.PNG) == "file_too_many_pixels"


@pytest.mark.parametrize(
    "data", [picture()[:300], picture()[:60], b"\xff\xd8\xff\xe0" + b"\x00" * 40]
)
def test_a_torn_picture_is_refused(data: bytes) -> None:
    assert code(data) == "file_damaged"


def test_a_moving_picture_is_refused() -> None:
    frames = [Image.new("RGB", (9, 9), c) for c in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    assert code(out.getvalue(), image.PNG) == "file_moving"
