"""Who stands at the counter: found or registered by the paper shown; nothing of it in addresses."""

from urllib.parse import parse_qs, urlsplit

import pytest

from motcua.desk.tokens import Visitor, seal, unseal
from motcua.dossiers.models import Dossier
from motcua.identity.models import Person
from tests.builders import MARRIAGE_STATUS

WHERE = "/quay/nguoi-nop/"
NEW = {
    "id_number": "001 200 000 777", "kind": "citizen", "full_name": "Phạm Mẫu Mới",
    "phone": "0900000777", "email": "", "address": "", "commune": "", "language": "en",
    "register": "1",
}  # fmt: skip


def token_in(answer):
    assert answer.status_code == 302, answer.text_shown
    return parse_qs(urlsplit(answer["Location"]).query)["nguoi"][0]


def test_somebody_known_is_found(cast, at_work):
    token = token_in(at_work(cast.binh).post(WHERE, {"id_number": "0012 0000 0001"}))
    assert unseal(token) == Visitor(cast.an.person_id)


def test_somebody_new_is_registered(cast, at_work):
    browser = at_work(cast.binh)
    asked = browser.post(WHERE, {"id_number": NEW["id_number"]})
    assert 'value="001200000777"' in asked.text_shown
    token = token_in(browser.post(WHERE, NEW))
    person = Person.objects.get(pk=unseal(token).applicant)
    assert (person.full_name, person.language) == ("Phạm Mẫu Mới", "en")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("full_name", "", "Hãy nhập: Họ, chữ đệm và tên"),
        ("full_name", "A\0B", "ký tự không dùng được"),
        ("full_name", "x" * 201, "tối đa 200"),
        ("id_number", "12345", "gồm 12 chữ số"),
        ("phone", "khong co", "10 hoặc 11 chữ số"),
        ("kind", "official", "Hãy chọn: Là"),
        ("email", "a\u202e@b", "ký tự không dùng được"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(cast, at_work, field, value, words):
    page = at_work(cast.binh).post(WHERE, NEW | {field: value})
    assert page.status_code == 409
    assert words in page.text_shown
    assert "0900000777" in page.text_shown or field == "phone"
    assert not Person.objects.filter(id_number="001200000777").exists()


def test_nobody_takes_an_officials_place(cast, at_work):
    Person.objects.filter(pk=cast.chi.person_id).update(id_number="001200000999")
    page = at_work(cast.binh).post(WHERE, {"id_number": "001200000999"})
    assert "Chi Chuyên Viên" not in page.text_shown


def test_an_authorised_person_hands_in_for_the_applicant(cast, at_work):
    browser = at_work(cast.binh)
    first = token_in(browser.post(WHERE, {"id_number": "001200000001"}))
    both = token_in(browser.post(WHERE, {"id_number": "001200000002", "nguoi": first}))
    shown = browser.get("/quay/thu-tuc/", {"nguoi": both}).text_shown
    assert "Nguyễn Mẫu An" in shown
    assert "Trần Mẫu Khác" in shown
    browser.post(f"/quay/thu-tuc/{MARRIAGE_STATUS}/lap/", {"nguoi": both})
    draft = Dossier.objects.get()
    assert (draft.applicant_id, draft.submitter_id) == (cast.an.person_id, cast.other.person_id)


@pytest.mark.parametrize("token", ["", "x", "WzFd:zzz:yyy", "\0", "…" * 500])
def test_a_forged_token_stands_for_nobody(cast, at_work, token):
    browser = at_work(cast.binh)
    assert "Hãy xác định người nộp" in browser.get("/quay/thu-tuc/", {"nguoi": token}).text_shown
    answer = browser.post(f"/quay/thu-tuc/{MARRIAGE_STATUS}/lap/", {"nguoi": token})
    assert answer.status_code == 409
    assert not Dossier.objects.exists()


def test_a_token_of_an_official_stands_for_nobody(cast, at_work):
    token = seal(Visitor(cast.chi.person_id))
    answer = at_work(cast.binh).post(f"/quay/thu-tuc/{MARRIAGE_STATUS}/lap/", {"nguoi": token})
    assert answer.status_code == 409


def test_an_unknown_procedure_is_absent(cast, at_work):
    token = seal(Visitor(cast.an.person_id))
    browser = at_work(cast.binh)
    for code in ("9.999999", "..", "\0"):
        assert browser.get(f"/quay/thu-tuc/{code}/").status_code == 404
        assert browser.post(f"/quay/thu-tuc/{code}/lap/", {"nguoi": token}).status_code == 404
