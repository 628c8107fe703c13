"""What makes a definition contradict itself, beyond what a schema can say.

Each finding is a path into the written procedure and the reason, in words for the author.
"""

from collections.abc import Iterator, Sequence
from math import isclose

from motcua.catalogue.definition import Case, CommuneFrom, Definition, FeeRule, PayWhen
from motcua.catalogue.vocabulary import COMPETENCE_RULES, DEPARTMENTS, is_competence_rule
from motcua.formspec import authored
from motcua.formspec.condition import Condition
from motcua.formspec.form import Field, FieldType
from motcua.formspec.lint import lint

Path = tuple[str | int, ...]
Problem = tuple[Path, str]

_NUMBERS = {FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY}


def problems(definition: Definition) -> Iterator[Problem]:
    """Yield every contradiction of a definition."""
    yield from _form(definition)
    yield from _competence(definition)
    yield from _cases(definition)
    yield from _route(definition)
    yield from _links(definition)
    yield from _circumstances(definition)


def _form(definition: Definition) -> Iterator[Problem]:
    for path, reason in authored.problems(definition.form):
        yield _path(path), reason
    for hint in lint(definition.form):
        yield _field_path(definition, hint.where), f"{hint.rule}: {hint.text}"


def _competence(definition: Definition) -> Iterator[Problem]:
    who = definition.competence
    yield from _rule(who.rule, ("competence", "rule"))
    if who.commune_from in {CommuneFrom.NONE, CommuneFrom.RECEPTION}:
        return
    field = definition.form.field(who.commune_field)
    if field is None or field.type is not FieldType.COMMUNE:
        reason = (
            f"the form has no field '{who.commune_field}' of type commune to settle the competence"
        )
        yield ("competence", "commune_field"), reason


def _cases(definition: Definition) -> Iterator[Problem]:
    yield from _unique([case.key for case in definition.cases], ("cases",), "case")
    *special, last = definition.cases
    for n, case in enumerate(special):
        if case.when is None:
            yield (
                ("cases", n),
                f"the case '{case.key}' has no 'when', so the cases after it never apply",
            )
    if last.when is not None:
        reason = f"the last case '{last.key}' must have no 'when', to take everybody who is left"
        yield ("cases", len(special), "when"), reason
    for n, case in enumerate(definition.cases):
        yield from _case(definition, case, ("cases", n))


def _case(definition: Definition, case: Case, path: Path) -> Iterator[Problem]:
    if case.when:
        yield from _condition(definition, case.when, (*path, "when"))
    yield from _unique([paper.key for paper in case.papers], (*path, "papers"), "paper")
    for n, paper in enumerate(case.papers):
        if paper.required_when:
            yield from _condition(definition, paper.required_when, (*path, "papers", n))
        if not paper.original + paper.copy:
            yield (*path, "papers", n), f"the paper '{paper.key}' asks for no original and no copy"
    yield from _fee(definition, case.fee, (*path, "fee"))


def _fee(definition: Definition, fee: FeeRule, path: Path) -> Iterator[Problem]:
    pays = bool(fee.amount or fee.by_channel)
    if pays and not fee.basis:
        yield path, "a fee needs its legal basis"
    if pays and fee.pay_when is PayWhen.NONE:
        yield path, "a fee needs 'pay_when': reception or settlement"
    for word in (fee.quantity_field, fee.sets_field):
        field = definition.form.field(word) if word else None
        if word and (field is None or field.type not in _NUMBERS):
            yield path, f"the fee counts '{word}', which is no number field of the form"
    if fee.tiers and not fee.quantity_field:
        yield path, "tiers of a fee need 'quantity_field'"
    starts = [tier.start for tier in fee.tiers]
    if starts != sorted(set(starts)):
        yield path, "tiers of a fee must start at rising numbers"
    yield from _unique([one.key for one in fee.exemptions], (*path, "exemptions"), "exemption")
    for n, one in enumerate(fee.exemptions):
        if one.when:
            yield from _condition(definition, one.when, (*path, "exemptions", n))


def _route(definition: Definition) -> Iterator[Problem]:
    yield from _unique([step.key for step in definition.route], ("route",), "step")
    total = sum(step.share for step in definition.route)
    if not isclose(total, 1, abs_tol=1e-6):
        yield ("route",), f"the shares of the steps sum to {total:g}; they must sum to 1"
    for n, step in enumerate(definition.route):
        if step.agency != "competent":
            yield from _rule(step.agency, ("route", n, "agency"))
        keys = [consult.key for consult in step.consults]
        yield from _unique(keys, ("route", n, "consults"), "consult")
        for c, consult in enumerate(step.consults):
            yield from _rule(consult.agency, ("route", n, "consults", c, "agency"))
            if consult.when:
                yield from _condition(definition, consult.when, ("route", n, "consults", c, "when"))
    if definition.four_eyes and len({step.role for step in definition.route}) < 2:
        yield ("route",), "four eyes need two different roles in the route"


def _links(definition: Definition) -> Iterator[Problem]:
    yield from _unique([link.key for link in definition.interlinked], ("interlinked",), "link")
    known = {step.key for step in definition.route}
    for n, link in enumerate(definition.interlinked):
        yield from _rule(link.agency, ("interlinked", n, "agency"))
        if link.after and link.after not in known:
            reason = f"'{link.key}' follows '{link.after}', which is no step and no link before it"
            yield ("interlinked", n, "after"), reason
        known.add(link.key)


def _circumstances(definition: Definition) -> Iterator[Problem]:
    online = "online" in definition.channels
    if online != (definition.online_level != "none"):
        yield ("online_level",), "online_level and the channel 'online' say different things"
    for word, items in (
        ("excluded_time", definition.excluded_time),
        ("extensions", definition.extensions),
    ):
        yield from _unique([one.key for one in items], (word,), "entry")
    if not definition.verified and definition.note is None:
        yield ("note",), "a definition that is not verified needs a note that says what to confirm"


def _condition(definition: Definition, condition: Condition, path: Path) -> Iterator[Problem]:
    for reason in authored.condition_problems(condition, definition.form):
        yield path, reason
    for test in condition.tests:
        field = definition.form.field(test.field)
        if field is not None and _hides(field):
            yield (
                path,
                f"'{field.key}' is masked identity; mark it 'decides: true' or ask something else",
            )


def _hides(field: Field) -> bool:
    return field.masked


def _rule(rule: str, path: Path) -> Iterator[Problem]:
    if not is_competence_rule(rule):
        known = [*COMPETENCE_RULES, *(f"department:{key}" for key in DEPARTMENTS)]
        yield path, f"nobody is competent under '{rule}'; known: {', '.join(known)}"


def _unique(keys: Sequence[str], path: Path, noun: str) -> Iterator[Problem]:
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield path, f"the {noun} key '{key}' is used twice"


def _path(dotted: str) -> Path:
    return tuple(int(part) if part.isdigit() else part for part in dotted.split("."))


def _field_path(definition: Definition, key: str) -> Path:
    for s, section in enumerate(definition.form.sections):
        if section.key == key:
            return "form", "sections", s
        for f, field in enumerate(section.fields):
            if field.key == key:
                return "form", "sections", s, "fields", f
    return ("form",)
