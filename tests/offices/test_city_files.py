"""Wrong city files: every problem named at once, with file, line and column."""

import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from motcua.offices.city import City
from motcua.offices.city_files import CityDataError, CityFolder, cities
from motcua.offices.city_register import register_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "hanoi"
    shutil.copytree(str(files("motcua.offices").joinpath("hanoi")), copy)
    return copy


@pytest.fixture
def problems(folder: Path) -> Callable[[], list[str]]:
    def read() -> list[str]:
        with pytest.raises(CityDataError) as caught:
            register_of(City(CityFolder(folder)))
        return caught.value.problems

    return read


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_hanoi_ships() -> None:
    assert cities() == ["hanoi"]


def test_an_untouched_copy_is_sound(folder: Path) -> None:
    assert len(register_of(City(CityFolder(folder))).communes) == 738


def test_all_wrong_cells_are_named_at_once(folder: Path, problems: Callable[[], list[str]]) -> None:
    replace(folder / "communes_2025.csv", "65023,2.97", "many,2.97")
    replace(folder / "communes_2025.csv", "93536,2.68", "93536,")
    replace(folder / "communes_before_2025_07.csv", "2024-11-01", "01/11/2024")
    replace(folder / "districts.csv", "rural", "lunar")
    replace(folder / "successions.csv", "whole,1", "whole,yes")
    found = "\n".join(problems())
    assert "communes_2025.csv, line 2, population: 'many' is not a whole number" in found
    assert "communes_2025.csv, line 3, area_km2: '' " in found
    assert "communes_before_2025_07.csv, line 2, from: '01/11/2024' is not a day" in found
    assert "districts.csv, line 11, kind: 'lunar' is not a known kind" in found
    assert "successions.csv, line 2, main: 'yes' is neither 0 nor 1" in found


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("communes_2025.csv", "number,code", "code,number", "the columns must be number, code"),
        ("communes_2025.csv", "1,00004,ward", "1,00004,ward,ward", "has not 10 columns"),
        ("communes_2025.csv", "Ba Đình", "Ba\x00Đình", "holds a NUL"),
        ("communes_2025.csv", "21.0394,105.8364", "105.8364,21.0394", "exchanged with longitude"),
        ("communes_2025.csv", "21.0394,105.8364", "nan,105.8364", "Not a position"),
        ("communes_before_2025_07.csv", "2025-06-30", "2024-06-30", "no such commune around 2025-07-01"),
        ("communes_before_2025_07.csv", "Phúc Xá,001", "Phúc Xá,999", "unknown district 999"),
        ("successions.csv", "2025-01-01,00010,00004", "2025-01-01,00010,99999", "no such commune"),
        ("successions.csv", "2025-01-01,00010,00004,whole,1\n", "", "nothing followed it"),
        ("successions.csv", "00004,whole,1", "00004,whole,0", "0 main successors"),
        ("city.toml", 'rule = "tax_office"', 'rule = "centre"', "both centre and tax are competent"),
        ("city.toml", 'unit = "33"', 'unit = "32"', "unit code of an agency H26.32 stands twice"),
        ("city.toml", 'hours = "office"', 'hours = "always"', "unknown calendar always"),
        ("city.toml", 'parent = "dept-agri', 'parent = "dept-bad', "unknown parent"),
        ("city.toml", 'name_vi = "Sở Tư pháp"', "", "'name_vi'"),
        ("city.toml", "[city]", "[city", "city.toml: "),
    ],
)  # fmt: skip
def test_one_wrong_thing(
    folder: Path,
    problems: Callable[[], list[str]],
    file: str,
    old: str,
    new: str,
    problem: str,
) -> None:
    replace(folder / file, old, new)
    assert problem in "\n".join(problems())


@pytest.mark.parametrize("damage", [None, b"\xff\xfe", b""])
def test_a_file_that_cannot_be_read(
    folder: Path, problems: Callable[[], list[str]], damage: bytes | None
) -> None:
    file = folder / "districts.csv"
    file.unlink()
    if damage is not None:
        file.write_bytes(damage)
    assert any(problem.startswith("districts.csv") for problem in problems())
