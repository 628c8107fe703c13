"""Codes through time: what a commune is, was, and became."""

from datetime import date

import pytest

from motcua.flow.refusal import Refused
from motcua.offices.register import Register

OLD, MIDDLE, NOW = date(2024, 12, 1), date(2025, 3, 1), date(2025, 8, 1)


def names(register: Register, code: str, on: date, recorded_on: date | None = None) -> list[str]:
    return [c.names.vi for c in register.successors(code, on, recorded_on)]


def test_a_code_comes_back_with_another_meaning(hanoi: Register) -> None:
    assert hanoi.commune("00004", OLD).names == ("Phường Trúc Bạch", "Truc Bach Ward")
    assert hanoi.commune("00004", NOW).names == ("Phường Ba Đình", "Ba Dinh Ward")


@pytest.mark.parametrize(
    ("code", "on", "recorded_on", "expected"),
    [
        # merged in January, its heir merged in July
        ("00010", OLD, None, ["Phường Nguyễn Trung Trực"]),
        ("00010", MIDDLE, None, ["Phường Trúc Bạch"]),
        ("00010", NOW, None, ["Phường Ba Đình"]),
        # renamed in January
        ("00181", MIDDLE, OLD, ["Phường Văn Miếu - Quốc Tử Giám"]),
        # 00008 was Liễu Giai and is Ngọc Hà; 00016 was Ngọc Hà and was divided
        ("00008", NOW, None, ["Phường Ngọc Hà"]),
        ("00016", NOW, None, ["Phường Ba Đình", "Phường Ngọc Hà"]),
        # divided in January, both parts merged in July
        ("00274", MIDDLE, None, ["Phường Thanh Nhàn", "Phường Bách Khoa"]),
        ("00274", NOW, None, ["Phường Hai Bà Trưng", "Phường Bạch Mai"]),
        # 00226 was Trung Tự; today's code is the ward of the Temple of Literature
        ("00226", NOW, None, ["Phường Văn Miếu - Quốc Tử Giám"]),
        (
            "00226", NOW, OLD,
            ["Phường Văn Miếu - Quốc Tử Giám", "Phường Kim Liên"],
        ),
    ],
)  # fmt: skip
def test_successors(
    hanoi: Register, code: str, on: date, recorded_on: date | None, expected: list[str]
) -> None:
    assert names(hanoi, code, on, recorded_on) == expected


def test_several_successors_are_asked_about_by_name(hanoi: Register) -> None:
    with pytest.raises(Refused) as caught:
        hanoi.successor("00016", NOW)
    refusal = caught.value.refusal
    assert refusal.code == "commune_divided"
    assert "Phường Ba Đình, Phường Ngọc Hà" in refusal.text.vi
    assert refusal.where == "commune"


def test_one_of_them_is_proposed_first(hanoi: Register) -> None:
    proposed = hanoi.main_successor("00016", NOW)
    assert proposed in hanoi.successors("00016", NOW)


@pytest.mark.parametrize("code", ["99999", "", "00004\x00", "4", "00004 ", "٠٠٠٠٤", "x" * 10_000])
def test_a_code_of_no_time_is_unknown(hanoi: Register, code: str) -> None:
    for ask in (hanoi.successors, hanoi.successor, hanoi.main_successor, hanoi.commune):
        with pytest.raises(Refused) as caught:
            ask(code, NOW)
        assert caught.value.refusal.code == "unknown_commune"
        assert "\x00" not in caught.value.refusal.text.vi
        assert len(caught.value.refusal.text.vi) < 200


@pytest.mark.parametrize("on", [date(2024, 10, 31), date(1, 1, 1)])
def test_before_the_record_nothing_is_guessed(hanoi: Register, on: date) -> None:
    with pytest.raises(Refused) as caught:
        hanoi.successors("00004", on)
    assert caught.value.refusal.code == "commune_not_in_force"


def test_a_code_is_not_read_as_of_a_day_it_was_not_in_use(hanoi: Register) -> None:
    with pytest.raises(Refused) as caught:
        hanoi.successors("00010", NOW, recorded_on=MIDDLE)
    assert caught.value.refusal.code == "commune_not_in_force"


def test_what_came_later_is_not_carried_back(hanoi: Register) -> None:
    with pytest.raises(Refused) as caught:
        hanoi.successors("00181", OLD, recorded_on=MIDDLE)
    assert caught.value.refusal.code == "commune_not_in_force"
