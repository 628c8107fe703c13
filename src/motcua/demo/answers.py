"""Synthetic answers to any form: complete, plausible, different from dossier to dossier."""

from datetime import date, timedelta
from random import Random
from typing import Any

from motcua.demo.names import name_of
from motcua.formspec.answers import visible_fields
from motcua.formspec.form import TODAY, Field, FieldType, Form, Personal

WORDS = ("Nội dung mẫu", "Thông tin mẫu", "Dữ liệu mẫu", "Ghi chú mẫu")
OFTEN_NO = 0.2
NUMBERS = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY})


def answer_sheet(
    form: Form, *, commune: str, number: int, today: date, random: Random
) -> dict[str, Any]:
    """Answer every field the answers so far call for, until none is open."""
    answers: dict[str, Any] = {}
    while True:
        unanswered = [f for f in visible_fields(form, answers) if f.key not in answers]
        if not unanswered:
            return {key: value for key, value in answers.items() if value is not None}
        for field in unanswered:
            answers[field.key] = _answer(field, commune, number, today, random)


def _answer(field: Field, commune: str, number: int, today: date, random: Random) -> Any:
    fixed = {
        FieldType.ID_NUMBER: f"001{number:09d}",
        FieldType.TAX_CODE: f"01{number:08d}",
        FieldType.PHONE: f"09{number:08d}",
        FieldType.EMAIL: f"mau-{number}@example.test",
        FieldType.COMMUNE: commune,
    }
    if field.type in fixed:
        return fixed[field.type]
    if field.type in NUMBERS:
        return _number(field, random)
    if field.type in (FieldType.CHOICE, FieldType.CHOICES):
        return _choice(field, random)
    if field.type is FieldType.DATE:
        return _day(field, today, random).isoformat()
    if field.type is FieldType.YES_NO:
        return random.random() < OFTEN_NO
    return _text(field, number, random)


def _choice(field: Field, random: Random) -> Any:
    value = random.choice(field.options).value if field.options else "VN"
    return [value] if field.type is FieldType.CHOICES else value


def _number(field: Field, random: Random) -> int:
    low = int(field.minimum if field.minimum is not None else 1)
    usual = 5_000_000 if field.type is FieldType.MONEY else 5
    high = min(int(field.maximum), low + usual) if field.maximum is not None else low + usual
    return random.randint(max(low, 1), max(low, 1, high))


def _day(field: Field, today: date, random: Random) -> date:
    latest = field.not_after if isinstance(field.not_after, date) else today
    earliest = today if field.not_before == TODAY else field.not_before
    if isinstance(earliest, date):
        return earliest + timedelta(days=random.randint(0, 30))
    return min(latest, today) - timedelta(days=random.randint(1, 40))


def _text(field: Field, number: int, random: Random) -> str:
    if field.personal is Personal.NAME:
        return name_of(number)
    text = f"{random.choice(WORDS)} {number % 1000}"
    if field.personal is Personal.ADDRESS:
        text = f"Số {number % 300 + 1}, đường Mẫu {number % 40 + 1}"
    if field.min_length:
        text = text.ljust(field.min_length, "x")
    return text[: field.max_length] if field.max_length else text
