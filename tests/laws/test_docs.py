"""What the documentation says exists: commands, names, files, links; printed pages are fresh."""

import os
import re
import shlex
import subprocess
import sys
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.urls import Resolver404, resolve
from typer.main import get_command
from typer.testing import CliRunner

from motcua.catalogue.shipped import definitions
from motcua.demo.people import PASSWORD, cast_logins
from motcua.identity.models import Person
from motcua.site.commands import app
from motcua.site.planning_commands import plan
from motcua.site.printing import events
from motcua.site.printing.glossary import groups

TOP = [Path(name) for name in (
    "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "GOVERNANCE.md",
)]  # fmt: skip
PAGES = [*TOP, *sorted(Path("docs").rglob("*.md"))]
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
NAME = re.compile(r"\bmotcua(?:\.[A-Za-z_][A-Za-z_0-9]*)+")
FILE = re.compile(r"(?<![\w./-])(?:src|tests|docs|deploy|requirements|verify)/[\w./@-]*\w/?")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
RECORDS = sorted(Path("docs/adr").glob("0*.md"))


def said(pattern: str) -> list[tuple[Path, str]]:
    """Return what code in the pages matches, with its page."""
    return [
        (page, found)
        for page in PAGES
        for block in CODE.findall(page.read_text(encoding="utf-8"))
        for found in re.findall(pattern, block, re.MULTILINE)
    ]


def test_printed_pages_are_fresh():
    done = CliRunner().invoke(app, ["docs", "check"])
    assert done.exit_code == 0, done.output


def test_every_make_command_exists():
    targets = set(
        re.findall(r"^([a-z-]+(?: [a-z-]+)*):", Path("Makefile").read_text(), re.MULTILINE)
    )
    known = {name for line in targets for name in line.split()}
    named = said(r"\bmake ([a-z][a-z-]*)")
    assert named
    assert [f"{page}: make {name}" for page, name in named if name not in known] == []


def unknown_command(words: list[str]) -> str:
    command: Any = get_command(app)
    if words[0] == "plan":
        command, words = get_command(plan), words[1:]
    for word in words:
        below = getattr(command, "commands", {})
        if not below:
            return ""
        if word not in below:
            return word
        command = below[word]
    return ""


def test_every_motcua_command_exists():
    named = said(r"(?:^|[`\s/])motcua ((?:[a-z][a-z-]+)(?: [a-z][a-z-]+)*)")
    assert len(named) > 20
    wrong = [f"{page}: motcua {line}" for page, line in named if unknown_command(line.split())]
    assert wrong == []


def resolves(name: str) -> bool:
    """Say whether a dotted name is a module or something inside one."""
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        module = ".".join(parts[:end])
        try:
            found = find_spec(module)
        except ModuleNotFoundError:
            continue
        if found is not None:
            return holds(import_module(module), parts[end:])
    return False


def holds(thing: Any, path: list[str]) -> bool:
    for part in path:
        if part in getattr(thing, "__annotations__", {}):
            return part == path[-1]
        if not hasattr(thing, part):
            return False
        thing = getattr(thing, part)
    return True


def test_a_wrong_name_would_be_found():
    assert resolves("motcua.flow.table.Table.take")
    assert resolves("motcua.dossiers.actions.submit.submit")
    assert not resolves("motcua.flow.table.Table.teak")
    assert not resolves("motcua.flow.tabel")


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_name_in_code_exists(page):
    blocks = CODE.findall(page.read_text(encoding="utf-8"))
    names = {name for block in blocks for name in NAME.findall(block)} - NOT_NAMES
    assert sorted(name for name in names if not resolves(name)) == []


