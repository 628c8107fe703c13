"""Every free text an action takes is screened; a new one is found here."""

import importlib
import inspect
import pkgutil
from uuid import uuid4

import pytest

from motcua.approvals import actions as approvals
from motcua.dossiers import actions
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.taking import FREE_TEXT
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.facts import Item
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.events.blocking import WayOfContact
from motcua.events.models import Event
from motcua.ledger import actions as ledger
from tests.builders import a_dossier

# Keys, codes and the name shown at the counter: nothing anybody writes in words.
PLAIN = frozenset(
    {"position", "kind", "key", "way", "point", "charge", "collected_by", "verb", "field"}
)


def test_every_text_of_an_action_is_screened_or_called_plain():
    unknown = []
    for info in pkgutil.iter_modules(actions.__path__):
        act = getattr(importlib.import_module(f"{actions.__name__}.{info.name}"), info.name, None)
        if act is None or not hasattr(act, "__wrapped__"):
            continue
        for name, given in inspect.signature(act).parameters.items():
            if given.annotation is str and name not in {*FREE_TEXT, *PLAIN}:
                unknown.append((info.name, name))
    assert unknown == []


# What is written in words for a second person, or about an erasure; screened by `telling.screened`.
SCREENED = {"reason", "ground", "basis", "reference", "answer"}
# Names and ways to reach an official, kept for administrators alone; codes of reasons.
OF_STAFF = {"login", "full_name", "email", "phone"}


def test_every_text_that_a_second_person_reads_is_screened_or_called_plain():
    unknown, screening = [], 0
    for package in (approvals, ledger):
        for info in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{info.name}")
            for name, act in inspect.getmembers(module, inspect.isfunction):
                texts = {
                    given.name
                    for given in inspect.signature(act).parameters.values()
                    if given.annotation is str and given.kind is given.KEYWORD_ONLY
                }
                if name.startswith("_") or act.__module__ != module.__name__ or not texts:
                    continue
                unknown += [(name, one) for one in texts - SCREENED - OF_STAFF - {"subject"}]
                source = inspect.getsource(module)
                screening += "screened(" in source or "carried(" in source
    assert unknown == []
    assert screening >= 5


def test_a_blocked_reason_changes_nothing_and_is_on_record(cast, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    with pytest.raises(WayOfContact):
        withdraw(dossier_id=dossier.pk, reason="Gọi 0912345678", actor=cast.an, at=monday,
                 request_id=uuid4())  # fmt: skip
    assert Dossier.objects.get(pk=dossier.pk).event_count == dossier.event_count
    assert Event.objects.get(kind="text_blocked").data["kinds"] == ["phone"]


def test_a_line_of_form_02_is_refused_at_its_field(cast, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    official = next(a for a in (cast.chi, cast.giang) if a.person_id == dossier.official_id)
    items = (Item("Bản sao", "Còn thiếu", "Điều 1"), Item("Tờ khai", "zalo 0912345678", "Điều 2"))
    with pytest.raises(WayOfContact) as caught:
        ask_supplement(dossier_id=dossier.pk, items=items, actor=official, at=monday,
                       request_id=uuid4())  # fmt: skip
    assert caught.value.refusal.where == "items.2.reason"
