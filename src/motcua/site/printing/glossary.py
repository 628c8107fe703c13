"""One concept, one word: the English of the code and the Vietnamese of the law."""

import tomllib
from importlib.resources import files
from typing import NamedTuple

from motcua.site.printing.markdown import code, document, table

LEAD = """\
The code is written in English and the law in Vietnamese. Each concept has one word in each, used alike in code,
pages and documentation. {count} terms; decrees are those of the Government (NĐ-CP), circulars those of the
Government Office (TT-VPCP). Where the source says *this project*, the law has no word of its own.

The texts of Decree 61/2018, Circular 01/2018, Decision 20/2020 and Decree 309/2026 were read; the others are cited
from pages about them and are to be confirmed."""


class Term(NamedTuple):
    """A line of the glossary; `name` is the dotted name in the code, or empty."""

    english: str
    vietnamese: str
    meaning: str
    source: str
    name: str


def groups() -> dict[str, list[Term]]:
    """Return the terms by group, as `glossary.toml` holds them."""
    text = (files("motcua.site.printing") / "glossary.toml").read_text(encoding="utf-8")
    return {
        one["name"]: [Term(*term) for term in one["terms"]] for one in tomllib.loads(text)["group"]
    }


def page() -> str:
    """Return the glossary."""
    found = groups()
    lead = LEAD.format(count=sum(map(len, found.values())))
    parts = [part for name, terms in found.items() for part in (f"## {name}", _table(terms))]
    return document("Glossary · Bảng thuật ngữ", lead, *parts)


def _table(terms: list[Term]) -> str:
    heads = ("English", "Vietnamese", "meaning", "source", "in the code")
    return table(heads, ((*term[:4], code(term.name)) for term in terms))
