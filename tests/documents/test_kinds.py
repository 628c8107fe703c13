import io
import zipfile

import pytest

from motcua.documents.kinds import ACCEPTED, kind_of
from motcua.documents.refusals import RefusedFile
from motcua.flow.refusal import Refused
from tests.documents.made import pdf, picture

REFUSED = RefusedFile("giấy tờ.pdf", "file")


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>" * 50)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (pdf(), "application/pdf"),
        (picture("JPEG"), "image/jpeg"),
        (picture("PNG"), "image/png"),
        (picture("WEBP"), "image/jpeg"),
    ],
)
def test_the_content_decides(data: bytes, mime: str) -> None:
    assert kind_of(io.BytesIO(data), REFUSED).mime == mime


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1" + b"\x00" * 64


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"<html><script>alert(1)</script>", "Scan or photograph"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "Scan or photograph"),
        (b"MZ\x90\x00" + b"\x00" * 200, "Scan or photograph"),
        (b"\x7fELF" + b"\x00" * 200, "Scan or photograph"),
        (b"#!/bin/sh\nrm -rf /\n", "Scan or photograph"),
        (b" " * 100 + b"%PDF-1.7\n", "Scan or photograph"),
        (b"\x00", "Scan or photograph"),
        (HEIC, "Save or share the picture as JPEG"),
        (picture("GIF"), "Save the picture as JPEG or PNG"),
        (picture("TIFF"), "Save the picture as JPEG or PNG"),
        (_zip("a.txt"), "Unpack it"),
        (_zip("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/vbaProject.bin"),
         "Save as PDF"),
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_a_way_out(data: bytes, advice: str) -> None:
    with pytest.raises(Refused) as no:
        kind_of(io.BytesIO(data), REFUSED)
    assert no.value.refusal.code == "file_wrong_kind"
    assert advice in no.value.refusal.text.en
    assert "giấy tờ.pdf" in no.value.refusal.text.vi


def test_what_browsers_act_on_is_never_accepted() -> None:
    assert not {"text/html", "image/svg+xml", "application/xml"} & set(ACCEPTED)
