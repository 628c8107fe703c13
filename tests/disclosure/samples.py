"""What the walk puts into addresses; a new address with a new parameter needs a line here.

`tests/disclosure/test_registry.py` fails while an address has neither a sample nor a written reason
to be left out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from motcua.approvals.models import Request
from motcua.contact.models import Hearing, Message, MessageFile
from motcua.desk.messages import FORMS as HOSTS_ACTS
from motcua.dossiers.models import Dossier
from motcua.dossiers.views.counter_lists import CounterList
from motcua.identity.models import Person
from motcua.insight.measures import MEASURES
from motcua.insight.models import Alert
from motcua.notices.models import Notice
from motcua.payments.models import Charge
from motcua.planning.kinds import Kind
from motcua.portal.messages import VERBS as APPLICANTS_ACTS
from tests.builders import MARRIAGE_STATUS
from tests.disclosure.plans import plan_files, plan_samples, public_files, public_samples
from tests.disclosure.world import World

# Dossiers whose pages are walked: An's in work, An's at its end, another applicant's.
WALKED = ("processing", "returned", "other")
# What may be done to a hearing, as the faces name it, and something they do not know.
HEARING_ACTS = (*APPLICANTS_ACTS, *HOSTS_ACTS, "khong-co")
ABSENT_CODE = "H26.99-260810-9999"
UUID = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class Address:
    """One pattern of the URLconf."""

    name: str
    route: str
    params: tuple[str, ...]
    view: Any


# Addresses that the walk of pages leaves out, and why.
EXEMPT = {
    "api:v1:openapi-json": "the description of the API holds no data; printed by the code alone",
    "api:None": "answers every address the API does not have with the same problem",
}
EXEMPT_PREFIXES = {
    "api/v1/": "walked from the OpenAPI description by test_api_leaks.py, every operation",
}

# Parameters that follow from a dossier, by name.
OF_DOSSIER: dict[str, Callable[[World, Dossier], Any]] = {
    "code": lambda w, d: d.code or str(d.uid),
    "key": lambda w, d: d.code or str(d.uid),
    "uid": lambda w, d: d.uid,
    "paper_id": lambda w, d: _first(d.papers.filter(file__isnull=False), "pk"),
    "paper": lambda w, d: _first(d.papers.all(), "pk"),
    "file_id": lambda w, d: _first(d.papers.filter(file__isnull=False), "file_id"),
    "reference": lambda w, d: _first(Charge.objects.filter(subject=f"dossier:{d.pk}"), "reference"),
    "notice_id": lambda w, d: _first(Notice.objects.filter(subject_id=d.pk), "pk"),
    "dossier_id": lambda w, d: d.pk,
}
# Parameters that follow from nothing.
GENERAL: dict[str, Callable[[World], list[Any]]] = {
    "which": lambda w: [one.value for one in CounterList],
    "section": lambda w: ["nguoi-yeu-cau", "applicant"],
    "person_id": lambda w: [
        w.cast.chi.person_id,
        w.cast.binh.person_id,
        w.cast.an.person_id,
        w.cast.other.person_id,
    ],
    "token": lambda w: [w.token, "nothing"],
    "tag": lambda w: ["AAAAAAAAAAAAAAAA"],
    "idx": lambda w: [0, 999_999],
    "leaf_hash": lambda w: ["00" * 32],
    "unit": lambda w: [w.cast.agency],
    "n": lambda w: [0],
    "place": lambda w: [0],
    "month": lambda w: [f"{timezone.localdate():%Y-%m}"],
}
# Addresses whose parameters mean something else.
BY_NAME: dict[str, Callable[[World], list[dict[str, Any]]]] = {
    "portal:procedure": lambda w: [{"code": MARRIAGE_STATUS}],
    "portal:start": lambda w: [{"code": MARRIAGE_STATUS}],
    "portal:point": lambda w: [{"code": w.cast.point}],
    "portal:tracked": lambda w: [{"code": one} for one in (*w.codes(), ABSENT_CODE)],
    "portal:reset": lambda w: [{"uid": "MQ", "token": "set-password"}],
    "portal:draft": lambda w: _drafts(w),
    "portal:draft_section": lambda w: [
        one | {"section": section.key} for one in _drafts(w) for section in w.sections
    ],
    "portal:talk_file": lambda w: _enclosed(w),
    "office:talk_file": lambda w: _enclosed(w),
    "portal:minutes": lambda w: [
        one | {"code": d.code} for one in _uids(Hearing) for d in _walked(w)
    ],
    "desk:minutes": lambda w: _uids(Hearing),
    "desk:answer": lambda w: _uids(Message),
    "desk:host_hearing": lambda w: _with(_uids(Hearing), "slug", HEARING_ACTS),
    "office:confirm_minutes": lambda w: [
        one | {"code": d.code} for one in _uids(Hearing) for d in _walked(w)
    ],
    "portal:hearing_move": lambda w: _with(
        [one | {"code": d.code} for one in _uids(Hearing) for d in _walked(w)], "slug", HEARING_ACTS
    ),
    "desk:procedure": lambda w: [{"code": MARRIAGE_STATUS}],
    "desk:begin": lambda w: [{"code": MARRIAGE_STATUS}],
    "desk:slip": lambda w: (
        [
            {"key": d.code, "number": slip.pk}
            for d in (*_walked(w), w.dossiers["asked"])
            for slip in d.slips.all()[:1]
        ]
        or [{"key": ABSENT_CODE, "number": 1}]
    ),
    "desk:acting": lambda w: _acts(w, "key", "desk"),
    "office:acting": lambda w: _acts(w, "code", "office"),
    "office:question": lambda w: [
        {"number": one.pk} for d in _walked(w) for one in d.consultations.all()
    ],
    "console:procedure": lambda w: [{"code": MARRIAGE_STATUS}],
    "console:version": lambda w: [{"code": MARRIAGE_STATUS, "number": 1}],
    "console:try_out": lambda w: [{"code": MARRIAGE_STATUS, "number": 1}],
    "console:make_export": lambda w: _numbers(Request),
    "console:measure": lambda w: [{"key": one} for one in MEASURES],
    "console:measure_csv": lambda w: [{"key": one} for one in MEASURES],
    "console:cases_behind": lambda w: [{"key": one} for one in MEASURES],
    "console:measure_of_unit": lambda w: [
        {"key": one, "unit": unit} for one in MEASURES for unit in (w.cast.agency, w.cast.point)
    ],
    "console:alert": lambda w: _uids(Alert),
    "console:behind_alert": lambda w: _uids(Alert),
    "console:new_plan": lambda w: [{"kind": one.value} for one in Kind],
    "console:plan": lambda w: plan_samples(),
    "console:plan_report": lambda w: plan_samples(),
    "console:plan_archive": lambda w: plan_samples(),
    "console:plan_file": lambda w: plan_files(),
    "console:process_map": lambda w: [{"key": one} for one in ("all", "civil_status", "none")],
    "console:bottlenecks_of_field": lambda w: [{"key": one} for one in ("civil_status", "land")],
    "console:bottlenecks_of_agency": lambda w: [{"key": "pc-00004"}],
    "console:waits": lambda w: [{"key": "civil_status", "number": n} for n in (0, 1)],
    "console:waits_behind": lambda w: [{"key": "civil_status", "number": n} for n in (0, 1)],
    "portal:published_plan": lambda w: public_samples(),
    "portal:published_report": lambda w: public_samples(),
    "portal:published_archive": lambda w: public_samples(),
    "portal:published_sums": lambda w: public_samples(),
    "portal:published_file": lambda w: public_files(),
    "openlog:month": lambda w: [{"name": f"{timezone.localdate():%Y-%m}"}],
    "openlog:month_json": lambda w: [{"name": f"{timezone.localdate():%Y-%m}"}],
    "openlog:behind": lambda w: [{"name": f"{timezone.localdate():%Y-%m}"}],
    "log/<path:name>": lambda w: [
        {"name": one} for one in ("checkpoint", "checkpoints/sizes", "policy.txt", "tile/0/000.p/1")
    ],
}
# Query strings with which lists are asked, besides none: orders, filters, pages, searches, languages.
QUERIES = (
    "page=1&sort=due_at&order=desc", "q={word}", "code={code}&status=3&outcome=refused",
    "page=999999&status=abc", "urgency=overdue&field=civil_status", "by=agency", "ngay={day}",
)  # fmt: skip


def _enclosed(w: World) -> list[dict[str, Any]]:
    return [
        {"code": d.code, "uid": row.message.uid, "number": row.number}
        for row in MessageFile.objects.select_related("message")
        for d in _walked(w)
    ]


def addresses(
    resolver: URLResolver | None = None, prefix: str = "", space: str = ""
) -> Iterator[Address]:
    """Yield every address of the URLconf."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            name = f"{space}{entry.name}" if entry.name or space else route
            yield Address(name, route, tuple(entry.pattern.converters), entry.callback)
        else:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry, route, inner)


