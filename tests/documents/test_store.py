import hashlib
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from motcua.documents import contents, queries
from motcua.documents.actions.store import store
from motcua.documents.models import File
from motcua.events.models import Event
from motcua.flow.refusal import Refused
from motcua.identity.models import Person
from tests.documents.made import AT, pdf, picture


class Finds:
    """A scanner that knows one malware."""

    def finding(self, content) -> str | None:
        return "Eicar-Test" if b"EICAR" in content.read() else None


@pytest.fixture
def keep(owner, actor):
    def _keep(data: bytes, name: str = "đơn.pdf", subject: str = "dossier:1", **how) -> File:
        given = {"owner_id": owner.pk, "actor": actor, "at": AT} | how
        return store(file=io.BytesIO(data), name=name, subject=subject, **given)

    return _keep


def held(papers: Path) -> list[str]:
    return [path.name for path in papers.rglob("*") if path.is_file()]


def test_what_comes_in_lies_under_its_fingerprint(keep, papers: Path) -> None:
    data = pdf()
    file = keep(data, name="../Giấy khai sinh.PDF")
    assert file.sha256_received == hashlib.sha256(data).hexdigest()
    assert held(papers) == [file.sha256]
    kept = (papers / file.sha256[:2] / file.sha256[2:4] / file.sha256).read_bytes()
    assert hashlib.sha256(kept).hexdigest() == file.sha256
    assert (file.size, file.mime, file.name) == (len(kept), "application/pdf", "Giấy khai sinh.pdf")
    event = Event.objects.get(subject="file", subject_id=file.pk)
    assert (event.kind, event.data["subject"], event.data["sha256"]) == (
        "file_stored",
        "dossier:1",
        file.sha256,
    )


def test_the_same_file_again_is_the_same_row(keep, papers: Path) -> None:
    assert keep(pdf()) == keep(pdf())
    assert Event.objects.filter(subject="file").count() == 1


def test_the_same_content_elsewhere_is_another_row_and_no_more_bytes(keep, papers: Path) -> None:
    other = Person.objects.create(login="binh", full_name="Người Khác Mẫu")
    rows = {
        keep(pdf()),
        keep(pdf(), subject="dossier:2"),
        keep(pdf(), owner_id=other.pk),
        keep(pdf(), "b.pdf"),
    }
    assert len(rows) == 4
    assert len(held(papers)) == 1


def test_an_upload_of_django_is_taken_as_it_is(owner, actor) -> None:
    upload = SimpleUploadedFile("ảnh.jpeg", picture("JPEG"), content_type="text/html")
    file = store(
        file=upload, name=upload.name, owner_id=owner.pk, subject="dossier:1", actor=actor, at=AT
    )
    assert (file.mime, file.name) == ("image/jpeg", "ảnh.jpg")


def test_the_rest_of_a_write_that_was_cut_off_is_written_anew(keep, papers: Path) -> None:
    sha256 = keep(pdf()).sha256
    path = papers / sha256[:2] / sha256[2:4] / sha256
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    keep(pdf(), subject="dossier:2")
    assert path.read_bytes() == whole


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "file_empty"), (b"<html>", "file_wrong_kind"), (b"%PDF-1.4 nothing", "file_damaged"),
     (b"%PDF-1.4 EICAR", "file_infected"), (b"%PDF-" + b"x" * 2_000, "file_too_large")],
)  # fmt: skip
def test_a_refused_file_leaves_nothing_behind(
    keep, papers: Path, settings, data: bytes, code: str
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 2_000
    settings.UPLOAD_SCANNER = f"{__name__}.Finds"
    with pytest.raises(Refused) as no:
        keep(data, "evil\u202e\x00.pdf", where="papers.form")
    assert (no.value.refusal.code, no.value.refusal.where) == (code, "papers.form")
    assert "“evil.pdf”" in no.value.refusal.text.vi
    assert held(papers) == []
    assert not File.objects.exists()
    assert not Event.objects.exists()


def test_a_scanner_that_cannot_answer_keeps_the_file_out(keep, settings, papers: Path) -> None:
    settings.UPLOAD_SCANNER = f"{__name__}.Broken"
    with pytest.raises(ConnectionError):
        keep(pdf())
    assert held(papers) == []


class Broken:
    def finding(self, content) -> str | None:
        raise ConnectionError("no scanner")


def test_the_database_changes_no_file(keep) -> None:
    file = keep(pdf())
    with pytest.raises(IntegrityError, match="never updated"), transaction.atomic():
        File.objects.filter(pk=file.pk).update(subject="dossier:2")


def test_lost_and_changed_bytes_are_found(keep, papers: Path) -> None:
    good, changed, lost = (keep(picture(size=(n, 9)), f"{n}.jpg") for n in (8, 9, 10))
    path = papers / changed.sha256[:2] / changed.sha256[2:4] / changed.sha256
    path.write_bytes(b"x" * changed.size)
    contents.remove(lost.sha256)
    assert queries.damaged() == ([changed.pk, lost.pk], lost.pk)
    assert queries.damaged(after=lost.pk) == ([], 0)
    with pytest.raises(contents.ContentLostError):
        queries.content(queries.stored(lost))
    with queries.content(queries.stored(good)) as opened:
        assert len(opened.read()) == good.size
