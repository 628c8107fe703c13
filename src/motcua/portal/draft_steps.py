"""The steps of an application: one page a section, then papers, the place of the result, review."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from motcua.dossiers.views.own_draft import OwnDraft, own_draft
from motcua.formspec.answers import visible_fields
from motcua.formspec.characters import is_plain_text
from motcua.formspec.form import Form, Section
from motcua.formspec.post import clean
from motcua.ui.language import t, text

State = Literal["done", "now", "next"]


@dataclass(frozen=True, slots=True)
class StepLink:
    """One page of the application in the list of steps."""

    key: str
    label: str
    href: str
    state: State
    problems: int


def draft_or_404(request: HttpRequest, uid: UUID) -> OwnDraft:
    """Return the person's own draft; another's looks absent."""
    draft = own_draft(request.actor, uid)  # type: ignore[attr-defined]
    if draft is None:
        raise Http404("no such draft")
    return draft


def shown_sections(draft: OwnDraft) -> list[Section]:
    """Return the sections with at least one question that the answers call for."""
    shown = {field.key for field in visible_fields(draft.definition.form, draft.answers)}
    return [s for s in draft.definition.form.sections if any(f.key in shown for f in s.fields)]


def step_links(draft: OwnDraft, now: str, today: date) -> list[StepLink]:
    """Return all steps; a step is done when nothing on it is missing or wrong."""
    wrong = draft.wrong(today)
    links = [
        _link(draft, s.key, text(s.title), "portal:draft_section", now,
              sum(field.key in wrong for field in s.fields))
        for s in shown_sections(draft)
    ]  # fmt: skip
    links.append(_link(draft, PAPERS, t("Giấy tờ", "Papers"), "portal:draft_papers", now,
                       len(draft.missing_papers())))  # fmt: skip
    if not draft.sent_back:
        links.append(_link(draft, PLACE, t("Nơi nhận kết quả", "Where to get the result"),
                           "portal:draft_place", now, _no_place(draft)))  # fmt: skip
    ready = not any(link.problems for link in links)
    label = t("Kiểm tra và nộp", "Check and submit")
    links.append(_link(draft, REVIEW, label, "portal:draft_review", now, 0 if ready else 1))
    return [
        replace(one, state="next") if one.key == REVIEW and now != REVIEW else one for one in links
    ]


PAPERS, PLACE, REVIEW = "papers", "place", "review"


def next_href(links: list[StepLink]) -> str:
    """Return the page after the one shown now."""
    keys = [link.state for link in links]
    return links[min(keys.index("now") + 1, len(links) - 1)].href


def read_section(
    form: Form, section: Section, answers: Mapping[str, Any], post: Mapping[str, list[str]]
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Read the posted answers of one section into the whole sheet.

    Returns
    -------
    tuple
        The sheet with the section's answers replaced and those of hidden questions left out, and
        what was typed.
    """
    open_section = replace(
        section, fields=tuple(replace(f, show_when=None) for f in section.fields)
    )
    given, raw = clean(Form((open_section,)), post)
    own = {field.key for field in section.fields}
    merged = {key: value for key, value in answers.items() if key not in own} | given
    shown = {field.key for field in visible_fields(form, merged)}
    return {key: value for key, value in merged.items() if key in shown}, raw


def storable(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers that a database can keep: without those that hold broken characters."""
    return {key: value for key, value in answers.items() if _plain(value)}


def _plain(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST and is_plain_text(value)
    return all(_plain(one) for one in value) if isinstance(value, list) else True


LONGEST = 20_000


def _link(draft: OwnDraft, key: str, label: str, name: str, now: str, problems: int) -> StepLink:
    kwargs: dict[str, Any] = {"uid": draft.uid}
    if name == "portal:draft_section":
        kwargs["section"] = key
    state: State = "now" if key == now else ("next" if problems else "done")
    return StepLink(key, label, reverse(name, kwargs=kwargs), state, problems)


def _no_place(draft: OwnDraft) -> int:
    return int(draft.return_way == "point" and not draft.return_point)
