"""What a browser would send."""

import io
import re
from typing import Any

from PIL import Image


def a_photo(name: str = "anh chup.jpg") -> io.BytesIO:
    """Return a small picture under a name."""
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(kept, "JPEG")
    kept.seek(0)
    kept.name = name
    return kept


def as_post(answers: dict[str, Any]) -> dict[str, Any]:
    """Return answers as a browser posts them; a date in its three parts."""
    post: dict[str, Any] = {}
    for key, value in answers.items():
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            parts = (f"{key}.year", f"{key}.month", f"{key}.day")
            post |= dict(zip(parts, value.split("-"), strict=True))
        else:
            post[key] = str(value).lower() if isinstance(value, bool) else value
    return post


def hidden(page: str, name: str) -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"no hidden field {name}"
    return found[1]
