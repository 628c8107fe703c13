import io
import os
from datetime import timedelta
from pathlib import Path

import pytest

from motcua.documents.actions.store import store
from motcua.documents.actions.sweep import WAIT, sweep
from motcua.documents.actions.sweep_strays import sweep_strays
from motcua.documents.models import File
from motcua.dossiers.models import Paper
from motcua.events.models import Event
from tests.builders import a_draft
from tests.documents.made import AT, pdf, picture

LATER = AT + WAIT + timedelta(seconds=1)


@pytest.fixture
def keep(owner, actor):
    def _keep(data: bytes, subject: str = "dossier:1") -> File:
        return store(file=io.BytesIO(data), name="a.pdf", owner_id=owner.pk, subject=subject,
                     actor=actor, at=AT)  # fmt: skip

    return _keep


def held(papers: Path) -> list[str]:
    return [path.name for path in papers.rglob("*") if path.is_file()]


def test_a_forgotten_file_goes_with_its_bytes(keep, actor, papers: Path) -> None:
    file = keep(pdf())
    assert sweep(actor=actor, at=AT + WAIT) == 0, "too early"
    assert sweep(actor=actor, at=LATER) == 1
    assert held(papers) == []
    assert list(Event.objects.filter(subject="file", subject_id=file.pk).values_list("kind", flat=True)) == [
        "file_stored", "file_removed",
    ]  # fmt: skip
    assert sweep(actor=actor, at=LATER) == 0


def test_bytes_stay_while_another_file_keeps_them(keep, actor, papers: Path) -> None:
    keep(pdf(), "dossier:1")
    File.objects.bulk_create([_newer(File.objects.get())])
    assert sweep(actor=actor, at=LATER) == 1
    assert held(papers) == [File.objects.get().sha256]


def _newer(file: File) -> File:
    return File(
        sha256=file.sha256, sha256_received=file.sha256_received, size=file.size, mime=file.mime,
        name=file.name, owner_id=file.owner_id, subject="dossier:2", created_at=LATER,
    )  # fmt: skip


def test_whatever_a_row_points_to_stays(keep, actor, cast, monday) -> None:
    """Also for tables this package has never heard of."""
    linked = keep(pdf())
    keep(picture())
    Paper.objects.create(
        dossier=a_draft(cast, at=monday), key="form", file=linked, source="scanned", added_at=AT
    )
    assert sweep(actor=actor, at=LATER) == 1
    assert File.objects.filter(subject="dossier:1").get() == linked


def test_bytes_without_a_row_go_after_a_while(keep, papers: Path) -> None:
    kept = keep(pdf()).sha256
    folder = papers / kept[:2]
    stray, torn = folder / "aa" / (kept[:2] + "aa" + "0" * 60), folder / "aa" / ".incoming-x"
    for path in (stray, torn):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
        os.utime(path, (AT.timestamp(), AT.timestamp()))
    os.utime(folder / kept[2:4] / kept, (AT.timestamp(), AT.timestamp()))
    assert sweep_strays(folder=kept[:2], at=AT + WAIT - timedelta(seconds=1)) == 0
    assert sweep_strays(folder=kept[:2], at=LATER) == 2
    assert held(papers) == [kept]


def test_a_folder_that_does_not_exist_holds_nothing() -> None:
    assert sweep_strays(folder="zz", at=LATER) == 0
