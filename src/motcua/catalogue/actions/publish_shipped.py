"""Bring the catalogue up to the procedures that come with the software, with two people."""

from dataclasses import dataclass
from datetime import datetime

from motcua.catalogue import shipped
from motcua.catalogue.actions.propose import propose
from motcua.catalogue.actions.publish import publish
from motcua.catalogue.checking import Checked
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor


@dataclass(frozen=True, slots=True)
class Brought:
    """The codes that were published now, and those that were as shipped already."""

    published: tuple[str, ...]
    unchanged: tuple[str, ...]


def publish_shipped(*, proposer: Actor, approver: Actor, at: datetime) -> Brought:
    """Propose and publish each shipped version that is not in force yet.

    Raises
    ------
    Refused
        As `propose` and `publish`; `nothing_new` and versions older than the published one are
        passed over.
    """
    ordered = sorted(shipped.checked(), key=lambda one: str(one.written.get("valid_from")))
    results = {one.file: _bring(one, proposer, approver, at) for one in ordered if one.definition}
    codes = {one.file: one.definition.code for one in ordered if one.definition}
    return Brought(
        published=tuple(sorted(codes[file] for file, done in results.items() if done)),
        unchanged=tuple(sorted(codes[file] for file, done in results.items() if not done)),
    )


def _bring(one: Checked, proposer: Actor, approver: Actor, at: datetime) -> bool:
    if one.definition is None:
        return False
    field, slug = one.definition.field, one.definition.slug
    try:
        version = propose(written=one.written, field=field, slug=slug, actor=proposer, at=at)
    except Refused as refused:
        if refused.refusal.code in {"nothing_new", "begins_too_early"}:
            return False
        raise
    publish(code=one.definition.code, actor=approver, at=at, fingerprint=version.fingerprint)
    return True
