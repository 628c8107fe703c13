"""Forms for the tests: one field of each type, and one with conditions."""

from typing import Any

from motcua.formspec import authored
from motcua.formspec.form import Form


def label(text: str) -> dict[str, str]:
    return {"vi": f"{text} (vi)", "en": f"{text} (en)"}


def field(key: str, kind: str = "text", **words: Any) -> dict[str, Any]:
    return {"key": key, "type": kind, "label": label(key)} | words


def form(*fields: dict[str, Any], **words: Any) -> Form:
    section = {"key": "only", "title": label("only"), "fields": list(fields)} | words
    return authored.read({"sections": [section]})


def options(*values: str) -> list[dict[str, Any]]:
    return [{"value": value, "label": label(value)} for value in values]


EVERY_TYPE = form(
    field("name", personal="name"),
    field("story", "long_text", required=False, max_length=50),
    field("born", "date", not_after="today", required=False),
    field("pages", "integer", minimum=1, maximum=100, required=False),
    field("area", "decimal", required=False),
    field("price", "money", required=False),
    field("agreed", "yes_no", required=False),
    field("kind", "choice", options=options("house", "fence"), required=False),
    field("wishes", "choices", options=options("a", "b", "c"), required=False),
    field("id", "id_number", personal="id", required=False),
    field("tax", "tax_code", required=False),
    field("phone", "phone", personal="phone", required=False),
    field("email", "email", personal="email", required=False),
    field("commune", "commune", source="communes", required=False),
    field("plate", pattern="[0-9]{2}[A-Z]-[0-9]{5}", hint=label("e.g. 30A-12345"), required=False),
)

CONDITIONAL = form(
    field("home", "choice", options=options("own", "rented")),
    field("lease", "yes_no", show_when={"home": "rented"}),
    field("lease_months", "integer", show_when={"lease": True}, minimum=1),
    field("owner", personal="name", decides=True, show_when={"home": "own"}, required=False),
)
