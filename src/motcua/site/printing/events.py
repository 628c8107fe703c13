"""What is recorded, by package, and what each kind owes to people."""

from motcua.approvals.told import Told as RequestTold
from motcua.catalogue.events import ProposalTurnedDown, VersionProposed, VersionPublished
from motcua.contact.told import Told as ContactTold
from motcua.documents.told import Told as FileTold
from motcua.dossiers.states import DOSSIER
from motcua.dossiers.told import Told as DossierTold
from motcua.events.blocking import Told as BlockedTold
from motcua.feedback.told import Told as RatingTold
from motcua.insight.told import Told as AlertTold
from motcua.ledger.actions.erasing import Told as ErasureTold
from motcua.notices.rules import RULES, Message
from motcua.payments.states import CHARGE
from motcua.payments.states import Told as ChargeTold
from motcua.planning.told import Told as PlanTold
from motcua.site.printing.markdown import code, document, listed, table

LEAD = """\
Every write tells one event in the same transaction (`motcua.events.recording.record`). Rows are never changed and
never deleted: the database refuses it. An event carries no answers of a form and no paper; people stand in it by
number.

The last column says what the event owes to the applicant (`motcua.notices.rules.RULES`): the subject of
the message, or why there is none. Only events of dossiers owe messages."""
# One entry for each package that records; a law test finds a kind that is missing here.
KINDS: dict[str, tuple[str, ...]] = {
    "payments": tuple(ChargeTold),
    "documents": tuple(FileTold),
    "contact": tuple(ContactTold),
    "events": tuple(BlockedTold),
    "approvals": tuple(RequestTold),
    "insight": tuple(AlertTold),
    "ledger": tuple(ErasureTold),
    "feedback": tuple(RatingTold),
    "planning": tuple(PlanTold),
    "catalogue": (VersionProposed.kind, VersionPublished.kind, ProposalTurnedDown.kind),
}


def page() -> str:
    """Return the page of event kinds."""
    others = [part for package in KINDS for part in (f"## {package}", _plain(package))]
    return document("Events", LEAD, "## dossiers", _dossiers(), *others)


def _dossiers() -> str:
    verbs = {kind: [m.verb for m in DOSSIER.moves if m.tells == kind] for kind in DossierTold}
    return table(
        ("kind", "told by", "message to the applicant"),
        ((code(kind), listed(verbs[kind]), _owed(kind)) for kind in DossierTold),
    )


def _owed(kind: DossierTold) -> str:
    rule = RULES[kind]
    if isinstance(rule, Message):
        return f"{rule.subject.vi} / {rule.subject.en}"
    return f"silent: {rule.why}"


def _plain(package: str) -> str:
    verbs = {kind: [m.verb for m in CHARGE.moves if m.tells == kind] for kind in KINDS[package]}
    if not any(verbs.values()):
        return "\n".join(f"- {code(kind)}" for kind in verbs)
    return table(("kind", "told by"), ((code(kind), listed(verbs[kind])) for kind in verbs))
