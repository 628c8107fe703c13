"""The form of a draft at the counter: filled in for the person who stands there, saved as it is."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from motcua.catalogue.definition import Channel
from motcua.catalogue.requirements import requirements
from motcua.catalogue.rulesets import ruleset
from motcua.desk.access import at_counter, hidden, show
from motcua.desk.choices import places, sources
from motcua.desk.course import course
from motcua.dossiers.actions.draft import save
from motcua.dossiers.views.counter_dossier import CounterDossier, counter_dossier
from motcua.formspec.answers import validate
from motcua.formspec.characters import is_plain_text
from motcua.formspec.post import clean
from motcua.identity.permissions import P
from motcua.ui.fields import Field, Option, problems
from motcua.ui.filling import Filled, empty, fill
from motcua.ui.jinja import url
from motcua.ui.language import lang, t
from motcua.ui.page import page
from motcua.ui.questions import Raw, posted, questions
from motcua.worktime.units import describe

LONGEST = 20_000


@page(needs=P.DESK_RECEIVE, methods=("GET", "POST"))
def form(request: HttpRequest, key: str) -> HttpResponse:
    """Show or save the answers; wrong ones are saved, too, and said."""
    actor = at_counter(request, P.DESK_RECEIVE)
    found = editable(request, key)
    if request.method != "POST":
        return _page(request, found, found.answers, None, empty(return_fields(found)))
    place = fill(return_fields(found), request.POST)
    answers, raw = clean(found.definition.form, posted(request.POST))
    if "reload" in request.POST:
        return _page(request, found, answers, raw, place)
    save(
        dossier_id=found.id, answers=storable(answers), actor=actor, at=timezone.now(),
        return_way=place.values.get("way", ""), return_point=place.values.get("point", ""),
    )  # fmt: skip
    errors = _errors(found, answers)
    if errors or place.wrong:
        return _page(request, found, answers, raw, place, errors, status=409)
    return HttpResponseRedirect(url("desk:papers", found.key))


def editable(request: HttpRequest, key: str) -> CounterDossier:
    """Return a draft of this counter, or a dossier that awaits its supplement."""
    actor = at_counter(request, P.DESK_RECEIVE)
    with hidden():
        found = counter_dossier(actor, key, timezone.now())
    if not found.editable:
        raise Http404("nothing to enter here")
    return found


def storable(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers a database can keep: without those that hold broken characters."""
    return {key: value for key, value in answers.items() if _storable(value)}


def _storable(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST and is_plain_text(value)
    return all(_storable(one) for one in value) if isinstance(value, list) else True


def return_fields(found: CounterDossier) -> tuple[Field, ...]:
    """Return where the result goes; only a draft still says it here."""
    if found.awaits_supplement:
        return ()
    ways = (
        Option("point", t("Nhận tại điểm tiếp nhận", "At a reception point")),
        Option("post", t("Nhận qua bưu chính", "By post")),
        Option("online", t("Nhận bản điện tử", "Electronically")),
    )
    return (
        Field("way", t("Cách nhận kết quả", "How to get the result"), "radios", options=ways,
              value=found.return_way),
        Field("point", t("Điểm nhận kết quả", "Point of collection"), "select", required=False,
              options=tuple(places(timezone.localdate())), value=found.return_code),
    )  # fmt: skip


def _errors(found: CounterDossier, answers: Mapping[str, Any]) -> dict[str, str]:
    today = timezone.localdate()
    lists = {name: {one.value for one in options} for name, options in sources(today).items()}
    return validate(found.definition.form, answers, lang(), today=today, sources=lists)


def _page(
    request: HttpRequest,
    found: CounterDossier,
    answers: Mapping[str, Any],
    raw: Raw | None,
    place: Filled,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    sections = questions(
        found.definition.form, data=answers, raw=raw, errors=errors,
        sources=sources(timezone.localdate()), own=False,
    )  # fmt: skip
    # What the answers on the screen call for, saved or not.
    needs = requirements(
        found.definition, answers, channel=Channel(found.channel), ruleset=ruleset(found.ruleset)
    )
    values = {
        "found": found,
        "sections": sections,
        "place": place,
        "problems": problems(sections) + place.problems,
        "course": course(found, "form"),
        "needs": needs,
        "limit": describe(needs.limit, lang()),
    }
    return show(request, "form.html", values, here="identify", block="answers", status=status)
