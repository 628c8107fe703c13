"""The catalogue: read, try out, propose with errors at their lines, publish by a second person."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.catalogue import queries
from motcua.catalogue.checking import check_text
from motcua.catalogue.library import Library
from motcua.console.proposing import as_yaml
from motcua.formspec.answers import visible_fields
from motcua.identity.actions.appoint import appoint
from motcua.identity.roles import Role
from tests.builders import BIRTH, answers_for

LIST, PROPOSE = "/dieu-hanh/danh-muc/", "/dieu-hanh/danh-muc/de-xuat/"
PAGE = f"{LIST}{BIRTH}/"


@pytest.fixture
def editor(city, now, official, enter):
    return enter(official(Role.EDITOR))


@pytest.fixture
def publisher(city, now, official, enter):
    return enter(official(Role.PUBLISHER))


def proposal(**changed):
    """Return the form of a proposal: birth registration from next month on."""
    written = queries.documents(BIRTH)[-1] | {"valid_from": date(2026, 9, 1)} | changed
    definition = queries.version_on(BIRTH, date(2026, 8, 10)).definition
    return {"text": as_yaml(written), "field": definition.field, "slug": definition.slug}


def test_procedures_are_listed_and_found(editor):
    page = editor.get(LIST, {"q": "khai sinh"}).content.decode()
    assert BIRTH in page
    assert BIRTH not in editor.get(LIST, {"field": "land"}).content.decode()
    assert editor.get(LIST, {"q": "\x00" * 300}).status_code == 200


def test_a_version_reads_whole(editor):
    definition = queries.version_on(BIRTH, date(2026, 8, 10)).definition
    page = editor.get(PAGE + "1/").content.decode()
    for case in definition.cases:
        assert case.names.vi in page
    for step in definition.route:
        assert step.names.vi in page
    assert editor.get(PAGE + "99/").status_code == 404
    assert editor.get(LIST + "9.999999/").status_code == 404


def test_every_shipped_procedure_can_be_read_and_tried(editor):
    for found in queries.search(day=date(2026, 8, 10)):
        number = queries.history(found.code)[-1].number
        for part in ("", f"{number}/", f"{number}/thu/"):
            assert editor.get(f"{LIST}{found.code}/{part}").status_code == 200, found.code


def test_trying_out_follows_the_answers(editor):
    page = editor.post(PAGE + "1/thu/", {"birth_kind": "found", "reload": "1"}).content.decode()
    assert "Biên bản về việc trẻ bị bỏ rơi" in page
    wrong = editor.post(PAGE + "1/thu/", {"birth_kind": "found"}).content.decode()
    assert "câu trả lời chưa đúng" in wrong


def test_the_form_shown_has_the_questions_of_applicants(editor):
    form = queries.version_on(BIRTH, date(2026, 8, 10)).definition.form
    answers = answers_for(BIRTH)
    posted = {key: str(value) for key, value in answers.items()}
    page = editor.post(PAGE + "1/thu/", posted | {"reload": "1"}).content.decode()
    for field in visible_fields(form, {}):
        assert f'name="{field.key}' in page


def test_errors_stand_beside_their_lines_and_the_text_is_kept(editor):
    broken = proposal(level="planet")
    page = editor.post(PROPOSE, broken).content.decode()
    line = 1 + broken["text"].split("\n").index("level: planet")
    assert f'class="numeric">{line}</th>' in page
    assert "planet" in page
    assert "is not known here" in page
    assert "valid_from: 2026-09-01" in page
    assert not queries.proposals()


@pytest.mark.parametrize(
    "text", ["", "a: [", "- 1", "&a [*a]", "x" * 1000, "a: \x00", "!!python/object:os.system {}"]
)
def test_hostile_text_is_refused_and_nothing_proposed(editor, text):
    answer = editor.post(PROPOSE, {"text": text, "field": "land", "slug": "x"})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert not queries.proposals()


def test_a_file_counts_before_the_text_and_must_be_text(editor):
    good = proposal()
    file = SimpleUploadedFile("x.yaml", good.pop("text").encode())
    assert editor.post(PROPOSE, {**good, "text": "", "file": file}).url == PAGE
    binary = SimpleUploadedFile("x.yaml", b"\xff\xfe\x00")
    assert "UTF-8" in editor.post(PROPOSE, {**good, "file": binary}).content.decode()
    huge = SimpleUploadedFile("x.yaml", b"a" * (400 * 1024 + 1))
    assert "400 kB" in editor.post(PROPOSE, {**good, "file": huge}).content.decode()


def test_only_checking_proposes_nothing(editor):
    page = editor.post(PROPOSE, {**proposal(), "check": "1"}).content.decode()
    assert "Tệp không có lỗi" in page
    assert not queries.proposals()


def test_a_second_person_publishes_what_was_read(editor, publisher, official, enter):
    assert editor.post(PROPOSE, proposal(four_eyes=False)).url == PAGE
    page = publisher.get(PAGE).content.decode()
    assert "four_eyes" in page  # the difference to the version in force
    waiting = queries.proposals()[0]
    stale = publisher.post(PAGE, {"do": "publish", "fingerprint": "0" * 64})
    assert stale.status_code == 409
    assert (
        editor.post(PAGE, {"do": "publish", "fingerprint": waiting.fingerprint}).status_code == 409
    )
    done = publisher.post(PAGE, {"do": "publish", "fingerprint": waiting.fingerprint})
    assert done.status_code == 302
    assert queries.version_on(BIRTH, date(2026, 9, 1)).definition.four_eyes is False
    assert queries.version_on(BIRTH, date(2026, 8, 31)).definition.four_eyes is True


def test_nobody_publishes_their_own_proposal(city, now, official, enter, cast):
    both = official(Role.EDITOR)
    appoint(
        person_id=both.person_id,
        role=Role.PUBLISHER,
        office=both.office,
        valid_from=date(2025, 7, 1),
    )
    browser = enter(both)
    browser.post(PROPOSE, proposal())
    mark = queries.proposals()[0].fingerprint
    assert browser.post(PAGE, {"do": "publish", "fingerprint": mark}).status_code == 409
    assert len(queries.proposals()) == 1


def test_a_proposal_is_turned_down_with_a_reason(editor, publisher):
    editor.post(PROPOSE, proposal())
    assert publisher.post(PAGE, {"do": "turn_down", "reason": " "}).status_code == 409
    assert publisher.post(PAGE, {"do": "turn_down", "reason": "Sai căn cứ"}).status_code == 302
    assert not queries.proposals()
    assert publisher.post(PAGE, {"do": "publish"}).status_code == 409


def test_a_new_version_starts_from_the_one_in_force(editor):
    page = editor.get(PROPOSE, {"code": BIRTH}).content.decode()
    assert "birth_kind" in page
    answer = editor.post(PROPOSE, {**proposal(valid_from=date(2025, 7, 1))})
    assert answer.status_code == 409  # begins no later than the version it would replace


def test_the_text_to_start_from_is_a_definition_file_again(city):
    for found in queries.search(day=date(2026, 8, 10)):
        written = queries.documents(found.code)[-1]
        definition = queries.history(found.code)[-1].definition
        checked = check_text(
            as_yaml(written), Library(), file="x", field=definition.field, slug=definition.slug
        )
        assert checked.findings == (), found.code
        assert checked.definition == definition
