"""An amount in Vietnamese words, as a receipt must carry it. Pure."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")
_MILLIARD = 10**9


def amount_in_words(amount: int) -> str:
    """Return e.g. `Hai mươi nghìn đồng` for 20000 dong.

    Raises
    ------
    ValueError
        When the amount is negative.
    """
    if amount < 0:
        raise ValueError(f"no receipt for {amount} dong")
    words = f"{_number(amount, full=False) or _DIGITS[0]} đồng"
    return words[0].upper() + words[1:]


def _number(number: int, *, full: bool) -> str:
    """Say a number; `full` when something stands before it, so that zeros are said too."""
    if number >= _MILLIARD:
        head, rest = divmod(number, _MILLIARD)
        return f"{_number(head, full=full)} tỷ {_number(rest, full=True)}".strip()
    said: list[str] = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            said.append(f"{_group(group, full=full or bool(said))} {_SCALES[power]}".strip())
    return " ".join(said)


def _group(group: int, *, full: bool) -> str:
    hundreds, rest = divmod(group, 100)
    said = f"{_DIGITS[hundreds]} trăm" if hundreds or full else ""
    return f"{said} {_below_hundred(rest, spoken_before=bool(said))}".strip()


def _below_hundred(rest: int, *, spoken_before: bool) -> str:
    tens, ones = divmod(rest, 10)
    if not tens:
        return f"{'linh ' if spoken_before else ''}{_DIGITS[ones]}" if ones else ""
    said = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    last = {0: "", 5: "lăm", 1: "một" if tens == 1 else "mốt"}.get(ones, _DIGITS[ones])
    return f"{said} {last}".strip()
