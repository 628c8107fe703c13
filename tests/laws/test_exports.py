"""A page that gives many records as a file goes through a second person, or says here why not."""

import ast
from pathlib import Path

from django.urls import get_resolver

from motcua.identity.permissions import P
from tests.laws.test_pages import addresses

FACES = ("portal", "desk", "office", "console", "api", "openlog", "integrations", "ui")
# What makes a file of an answer: written in the source of every function that answers with one.
SIGNS = ("text/csv", "attachment", "spreadsheet", "application/zip", "ndjson")
# `documents.serving.serve` is none of them: it gives one stored file of one record, ever.
CALLS = {"FileResponse", "StreamingHttpResponse"}
# Function → why it needs no second person: one record, or figures without one.
NO_SECOND_PERSON = {
    "console/inspectorate.py:as_file": "figures of units with small cells suppressed, no dossier",
    "openlog/checking.py:check": "the public page that checks the log, the same for everybody",
    "openlog/download.py:all_entries": "the public log as everybody may fetch it",
    "openlog/entries.py:proof": "one entry of the public log with its proof",
    "portal/certificate.py:_download": "the applicant's own dossier, to the applicant",
}
GUARDED = {"console/exports.py:make_export"}


def giving_files() -> dict[str, ast.FunctionDef]:
    found = {}
    for face in FACES:
        for path in Path("src/motcua", face).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef) and _gives_a_file(node):
                    found[f"{face}/{path.name}:{node.name}"] = node
    return found


def _gives_a_file(function: ast.FunctionDef) -> bool:
    return any(
        _is_sign(node) if isinstance(node, ast.Constant) else _is_call(node)
        for node in ast.walk(function)
        if node is not _docstring(function)
    )


def _is_sign(node: ast.Constant) -> bool:
    return isinstance(node.value, str) and any(sign in node.value for sign in SIGNS)


def _is_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS


def _docstring(function: ast.FunctionDef) -> ast.expr | None:
    first = function.body[0]
    return first.value if isinstance(first, ast.Expr) else None


def test_every_file_is_of_one_record_or_takes_a_second_person():
    assert set(giving_files()) == NO_SECOND_PERSON.keys() | GUARDED


def test_every_exemption_says_why():
    assert [name for name, why in NO_SECOND_PERSON.items() if len(why) < 20] == []


def test_what_takes_a_second_person_says_whose():
    through = {
        entry.callback.__module__.removeprefix("motcua.").replace(".", "/")
        + f".py:{entry.callback.__name__}": entry.callback.exports_through
        for _, entry in addresses(get_resolver())
        if hasattr(entry.callback, "exports_through")
    }
    assert through == {"console/exports.py:make_export": P.EXPORT_APPROVE}
    assert through.keys() == GUARDED
