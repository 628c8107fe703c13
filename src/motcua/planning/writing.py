"""The one way a figure of a plan is written, for the console and for everybody; no language in it."""

from motcua.flow.refusal import Text
from motcua.planning.describing import Figure


def number(value: float, digits: int = 0) -> Text:
    """Write a number in both languages: 1.234,5 and 1,234.5."""
    english = f"{value:,.{digits}f}"
    return Text(english.translate(str.maketrans(",.", ".,")), english)


def written(figure: Figure) -> Text:
    """Write a figure with its unit."""
    value = figure.value
    if figure.form == "text":
        return value if isinstance(value, Text) else Text(str(value), str(value))
    if figure.form == "share":
        return _with(number(100 * value, 2), "%", "%")
    if figure.form == "metres":
        return _with(number(value), "m", "m")
    if figure.form == "minutes":
        return _with(number(value, 1), "phút", "min")
    return number(value, 0 if float(value).is_integer() else 1)


def apart(first: Figure, other: Figure) -> Text | None:
    """Write how far a figure is from the first scenario's; None where that says nothing."""
    if first.form == "text" or other.form != first.form:
        return None
    share = first.form == "share"
    difference = (float(other.value) - float(first.value)) * (100 if share else 1)
    if not difference:
        return Text("=", "=")
    sign = "+" if difference > 0 else "−"
    whole = not share and difference.is_integer()
    shown = number(abs(difference), 0 if whole else 2 if share else 1)
    unit = ("điểm %", "points") if share else ("", "")
    return Text(f"{sign}{shown.vi} {unit[0]}".strip(), f"{sign}{shown.en} {unit[1]}".strip())


def _with(shown: Text, vi: str, en: str) -> Text:
    return Text(f"{shown.vi} {vi}", f"{shown.en} {en}")
