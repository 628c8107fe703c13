"""The first people, made on the server's own command line."""

import pytest
from django.utils import timezone
from typer.testing import CliRunner

from motcua.identity.actions.hand_out import use_code
from motcua.identity.models import Appointment, Official, Person
from motcua.site.people import app

GIVEN = ["--name", "Mẫu Quản Trị", "--password", "một câu rất dài và dễ nhớ"]


def run(*words):
    return CliRunner().invoke(app, list(words))


def test_two_administrators_each_with_a_code(db):
    first = run("administrator", "quan-tri-1", *GIVEN)
    assert first.exit_code == 0, first.output
    assert "second administrator" in first.output
    second = run("administrator", "quan-tri-2", *GIVEN)
    assert "second administrator" not in second.output
    assert Appointment.objects.filter(role="administrator").count() == 2
    person = Person.objects.get(login="quan-tri-1")
    assert Official.objects.get(person=person).must_use_totp
    code = first.output.split("second factor: ")[1].split(" ")[0]
    assert use_code(person_id=person.pk, typed=code, at=timezone.now())


def test_another_code_is_printed_and_voids_the_first(db):
    first = run("administrator", "quan-tri-1", *GIVEN).output
    code = first.split("second factor: ")[1].split(" ")[0]
    again = run("code", "quan-tri-1")
    assert again.exit_code == 0
    person = Person.objects.get(login="quan-tri-1")
    assert not use_code(person_id=person.pk, typed=code, at=timezone.now())
    assert use_code(person_id=person.pk, typed=again.output, at=timezone.now())


@pytest.mark.parametrize("words", [("code", "nobody"), ("administrator", "x", "--name", "X",
                                                         "--password", "12345")])  # fmt: skip
def test_what_is_wrong_is_said_and_makes_nobody(db, words):
    answer = run(*words)
    assert answer.exit_code == 2
    assert not Person.objects.exists()
