"""Finds words in templates that are not given in both languages by `t(vi, en)`."""

import re
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, nodes

SPOKEN = frozenset({"alt", "aria-label", "placeholder", "title", "data-confirm"})
PLACE = "\ue000"  # stands where the template computes something
# What is the same in both languages: programs, and commands as they are typed.
SILENT = frozenset({"script", "style", "code", "pre", "kbd"})
LETTER = re.compile(r"[^\W\d_]")
VIETNAMESE = re.compile(
    r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)
# Units, names and marks that are the same in both languages.
SAME = frozenset({"đ", "motcua", "EUPL", "QR", "PDF", "VND", "SHA-256", "SHA256SUMS"})


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        self.found += [
            value for name, value in attrs if name in SPOKEN and value and _spoken(value)
        ]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent and _spoken(data):
            self.found.append(" ".join(data.replace(PLACE, "…").split()))


def _spoken(words: str) -> bool:
    return any(
        LETTER.search(word) and word.strip(".,:;()") not in SAME
        for word in words.replace(PLACE, " ").split()
    )


def bare_words(source: str) -> list[str]:
    """Return the words a reader would see in one language only."""
    environment = Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
    plain = ""
    for _, kind, value in environment.lex(source):
        if kind == "data":
            plain += value
        elif kind == "variable_begin":
            plain += PLACE
    reader = _Words()
    reader.feed(plain)
    reader.close()
    return reader.found + _bare_constants(environment.parse(source))


def _bare_constants(tree: nodes.Template) -> list[str]:
    both = {
        id(word)
        for call in tree.find_all(nodes.Call)
        if _is_t(call)
        for word in call.find_all(nodes.Const)
    }
    return [
        const.value
        for const in tree.find_all(nodes.Const)
        if isinstance(const.value, str) and VIETNAMESE.search(const.value) and id(const) not in both
    ]


def half_sentences(source: str) -> list[str]:
    """Return the calls of `t` that do not give two different, non-empty sentences as they stand."""
    tree = Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"]).parse(source)
    return [
        f"line {call.lineno}"
        for call in tree.find_all(nodes.Call)
        if _is_t(call) and not _whole(call)
    ]


def _is_t(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name == "t"


def _whole(call: nodes.Call) -> bool:
    if call.dyn_args is not None:
        return True
    sentences = [
        arg.value for arg in call.args if isinstance(arg, nodes.Const) and str(arg.value).strip()
    ]
    return len(sentences) == len(call.args) == 2 and not VIETNAMESE.search(
        sentences[1].replace("đ", "")
    )


def templates(package: Path) -> list[Path]:
    """Return every page template under a folder."""
    return sorted(package.glob("*/templates/**/*.html"))
