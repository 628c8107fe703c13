"""Check definition files: every error names the file, the line and the reason."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from motcua.catalogue.authored import DEFINITION
from motcua.catalogue.consistency import problems
from motcua.catalogue.definition import Definition
from motcua.catalogue.explaining import nearest, reason
from motcua.catalogue.library import Library, UnknownPiece
from motcua.catalogue.reading import read
from motcua.catalogue.texts import spell_out
from motcua.catalogue.vocabulary import FIELDS
from motcua.catalogue.yaml_files import Unreadable, line_of, parse, text_of

FILE_NAME = re.compile(
    r"(?P<code>[0-9]\.[0-9]{6})-(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)"
    r"(?:@(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}))?\.yaml"
)
_SHELVES = ("fields", "papers", "routes", "exemptions")
_SCHEMA = Draft202012Validator(DEFINITION, format_checker=FormatChecker(formats=("date", "regex")))


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One error in a file; prints as `file:line: where: reason`."""

    file: str
    line: int
    where: str
    reason: str

    def __str__(self) -> str:
        where = f" {self.where}:" if self.where else ""
        return f"{self.file}:{self.line}:{where} {self.reason}"


@dataclass(frozen=True, slots=True)
class Checked:
    """A definition file that was read: the definition (when it is sound), its data, its errors."""

    file: str
    written: Mapping[str, Any]
    definition: Definition | None
    findings: tuple[Finding, ...] = ()


def check_folder(folder: Path) -> tuple[Checked, ...]:
    """Check all definition files of a folder, and that no procedure is defined twice for a day."""
    library, findings = load_library(folder)
    checked = [Checked("", {}, None, findings)] if findings else []
    checked += [check_file(path, library, root=folder) for path in definition_files(folder)]
    return (*checked, *_twice(checked))


def definition_files(folder: Path) -> list[Path]:
    """Return the definition files of a folder in order; files that start with `_` are shared
    pieces.
    """
    return sorted(path for path in folder.rglob("*.yaml") if not path.name.startswith("_"))


def load_library(folder: Path) -> tuple[Library, tuple[Finding, ...]]:
    """Read the shared pieces of a folder; a missing shelf is empty."""
    shelves: dict[str, Any] = {}
    findings = []
    for shelf in _SHELVES:
        path = folder / f"_{shelf}.yaml"
        if not path.exists():
            continue
        try:
            pieces = spell_out(parse(text_of(path)))
        except Unreadable as error:
            findings.append(Finding(path.name, error.line, "", error.reason))
            continue
        if isinstance(pieces, dict):
            shelves[shelf] = pieces
        else:
            findings.append(Finding(path.name, 1, "", "shared pieces must be written by name"))
    return Library(**shelves), tuple(findings)


def check_file(path: Path, library: Library, *, root: Path | None = None) -> Checked:
    """Check one file, named `<code>-<slug>.yaml` in the folder of its field of law.

    A version that is not the newest has its first day in the name: `<code>-<slug>@<day>.yaml`.
    """
    shown = str(path.relative_to(root)) if root else str(path)
    named = FILE_NAME.fullmatch(path.name)
    if not named:
        why = "a definition file is named <code>-<slug>.yaml, e.g. 1.001193-birth.yaml"
        return Checked(shown, {}, None, (Finding(shown, 1, "", why),))
    try:
        text = text_of(path)
    except Unreadable as error:
        return Checked(shown, {}, None, (Finding(shown, error.line, "", error.reason),))
    checked = check_text(text, library, file=shown, field=path.parent.name, slug=named["slug"])
    wrong = tuple(
        Finding(shown, line_of(text, (word,)), word, f"the file is named {told}, but says {said!r}")
        for word, told in (("code", named["code"]), ("valid_from", named["day"]))
        if told and (said := checked.written.get(word)) not in {None, told}
    )
    return Checked(shown, checked.written, None, (*checked.findings, *wrong)) if wrong else checked


def check_text(text: str, library: Library, *, file: str, field: str, slug: str) -> Checked:
    """Check the text of one procedure."""
    try:
        written = spell_out(parse(text))
    except Unreadable as error:
        return Checked(file, {}, None, (Finding(file, error.line, "", error.reason),))
    if not isinstance(written, dict):
        return Checked(file, {}, None, (Finding(file, 1, "", "the file must say 'word: value'"),))
    try:
        whole = library.fill_in(written)
    except UnknownPiece as error:
        found = Finding(file, line_of(text, error.path), _dotted(error.path), str(error))
        return Checked(file, written, None, (found,))
    definition, faults = judge(whole, field=field, slug=slug)
    findings = tuple(
        sorted(
            Finding(file, line_of(text, path, whole), _dotted(path), why) for path, why in faults
        )
    )
    return Checked(file, whole, None if findings else definition, findings)


def judge(
    whole: Mapping[str, Any], *, field: str, slug: str
) -> tuple[Definition | None, list[tuple[tuple[str | int, ...], str]]]:
    """Hold a written procedure against the schema and the rules of consistency."""
    errors = [nearest(error) for error in _SCHEMA.iter_errors(whole)]
    if errors:
        return None, [(tuple(error.absolute_path), reason(error)) for error in errors]
    if field not in FIELDS:
        return None, [((), f"the folder '{field}' is no field of law; known: {', '.join(FIELDS)}")]
    lacking = [
        (
            ("cases", n),
            f"the case '{case['key']}' has no {word}, and the procedure gives none for all",
        )
        for word in ("limit", "fee")
        for n, case in enumerate(whole["cases"])
        if word not in case and word not in whole
    ]
    if lacking:
        return None, list(lacking)
    try:
        definition = read(whole, field=field, slug=slug)
    except ValueError as error:
        return None, [((), str(error))]
    # What holds for all cases stands once in the file and is told once.
    told = dict.fromkeys((_as_written(path, whole), why) for path, why in problems(definition))
    return definition, list(told)


def _as_written(path: tuple[str | int, ...], whole: Mapping[str, Any]) -> tuple[str | int, ...]:
    """Return where the author wrote what a case of the definition says."""
    if len(path) < 3 or path[0] != "cases":
        return path
    case, (word, *rest) = whole["cases"][path[1]], path[2:]
    shared = len(whole.get("papers", ()))
    if word == "papers" and rest and isinstance(rest[0], int):
        place, number = (path[:2], rest[0] - shared) if rest[0] >= shared else ((), rest[0])
        return (*place, word, number, *rest[1:])
    return (word, *rest) if word == "fee" and word not in case else path


def _dotted(path: Iterable[str | int]) -> str:
    return ".".join(str(part) for part in path)


def _twice(checked: Iterable[Checked]) -> list[Checked]:
    seen: dict[tuple[str, str], str] = {}
    found = []
    for one in checked:
        key = (str(one.written.get("code")), str(one.written.get("valid_from")))
        if not one.written:
            continue
        if key in seen:
            reason = f"{seen[key]} defines the same procedure from the same day"
            found.append(Checked(one.file, {}, None, (Finding(one.file, 1, "code", reason),)))
        seen.setdefault(key, one.file)
    return found
