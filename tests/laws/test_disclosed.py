"""Every value made for reading says where each of its fields comes from, so that the policy holds it.

Packages that keep what is somebody's are walked: a new dataclass among their reads fails here until
it declares its sources by `@shows`, or stands below with the reason why it shows nothing.
"""

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import pytest

from motcua.disclosure.policy import best_sight
from motcua.disclosure.showing import WITHIN, plan_for, sources_of
from motcua.disclosure.sights import Sight
from motcua.disclosure.things import Thing
from motcua.disclosure.viewers import Viewer
from motcua.dossiers.views.looks import Look
from motcua.dossiers.views.masked_file import MaskedFile
from motcua.dossiers.views.own import OwnLine
from motcua.dossiers.views.own_dossier import OwnDossier
from motcua.dossiers.views.remote import RemoteDossier, RemoteLine
from motcua.dossiers.views.worklist import WorkLine
from motcua.insight.alerts import AlertSeen

PACKAGES = ("identity", "payments", "documents", "dossiers", "contact", "feedback", "notices",
            "approvals", "insight")  # fmt: skip
READS = ("views", "queries", "seen", "overview", "staff", "alerts")
NOT_SHOWN = {
    "Slice": "what a list is narrowed to, from the address",
    "Filter": "what a list is narrowed to, from the address",
    "Choices": "what a list can be narrowed to: the catalogue's own words",
    "Finding": "where a file lies, for serving it; never on a page",
    "Post": "a role at an office, for permissions; pages show staff.PostHeld",
    "Worker": "whom assignment may choose, for the draw; never on a page",
}
# What is put through the policy as one value: who gets it, each alone.
MADE_FOR = {
    WorkLine: "specialist head",
    RemoteLine: "applicant receptionist cashier result_clerk specialist head consulted supervisor auditor",
    RemoteDossier: "applicant receptionist cashier result_clerk specialist head consulted supervisor "
                   "auditor",
    MaskedFile: "specialist head consulted",
    OwnDossier: "applicant",
    OwnLine: "applicant",
    Look: "applicant auditor",
    AlertSeen: "auditor",
}  # fmt: skip


def modules() -> Iterator[ModuleType]:
    for package in PACKAGES:
        root = importlib.import_module(f"motcua.{package}")
        for info in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
            if info.name.removeprefix(f"motcua.{package}.").split(".")[0] in READS:
                yield importlib.import_module(info.name)


def values() -> list[type]:
    return [
        kind
        for module in modules()
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if kind.__module__ == module.__name__ and dataclasses.is_dataclass(kind)
    ]


def test_every_value_made_for_reading_declares_its_fields():
    found = values()
    assert len(found) > 70
    undeclared = [
        f"{kind.__module__}.{kind.__name__}"
        for kind in found
        if sources_of(kind) is None and kind.__name__ not in NOT_SHOWN
    ]
    assert undeclared == []


def test_every_field_is_declared_and_reasons_name_real_values():
    names = {kind.__name__ for kind in values()}
    assert {name for name in NOT_SHOWN if name not in names} == set()
    for kind in values():
        declared = sources_of(kind)
        if declared is not None:
            assert set(declared) == {one.name for one in dataclasses.fields(kind)}, kind


@pytest.mark.parametrize("kind", MADE_FOR, ids=lambda kind: kind.__name__)
def test_what_a_page_may_get_can_be_made_for_its_viewers(kind):
    """A field that has to be hidden from one of them can be absent: found here, not on the page."""
    for name in MADE_FOR[kind].split():
        plan_for(kind, frozenset({Viewer(name)}))


def test_a_field_hidden_from_a_viewer_is_gone_from_the_list_line():
    shown = dict(plan_for(WorkLine, frozenset({Viewer.SPECIALIST})))
    assert shown == {}
    hidden = dict(plan_for(WorkLine, frozenset({Viewer.SUPERVISOR})))
    assert hidden["official"]("Chi") == ""
    assert best_sight(frozenset({Viewer.SUPERVISOR}), Thing.DOSSIER, "official") is Sight.PSEUDONYM


def test_within_is_disclosed_by_its_own_sources():
    within = [name for name, one in (sources_of(MaskedFile) or {}).items() if one == WITHIN]
    assert {"history", "slips", "hand_overs", "opinions"} <= set(within)