def walked_addresses() -> list[Address]:
    """Return the addresses the walk of pages opens."""
    return [
        one
        for one in addresses()
        if one.name not in EXEMPT and not one.route.startswith(tuple(EXEMPT_PREFIXES))
    ]


def unknown_params(address: Address) -> list[str]:
    """Return the parameters for which there is no sample."""
    if address.name in BY_NAME:
        return []
    return [one for one in address.params if one not in OF_DOSSIER and one not in GENERAL]


def samples(address: Address, world: World) -> list[dict[str, Any]]:
    """Return the arguments with which an address is opened."""
    if address.name in BY_NAME:
        return BY_NAME[address.name](world)
    found: list[dict[str, Any]] = [{}]
    owned = [one for one in address.params if one in OF_DOSSIER]
    if owned:
        found = [{one: OF_DOSSIER[one](world, d) for one in owned} for d in _walked(world)]
    for one in address.params:
        if one in GENERAL:
            found = [args | {one: value} for args in found for value in GENERAL[one](world)]
    return [args for args in found if all(value is not None for value in args.values())]


def path_of(address: Address, args: dict[str, Any]) -> str:
    """Return the address with its arguments filled in."""
    if address.name == address.route:
        filled = address.route
        for name, value in args.items():
            filled = filled.replace(f"<path:{name}>", str(value)).replace(
                f"<str:{name}>", str(value)
            )
        return f"/{filled}"
    return reverse(address.name, kwargs=args)


def _walked(world: World) -> list[Dossier]:
    return [world.dossiers[name] for name in WALKED]


def _drafts(world: World) -> list[dict[str, Any]]:
    return [{"uid": world.dossiers[name].uid} for name in ("draft", "asked")] + [{"uid": UUID}]


def _acts(world: World, key: str, face: str) -> list[dict[str, Any]]:
    return [{key: d.code, "slug": slug} for d in _walked(world)[:2] for slug in world.slugs[face]]


def _uids(model: Any) -> list[dict[str, Any]]:
    return [{"uid": uid} for uid in model.objects.values_list("uid", flat=True)] or [{"uid": UUID}]


def _numbers(model: Any) -> list[dict[str, Any]]:
    return [{"number": pk} for pk in model.objects.values_list("pk", flat=True)] or [{"number": 1}]


def _with(found: list[dict[str, Any]], name: str, values: tuple[str, ...]) -> list[dict[str, Any]]:
    return [one | {name: value} for one in found for value in values]


def _first(rows: Any, name: str) -> Any:
    return rows.order_by("pk").values_list(name, flat=True).first()


def login_of(world: World, name: str) -> str:
    return Person.objects.get(pk=getattr(world.cast, name).person_id).login
