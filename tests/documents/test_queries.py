import io

import pytest

from motcua.documents import queries
from motcua.documents.actions.reuse import reuse
from motcua.documents.actions.store import store
from motcua.documents.models import File
from motcua.documents.serving import serve
from motcua.flow.refusal import Refused
from tests.documents.made import AT, pdf, picture


@pytest.fixture
def file(owner, actor) -> File:
    return store(file=io.BytesIO(pdf()), name='Đơn "2".pdf', owner_id=owner.pk, subject="dossier:1",
                 actor=actor, at=AT)  # fmt: skip


def test_a_file_is_found_only_among_allowed_subjects(file) -> None:
    assert queries.find(file.pk, subjects={"dossier:1"}) == queries.stored(file)
    assert queries.of_subject("dossier:1") == [queries.stored(file)]
    for subjects in ({"dossier:2"}, {"dossier:11"}, {"dossier:"}, set()):
        assert queries.find(file.pk, subjects=subjects) is None
    assert queries.find(file.pk + 1, subjects={"dossier:1"}) is None


def test_a_paper_is_used_again_without_being_asked_again(file, actor) -> None:
    again = reuse(file_id=file.pk, subjects={"dossier:1"}, subject="dossier:2", actor=actor, at=AT)
    assert (again.sha256, again.subject, again.owner_id) == (
        file.sha256,
        "dossier:2",
        file.owner_id,
    )
    assert (
        reuse(file_id=file.pk, subjects={"dossier:1"}, subject="dossier:2", actor=actor, at=AT)
        == again
    )


def test_nobody_uses_what_they_may_not_see(file, actor) -> None:
    for file_id, subjects in ((file.pk, {"dossier:3"}), (file.pk + 9, {"dossier:1"})):
        with pytest.raises(Refused) as no:
            reuse(file_id=file_id, subjects=subjects, subject="dossier:3", actor=actor, at=AT)
        assert no.value.refusal.code == "file_absent"


def test_a_file_is_sent_so_that_nothing_in_it_can_act(file) -> None:
    response = serve(queries.stored(file))
    body = b"".join(response.streaming_content)
    response.close()
    assert len(body) == file.size == int(response["Content-Length"])
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%C4%90%C6%A1n%20_2_.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "allow-scripts" not in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-cache"
    assert response["ETag"] == f'"{file.sha256}"'


def test_a_picture_is_shown_in_place_when_asked(owner, actor) -> None:
    file = store(file=io.BytesIO(picture("PNG")), name="a.png", owner_id=owner.pk, subject="dossier:1",
                 actor=actor, at=AT)  # fmt: skip
    response = serve(queries.stored(file), inline=True)
    response.close()
    assert response["Content-Disposition"] == 'inline; filename="a.png"'
    assert response["Content-Type"] == "image/png"
