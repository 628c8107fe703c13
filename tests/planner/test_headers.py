"""A stranger's spreadsheet: semicolons, marks, Vietnamese names, decimal commas."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.planner.files import read_demand, read_sites
from motcua.planner.headers import number_of, plain, recognised
from motcua.planner.tables import BadFile, read_table

pytestmark = pytest.mark.pure
WARDS = (
    "Mã xã;Tên xã;Vĩ độ;Kinh độ;Dân số\n"
    "00004;Ba Đình;21,0394;105,8364;65.023\nNA;Ngọc Hà;21,04;105,81;93.536\n"
)


def stored(tmp_path, text, encoding="utf-8-sig"):
    path = tmp_path / "dân số.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_reads_what_a_vietnamese_spreadsheet_saves(tmp_path, encoding):
    found = read_demand(stored(tmp_path, WARDS, encoding))
    assert found.demand.ids == ("00004", "NA")
    assert found.demand.people.tolist() == [65023, 93536]
    assert found.names == ("Ba Đình", "Ngọc Hà")
    assert found.where.degrees()[0] == (21.0394, 105.8364)


def test_names_may_come_in_either_unicode_form(tmp_path):
    apart = unicodedata.normalize("NFD", WARDS.replace(";", "\t"))
    assert len(read_demand(stored(tmp_path, apart)).demand) == 2


def test_the_line_excel_adds_is_no_header(tmp_path):
    found = read_sites(stored(tmp_path, "sep=;\nSTT;Vĩ độ;Kinh độ;Hiện có\n1;21,1;105,8;có\n"))
    assert found.sites.ids == ("1",)
    assert found.sites.existing.tolist() == [True]


def test_a_mistake_is_named_as_the_file_names_it(tmp_path):
    with pytest.raises(BadFile, match=r"row 3, column 'Dân số': expected a number .* got '-5'"):
        read_demand(stored(tmp_path, WARDS.replace("93.536", "-5")))
    with pytest.raises(BadFile, match=r"expected a column 'people' or 'population'.*'Mã xã'"):
        read_demand(stored(tmp_path, WARDS.replace("Dân số", "Diện tích")))


def test_thousands_with_a_point_are_not_read_as_a_dozen(tmp_path):
    text = "id,lat,lon,people\na,21.1,105.8,12.345\nb,21.2,105.9,900\n"
    with pytest.raises(BadFile, match=r"row 2, column 'people'.*between the thousands"):
        read_demand(stored(tmp_path, text))
    few = text.replace("12.345", "12.5")
    assert read_demand(stored(tmp_path, few)).demand.people.tolist() == [12.5, 900]


def test_another_encoding_says_what_to_save(tmp_path):
    with pytest.raises(BadFile, match="save as 'CSV UTF-8'"):
        read_table(stored(tmp_path, "id;tên\n1;Đông Anh\n", "cp1258"))


@pytest.mark.parametrize("raw", ["", "1_000", "một", "1,2,3", "1.23.456", "--5"])
def test_what_is_no_number(raw):
    with pytest.raises(ValueError):
        number_of(raw, comma=True)


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_vietnamese_numbers_mean_what_they_say(whole, cents):
    grouped = f"{whole:,}".replace(",", ".")
    assert number_of(f"{grouped},{cents:02}", comma=True) == pytest.approx(whole + cents / 100)


def test_a_name_is_given_once_and_unknown_names_stay():
    assert recognised(["Mã", "STT", "Tên", "Ghi chú"]) == ["id", "STT", "name", "Ghi chú"]
    assert recognised(["id", "Mã"]) == ["id", "Mã"]
    assert plain("  Vĩ-độ ") == plain("vi_do") == "vi do"