# Hosts, files and ports that look like names.
NOT_NAMES = {"motcua.example", "motcua.dump", "motcua.js"}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_file_named_exists(page):
    blocks = CODE.findall(page.read_text(encoding="utf-8"))
    files = {name for block in blocks for name in FILE.findall(block) if "<" not in name}
    assert sorted(name for name in files if not Path(name.rstrip("/")).exists()) == []


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_link_leads_somewhere(page):
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    links = [link for link in LINK.findall(text) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_address_of_a_page_exists():
    named = said(r"`(/[a-z-]+/)(?:\?[^`]*)?`")
    assert {"/dang-nhap/", "/quay/"} <= {address for _, address in named}
    for page, address in named:
        assert resolves_address(address), f"{page}: {address}"


def resolves_address(address: str) -> bool:
    try:
        return bool(resolve(address))
    except Resolver404:
        return False


def test_the_glossary_names_what_exists_and_each_word_once():
    terms = [term for group in groups().values() for term in group]
    assert len(terms) >= 70
    assert [term.name for term in terms if term.name and not resolves(term.name)] == []
    english = [term.english for term in terms]
    assert sorted({word for word in english if english.count(word) > 1}) == []
    assert [term.english for term in terms if not all(term[:4])] == []


def test_the_page_of_events_knows_every_kind():
    """Whoever adds a package that tells events adds it to the page."""
    tellers = {
        path.parts[2]
        for name in ("told.py", "events.py", "states.py")
        for path in Path("src/motcua").glob(f"*/{name}")
        if re.search(r"class Told|^    kind = ", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert tellers - set(events.KINDS) == {"dossiers"}


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_a_decision_has_its_parts_on_one_page(record):
    text = record.read_text(encoding="utf-8")
    number = record.name[:4]
    assert text.startswith(f"# {number} ")
    assert re.search(r"^Status: (proposed|accepted|superseded by \d{4})$", text, re.MULTILINE)
    places = [text.index(f"## {part}") for part in ("Context", "Decision", "Consequences")]
    assert places == sorted(places)
    assert len(text.splitlines()) <= 60
    title = text.splitlines()[0].removeprefix(f"# {number} ")
    assert f"[{number}]({record.name})" in Path("docs/adr/index.md").read_text(encoding="utf-8")
    assert title


def test_decisions_are_numbered_without_gaps():
    numbers = [int(record.name[:4]) for record in RECORDS]
    assert numbers[0] == 1
    assert all(later == earlier + 1 for earlier, later in pairwise(numbers))


def test_the_readme_signs_in(city):
    text = Path("README.md").read_text(encoding="utf-8")
    assert PASSWORD in text
    table = text.split("| login |")[1].split("\n\n")[0]
    logins = {login.login for login in cast_logins(date(2026, 8, 10))}
    named = set(re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE))
    assert named
    assert named <= logins
    assert f"{len(definitions())} procedures" in text


def test_the_map_of_the_readme_shows_every_package():
    text = Path("README.md").read_text(encoding="utf-8")
    packages = {path.parent.name for path in Path("src/motcua").glob("*/__init__.py")}
    assert sorted(name for name in packages if f"`{name}`" not in text) == []


def test_the_first_administrator_is_made_as_the_page_says(city):
    text = Path("docs/how-to/operate.md").read_text(encoding="utf-8")
    samples = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(samples) == 1
    for sample in samples:
        exec(compile(sample, "docs/how-to/operate.md", "exec"), {"__name__": "sample"})
    commands = [shlex.split(one) for one in re.findall(r"^motcua (people .*)$", text, re.MULTILINE)]
    assert len(commands) == 2
    for words in commands:
        made = CliRunner().invoke(app, words, input="một câu rất dài và dễ nhớ\n" * 2)
        assert made.exit_code == 0, made.output
        person = Person.objects.get(login=words[2])
        assert person.kind == "official"
        assert person.appointments.get().office == "centre-office"


@pytest.mark.slow
def test_the_site_builds_and_asks_nobody_else(tmp_path):
    """`make docs` in strict mode: no broken link; no script, style, font or picture from outside."""
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(tmp_path)]
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(build, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = {page: page.read_text(encoding="utf-8") for page in tmp_path.rglob("*.html")}
    assert len(pages) > 20
    loads = re.compile(r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=["']?(?:https?:)?//""")
    assert [page.name for page, text in pages.items() if loads.search(text)] == []
    # The theme would fetch the library of drawings from elsewhere as soon as it sees one.
    assert [page.name for page, text in pages.items() if 'class="mermaid' in text] == []


def test_no_page_names_this_machine():
    here = (str(Path.cwd()), str(Path.home()))
    wrong = [p for p in PAGES if any(h in p.read_text(encoding="utf-8") for h in here if h != "/")]
    assert wrong == []
