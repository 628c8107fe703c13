import io
import resource
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from motcua.documents import pdf as cleaning
from motcua.documents.intake import scratch
from motcua.documents.pdf import clean
from motcua.documents.refusals import RefusedFile
from motcua.flow.refusal import Refused
from tests.documents.made import pdf, saved

LINK = String("http://lua-dao.test")
REFUSED = RefusedFile("đơn.pdf", "file")


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))


def cleaned(data: bytes) -> bytes:
    kept = io.BytesIO()
    with scratch() as content:
        content.write(data)
        content.flush()
        clean(content, kept, REFUSED)
    return kept.getvalue()


def code(data: bytes) -> str:
    with pytest.raises(Refused) as no:
        cleaned(data)
    return no.value.refusal.code


def _annotated(**annotation) -> bytes:
    document = pikepdf.new()
    page = document.add_blank_page()
    entry = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **annotation)
    page.obj.Annots = Array([document.make_indirect(entry)])
    return saved(document)


def _with_attachment() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    document.attachments["virus.exe"] = b"MZ-payload"
    return saved(document)


@pytest.mark.parametrize(
    ("data", "trace"),
    [
        (pdf(OpenAction=script()), b"app.alert"),
        (pdf(AA=Dictionary(WC=script())), b"app.alert"),
        (pdf(Names=Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script()])))), b"app.alert"),
        (_annotated(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String("cmd.exe"))), b"cmd.exe"),
        (_annotated(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=LINK)), b"lua-dao"),
        (_annotated(Subtype=Name.Link, A=Dictionary(S=Name.GoTo, Next=script())), b"app.alert"),
        (_annotated(Subtype=Name.Text, AA=Dictionary(E=script())), b"app.alert"),
        (pdf(AcroForm=Dictionary(Fields=Array(), XFA=String("<xfa-script/>"))), b"xfa-script"),
        (_with_attachment(), b"MZ-payload"),
    ],
)  # fmt: skip
def test_active_content_is_taken_out(data: bytes, trace: bytes) -> None:
    assert trace in _unpacked(data), "the trace is there to begin with"
    assert trace not in _unpacked(cleaned(data))


def _unpacked(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as document:
        return saved(document, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable,
                     stream_decode_level=pikepdf.StreamDecodeLevel.generalized)  # fmt: skip


def test_author_and_program_are_forgotten_and_the_pages_stay() -> None:
    document = pikepdf.new()
    document.add_blank_page()
    document.add_blank_page()
    document.docinfo["/Author"] = "Máy của ông An"
    with document.open_metadata() as xmp:
        xmp["dc:creator"] = ["An Synthetic"]
    kept = cleaned(saved(document))
    with pikepdf.open(io.BytesIO(kept)) as after:
        assert len(after.pages) == 2
        assert "/Info" not in after.trailer
        assert "/Metadata" not in after.Root


def test_cleaning_twice_gives_the_same_bytes() -> None:
    assert cleaned(pdf(OpenAction=script())) == cleaned(pdf(OpenAction=script()))


def test_a_password_is_refused_but_a_mere_restriction_is_lifted() -> None:
    document = pikepdf.new()
    document.add_blank_page()
    closed = saved(document, encryption=pikepdf.Encryption(user="u", owner="o"))
    assert code(closed) == "file_locked"
    restricted = saved(document, encryption=pikepdf.Encryption(user="", owner="o"))
    with pikepdf.open(io.BytesIO(cleaned(restricted))) as after:
        assert not after.is_encrypted


def _signed(**catalogue) -> bytes:
    signature = Dictionary(
        Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), ByteRange=Array([0, 1, 2, 3])
    )
    field = Dictionary(FT=Name.Sig, T=String("s"), V=signature)
    return pdf(AcroForm=Dictionary(Fields=Array([field]), SigFlags=3), **catalogue)


def test_a_signed_pdf_is_kept_byte_by_byte() -> None:
    assert cleaned(_signed()) == _signed()


def test_a_signed_pdf_with_a_script_is_refused() -> None:
    assert code(_signed(OpenAction=script())) == "file_active"


def test_a_script_where_no_cleaner_looks_is_refused() -> None:
    assert code(pdf(StructTreeRoot=Dictionary(Odd=Array([Array([script()])])))) == "file_active"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n<html><script>alert(1)</script></html>",
        b"%PDF-1.7\n" + b"\x00" * 5000,
        pdf()[:200],
        saved(pikepdf.new()),
    ],
)
def test_what_is_no_readable_paper_is_refused(data: bytes) -> None:
    assert code(data) == "file_damaged"


def test_a_paper_of_countless_parts_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(cleaning, "MOST_OBJECTS", 50)
    parts = Array([String(str(n)) for n in range(60)])
    document = pikepdf.new()
    document.add_blank_page()
    document.Root.Parts = Array([document.make_indirect(part) for part in parts])
    assert code(saved(document)) == "file_intricate"


def test_a_word_of_signatures_in_the_text_is_no_signature() -> None:
    data = pdf(OpenAction=script(), Odd=String("x/ByteRange"))
    assert b"app.alert" not in _unpacked(cleaned(data))


def _behind_blanks(megabytes: int) -> bytes:
    """Return a good paper whose objects lie behind blanks in a packed object stream."""
    packer = zlib.compressobj(9)
    catalogue, pages = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    table = b"1 0 2 %d 3 %d " % (len(catalogue), len(catalogue) + len(pages))
    blanks = [b" " * (1 << 20)] * megabytes
    parts = [table, *blanks, catalogue, pages, page]
    packed = b"".join([packer.compress(part) for part in parts] + [packer.flush()])
    first = len(table) + (megabytes << 20)
    stream = b"5 0 obj <</Type/ObjStm/N 3/First %d/Filter/FlateDecode/Length %d>>\nstream\n"
    body = b"%PDF-1.7\n" + stream % (first, len(packed)) + packed + b"\nendstream endobj\n"
    rows = b"".join(b"\x02\x00\x00\x00\x05" + bytes([n]) for n in range(3))
    rows += b"\x00" * 6 + b"\x01" + (9).to_bytes(4, "big") + b"\x00"
    xref = b"6 0 obj <</Type/XRef/Size 7/W[1 4 1]/Index[1 5]/Root 1 0 R/Length 30>>\nstream\n"
    end = b"\nendstream endobj\nstartxref\n%d\n" % len(body) + b"%%EOF"
    return body + xref + rows + end


@pytest.mark.slow
def test_an_object_stream_that_unfolds_beyond_measure_is_refused() -> None:
    """600 megabytes of blanks in 0.6: the limit, not the form, is what refuses them."""
    with pikepdf.open(io.BytesIO(cleaned(_behind_blanks(1)))) as after:
        assert len(after.pages) == 1
    bomb = _behind_blanks(600)
    assert len(bomb) < 1 << 20
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert code(bomb) == "file_damaged"
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 400 << 10, "kilobytes of memory"
