"""The commands: files in, versions out, errors with file and line."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner

from motcua.catalogue import queries, shipped
from motcua.catalogue.cli import app
from motcua.identity.actor import Actor
from motcua.identity.models import Appointment
from motcua.identity.roles import Role

FILE = "certification/2.000815-certified-copy.yaml"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """One shipped procedure with the shared pieces, free to be changed."""
    for shelf in shipped.folder().glob("_*.yaml"):
        (tmp_path / shelf.name).write_text(shelf.read_text("utf-8"), "utf-8")
    copytree(shipped.folder() / "certification", tmp_path / "certification")
    return tmp_path


@pytest.fixture
def posts(editor: Actor, publisher: Actor) -> None:
    for actor, role in ((editor, Role.EDITOR), (publisher, Role.PUBLISHER)):
        Appointment.objects.create(
            person_id=actor.person_id, office="centre", role=role, valid_from=date(2020, 1, 1)
        )


def run(*words: str | Path, ok: bool = True) -> str:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert (result.exit_code == 0) is ok, result.output
    return result.output


def test_check_says_how_many_are_sound() -> None:
    assert f"{len(shipped.checked())} procedures, no errors" in run("check")


def test_check_names_file_line_and_reason(place: Path) -> None:
    file = place / FILE
    file.write_text(file.read_text("utf-8").replace("role: head", "role: mayor"), "utf-8")
    for where in (place, file):
        output = run("check", where, ok=False)
        assert f"{FILE}:61: route.1.role: 'mayor' is not known here" in output
        assert "1 error." in output
    assert "does not exist" in run("check", place / "nowhere", ok=False)


@pytest.mark.usefixtures("posts")
def test_from_file_to_published_version(place: Path) -> None:
    assert "4 proposed" in run("import", place, "--as", "bien.tap")
    assert "2.000815" in run("proposals")
    assert "does not hold the permission" in run(
        "publish", "2.000815", "--as", "bien.tap", ok=False
    )
    assert "4 published" in run("publish", "--all", "--as", "cong.bo")
    assert "nothing new" in run("import", place, "--as", "bien.tap")

    file = place / FILE
    text = (
        file.read_text("utf-8")
        .replace("2025-07-01", "2026-09-01")
        .replace("amount: 2000", "amount: 2500")
    )
    file.write_text(text, "utf-8")
    assert "~ fee.amount: 2000 -> 2500" in run("diff", "2.000815", place)
    assert "1 proposed" in run("import", file, "--as", "bien.tap")
    assert "~ fee.amount: 2000 -> 2500" in run("diff", "2.000815")
    assert "is turned down" in run("turn-down", "2.000815", "wrong basis", "--as", "cong.bo")
    assert queries.proposals() == []
    assert "no proposal waiting" in run("publish", "2.000815", "--as", "cong.bo", ok=False)


@pytest.mark.usefixtures("db")
def test_strangers_and_unknown_codes_are_told() -> None:
    assert "nobody has the login" in run("import", "--as", "nobody", ok=False)
    assert "has no procedure" in run("diff", "9.999999", ok=False)


def test_publish_wants_one_code_or_all(posts: None) -> None:
    assert "name one code" in run("publish", "--as", "cong.bo", ok=False)


def test_the_schema_can_be_printed() -> None:
    assert '"A procedure of the catalogue"' in run("schema")


@pytest.mark.usefixtures("posts")
def test_versions_of_one_procedure_come_in_one_after_the_other(place: Path) -> None:
    text = (place / FILE).read_text("utf-8").replace("2025-07-01", "2026-09-01")
    (place / FILE.replace("copy", "copy-2026")).write_text(
        text.replace("amount: 2000", "amount: 2500"), "utf-8"
    )
    first = run("import", place, "--as", "bien.tap")
    assert "4 proposed" in first
    assert "import again when it is published: 2.000815" in " ".join(first.split())
    run("publish", "--all", "--as", "cong.bo")
    assert "1 proposed: 2.000815" in run("import", place, "--as", "bien.tap")
    run("publish", "--all", "--as", "cong.bo")
    assert "nothing new" in run("import", place, "--as", "bien.tap")
