"""`motcua catalogue`: check, import, compare and publish definition files."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from motcua.catalogue import published_schema, queries, shipped
from motcua.catalogue.actions.propose import propose
from motcua.catalogue.actions.publish import publish as publish_version
from motcua.catalogue.actions.turn_down import turn_down
from motcua.catalogue.checking import Checked, check_file, check_folder, load_library
from motcua.catalogue.difference import difference
from motcua.flow.refusal import Refused
from motcua.identity import queries as people
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.worktime.instants import LOCAL

app = typer.Typer(help="Procedures: their files and their versions.", no_args_is_help=True)
out, err = Console(), Console(stderr=True)

Where = Annotated[
    Path | None, typer.Argument(help="A file or folder; the shipped ones if left out.")
]
Login = Annotated[str, typer.Option("--as", help="Login of the official who acts.")]
Code = Annotated[str, typer.Argument(help="National code, e.g. 1.001193.")]


@app.command()
def check(where: Where = None) -> None:
    """Check definition files; every error names file, line and reason."""
    checked = _read(where)
    out.print(f"{len(checked)} procedures, no errors.")


@app.command("import")
def import_(login: Login, where: Where = None) -> None:
    """Propose every procedure of the files that differs from what is published."""
    actor, at = _actor(login, P.CATALOGUE_EDIT), datetime.now(LOCAL)
    outcomes = [(code, _outcome(one, actor, at)) for code, one in _in_order(_read(where))]
    codes = [code for code, outcome in outcomes if outcome == "proposed"]
    later = [code for code, outcome in outcomes if outcome == "proposal_open"]
    out.print(f"{len(codes)} proposed{': ' + ', '.join(codes) if codes else ', nothing new'}.")
    if later:
        out.print(f"A version waits already, import again when it is published: {', '.join(later)}")
    if codes:
        out.print("A second person publishes them: motcua catalogue publish CODE --as LOGIN")


@app.command()
def diff(code: Code, where: Where = None) -> None:
    """Show what the file (or else the waiting proposal) changes in the published version."""
    versions = queries.documents(code)
    if not versions:
        raise _failed([f"the catalogue has no procedure {code}"])
    found = [one for one in _read(where) if one.written.get("code") == code] if where else []
    newer = found[0].written if found else versions[-1]
    older = versions[-1] if found else versions[-2] if len(versions) > 1 else {}
    changes = difference(older, newer)
    for change in changes:
        out.print(str(change), markup=False, highlight=False, soft_wrap=True)
    out.print(_counted(len(changes), "change"))


@app.command()
def proposals() -> None:
    """List the proposals that wait for a second person."""
    table = Table("code", "version", "from", "name", "fingerprint")
    for one in queries.proposals():
        name = one.definition.names.vi
        table.add_row(
            one.code, str(one.number), f"{one.valid_from:%d/%m/%Y}", name, one.fingerprint[:12]
        )
    out.print(table)


@app.command()
def publish(
    login: Login,
    code: Annotated[str | None, typer.Argument(help="National code.")] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="All waiting proposals.")] = False,
) -> None:
    """Publish a waiting proposal; whoever proposed it may not."""
    actor = _actor(login, P.CATALOGUE_PUBLISH)
    if (code is None) == (not every):
        raise _failed(["name one code, or say --all"])
    codes = [one.code for one in queries.proposals()] if code is None else [code]
    try:
        for one in codes:
            publish_version(code=one, actor=actor, at=datetime.now(LOCAL))
    except Refused as refused:
        raise _failed([refusal.text.en for refusal in refused.refusals]) from refused
    out.print(f"{len(codes)} published.")


@app.command("turn-down")
def turn_down_(code: Code, reason: str, login: Login) -> None:
    """Take a waiting proposal away, with a reason."""
    try:
        actor = _actor(login, P.CATALOGUE_PUBLISH)
        turn_down(code=code, reason=reason, actor=actor, at=datetime.now(LOCAL))
    except Refused as refused:
        raise _failed([refusal.text.en for refusal in refused.refusals]) from refused
    out.print(f"The proposal for {code} is turned down.")


@app.command()
def schema() -> None:
    """Print the JSON Schema of definition files, for editors."""
    out.print_json(json.dumps(published_schema.published(), ensure_ascii=False))


def _read(where: Path | None) -> list[Checked]:
    place = where or shipped.folder()
    if not place.exists():
        raise _failed([f"{place} does not exist"])
    checked = check_folder(place) if place.is_dir() else (_one(place),)
    errors = [str(finding) for one in checked for finding in one.findings]
    if errors:
        raise _failed([*errors, _counted(len(errors), "error")])
    return list(checked)


def _one(path: Path) -> Checked:
    # The shared pieces stand beside the folders of the fields of law.
    root = path.resolve().parent.parent
    library, findings = load_library(root)
    return (
        Checked("", {}, None, findings)
        if findings
        else check_file(path.resolve(), library, root=root)
    )


def _in_order(read: list[Checked]) -> list[tuple[str, Checked]]:
    """Return the sound ones by code, each procedure's earlier version first."""
    sound = [
        (one.definition.code, one.definition.valid_from, one) for one in read if one.definition
    ]
    return [(code, one) for code, _, one in sorted(sound, key=lambda each: each[:2])]


def _outcome(one: Checked, actor: Actor, at: datetime) -> str:
    """Propose one version; return `proposed`, `nothing_new` or `proposal_open`."""
    if one.definition is None:
        return "nothing_new"
    field, slug = one.definition.field, one.definition.slug
    try:
        propose(written=one.written, field=field, slug=slug, actor=actor, at=at)
    except Refused as refused:
        if refused.refusal.code in {"nothing_new", "proposal_open"}:
            return refused.refusal.code
        reasons = [f"{one.file}: {refusal.text.en}" for refusal in refused.refusals]
        raise _failed(reasons) from refused
    return "proposed"


def _actor(login: str, needs: P) -> Actor:
    person, today = people.person_by_login(login), datetime.now(LOCAL).date()
    if person is None:
        raise _failed([f"nobody has the login '{login}'"])
    offices = {post.office for post in people.posts(person.pk, today)}
    actors = [people.actor(person, office, today) for office in sorted(offices)]
    able = next((actor for actor in actors if actor.may(needs)), None)
    if able is None:
        raise _failed([f"'{login}' does not hold the permission {needs} at any office today"])
    return able


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}."


def _failed(problems: list[str]) -> typer.Exit:
    for problem in problems:
        err.print(problem, markup=False, highlight=False, soft_wrap=True)
    return typer.Exit(1)
