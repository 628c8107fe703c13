"""The lines of the check-list: the papers of the case, and each item of an open form 02."""

from dataclasses import dataclass

from motcua.catalogue.definition import Paper
from motcua.dossiers.views.own_draft import OwnDraft, Upload
from motcua.flow.refusal import Text


@dataclass(frozen=True, slots=True)
class Line:
    """A place where files are put in; `paper` is None for an item of form 02."""

    key: str
    names: Text
    required: bool
    uploads: tuple[Upload, ...]
    paper: Paper | None = None
    reason: str = ""
    basis: str = ""


def lines_of(draft: OwnDraft) -> list[Line]:
    """Return what was asked by form 02 first, then the papers of the case."""
    asked = [
        Line(key, Text(item["what"], item["what"]), required=False, uploads=_held(draft, key),
             reason=item["reason"], basis=item["basis"])
        for key, item in ((supplement_key(n), item) for n, item in enumerate(draft.asked, start=1))
    ]  # fmt: skip
    papers = [
        Line(paper.key, paper.names, not paper.optional, _held(draft, paper.key), paper)
        for paper in draft.needs.papers
    ]
    return (asked if draft.sent_back else []) + papers


def supplement_key(number: int) -> str:
    return f"supplement-{number}"


def _held(draft: OwnDraft, key: str) -> tuple[Upload, ...]:
    return tuple(one for one in draft.papers if one.key == key)
