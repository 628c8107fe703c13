"""Words in a form: the settling side reads them without ways of contact and without hidden answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.disclosure.viewers import Viewer
from motcua.dossiers.views.answers import answers_for
from motcua.dossiers.views.free_text import without_ways
from motcua.formspec.answers import MASK
from motcua.formspec.form import Field, FieldType, Form, Personal, Section
from motcua.formspec.label import Label

HIDDEN = {"Nguyễn Mẫu An", "001200000001", "0912000417", "An"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Sửa mái nhà, cao 12,5 m.", "Sửa mái nhà, cao 12,5 m."),
        ("Gọi 0987 654 321 để khảo sát.", f"Gọi {MASK} để khảo sát."),
        ("Người làm đơn: NGUYEN MAU AN.", f"Người làm đơn: {MASK}."),
        ("Số 001200000001 và 0912000417", f"Số {MASK} và {MASK}"),
        ("An toàn lao động", "An toàn lao động"),
        ("", ""),
    ],
)
def test_dots_where_the_words_lead_to_somebody(written, read):
    assert without_ways(written, HIDDEN) == read


@given(st.text(max_size=80), st.sampled_from(sorted(HIDDEN - {"An"})), st.text(max_size=80))
def test_no_surrounding_shows_a_hidden_answer(before, secret, after):
    assert secret not in without_ways(f"{before} {secret} {after}", HIDDEN)


def form() -> Form:
    def field(key: str, kind: FieldType, personal: Personal | None = None) -> Field:
        return Field(key=key, type=kind, label=Label(vi=key, en=key), personal=personal)

    return Form(sections=(Section(key="all", title=Label(vi="Tất cả", en="All"), fields=(
        field("name", FieldType.TEXT, Personal.NAME),
        field("phone", FieldType.PHONE, Personal.PHONE),
        field("place", FieldType.TEXT, Personal.ADDRESS),
        field("wish", FieldType.LONG_TEXT),
        field("office_phone", FieldType.PHONE),
    )),))  # fmt: skip


ANSWERS = {"name": "Nguyễn Mẫu An", "phone": "0912000417", "place": "Số 5 đường Mẫu",
           "wish": "Tôi, Nguyễn Mẫu An, sửa nhà tại Số 5 đường Mẫu; gọi 0912 000 417.",
           "office_phone": "02438250000"}  # fmt: skip


def test_the_settling_side_reads_the_words_and_the_receptionist_all():
    seen = answers_for(form(), ANSWERS, frozenset({Viewer.SPECIALIST}))
    assert seen["name"] == seen["phone"] == MASK
    # An address is also that of the land or house the dossier is about; a field that asks for a
    # number without saying whose it is was meant to be read.
    assert seen["wish"] == f"Tôi, {MASK}, sửa nhà tại Số 5 đường Mẫu; gọi {MASK}."
    assert seen["office_phone"] == ANSWERS["office_phone"]
    assert answers_for(form(), ANSWERS, frozenset({Viewer.RECEPTIONIST})) == ANSWERS
