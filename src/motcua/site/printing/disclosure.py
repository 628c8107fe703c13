"""Who sees what, from the table of disclosure."""

from motcua.disclosure.rules import Rule
from motcua.disclosure.sights import Sight
from motcua.disclosure.table import RULES, TABLE
from motcua.disclosure.things import Thing
from motcua.disclosure.viewers import Viewer
from motcua.identity.roles import NAMES, Role
from motcua.site.printing.markdown import code, document, listed, table

LEAD = """\
The one policy of disclosure (`motcua.disclosure.table.TABLE`): every field of every object follows a rule, and a
rule says for every viewer how much they get and why. A role counts only where its holder has to do with the
dossier: the official of another agency, or the applicant of another dossier, is the public.
[Who sees what, and why](../explanation/who-sees-what.md) tells it in words.

**shown** the value; **on reveal** dots, one field at a time for a reason, recorded and told to the applicant;
**masked** `N*** A***`, `09******12`; **pseudonym** an alias that says nothing elsewhere; **–** nothing, not even
whether there is a value."""

OTHERS = {
    Viewer.INTEGRATION: ("Hệ thống bên ngoài", "System outside"),
    Viewer.PUBLIC: ("Mọi người khác", "Everybody else"),
}
SIGHTS = {
    Sight.SHOWN: "shown",
    Sight.ON_REVEAL: "on reveal",
    Sight.MASKED: "masked",
    Sight.PSEUDONYM: "pseudonym",
    Sight.HIDDEN: "–",
}


def page() -> str:
    """Return the page of the policy of disclosure."""
    return document(
        "Who sees what",
        LEAD,
        "## Viewers",
        _viewers(),
        "## Rules",
        *(_rule(rule) for rule in RULES),
        "## Fields",
        *(_thing(thing) for thing in TABLE),
    )


def _viewers() -> str:
    return table(("viewer", "Vietnamese", "English"), ((code(one), *_named(one)) for one in Viewer))


def _named(viewer: Viewer) -> tuple[str, str]:
    if viewer in OTHERS:
        return OTHERS[viewer]
    names = NAMES[Role(viewer.value)]
    return names.vi, names.en


def _rule(rule: Rule) -> str:
    rows = (
        (SIGHTS[sight], listed(one for one in Viewer if rule.for_viewer(one) is sight))
        for sight in reversed(tuple(Sight))
        if any(rule.for_viewer(one) is sight for one in Viewer)
    )
    return "\n\n".join(
        [f"### {rule.name}", rule.why.vi, rule.why.en, table(("sight", "who"), rows)]
    )


def _thing(thing: Thing) -> str:
    by_rule: dict[str, list[str]] = {}
    for name, rule in TABLE[thing].items():
        by_rule.setdefault(rule.name, []).append(name)
    rows = ((rule, listed(names)) for rule, names in by_rule.items())
    return "\n\n".join([f"### {thing}", table(("rule", "fields"), rows)])
