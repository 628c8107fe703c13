"""What the policy of disclosure costs a page: with it and without, in turn, in one process."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from statistics import median
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from motcua.disclosure import showing
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.dossiers.views import answers, eyes
from motcua.identity.actor import Actor
from motcua.identity.middleware import OFFICE_KEY
from motcua.identity.queries import person
from tests.builders import a_dossier
from tests.cast import Cast

pytestmark = [pytest.mark.bench, pytest.mark.timeout(300)]
COPIES, WARM, PAIRS = 199, 10, 150


class Bypass:
    """Takes the place of the policy wherever a view has imported it; counts how often it is asked.

    What each stand-in says is what a viewer who may see everything would get, for no work at all.
    The module that works the viewer out stays whole: names of settlers need one query more.
    """

    def __init__(self) -> None:
        self.asked = 0
        self._seams = [
            (showing.disclosed, self._standing_in(lambda value, _: value)),
            (answers.answers_for, self._standing_in(lambda _, given, __: dict(given))),
            (answers.reads_all, self._standing_in(lambda _: True)),
            (eyes.eyes_of, self._standing_in(lambda _: eyes.APPLICANT)),
            (eyes.eyes_on, self._standing_in(lambda *_: eyes.APPLICANT)),
        ]

    def _standing_in(self, instead: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any) -> Any:
            self.asked += 1
            return instead(*given)

        return counted

    def places(self) -> list[tuple[Any, str, Any]]:
        """Return every module that holds a part of the policy, under which name, what replaces it."""
        views = [m for n, m in sys.modules.items() if n.startswith("motcua.") and m is not eyes]
        return [
            (module, name, instead)
            for module in views
            for name, value in list(vars(module).items())
            for policy, instead in self._seams
            if value is policy
        ]


@contextmanager
def bypassed(places: list[tuple[Any, str, Any]]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for module, name, instead in places:
            patch.setattr(module, name, instead)
        yield


@pytest.fixture
def crowd(cast: Cast, monday: datetime, monkeypatch: pytest.MonkeyPatch) -> Dossier:
    """Return one of 200 dossiers of the same official, on the afternoon of the same day."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: monday.replace(hour=14))
    first = a_dossier(cast, Status.PROCESSING, at=monday)
    Dossier.objects.filter(pk=first.pk).update(official=cast.chi.person_id)
    rows = []
    for number in range(COPIES):
        row = Dossier.objects.get(pk=first.pk)
        row.pk, row.uid, row.code = None, uuid4(), f"{first.code[:-4]}{8000 + number}"
        rows.append(row)
    Dossier.objects.bulk_create(rows)
    return first


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(person(actor.person_id))
    session = client.session
    session[OFFICE_KEY] = actor.office
    session.save()
    return client


def seconds(client: Client, where: str) -> float:
    began = time.perf_counter()
    response = client.get(where)
    took = time.perf_counter() - began
    assert response.status_code == 200, where
    return took


def paired(client: Client, where: str) -> tuple[list[tuple[float, float]], int]:
    """Return pairs (with, without) of seconds, each first in turn, and how often it is asked."""
    policy, pairs = Bypass(), []
    seconds(client, where)  # loads the addresses, and with them every view
    places = policy.places()
    assert {value for _, _, value in places} == {instead for _, instead in policy._seams}
    for number in range(-WARM, PAIRS):
        before = seconds(client, where) if number % 2 else 0.0
        with bypassed(places):
            without = seconds(client, where)
        pairs.append((before or seconds(client, where), without))
    return pairs[WARM:], policy.asked // (WARM + PAIRS)


def test_what_the_policy_costs(cast: Cast, crowd: Dossier) -> None:
    official, counter = signed_in(cast.chi), signed_in(cast.binh)
    pages = (
        ("office: worklist, 25 of 200", official, "/co-quan/viec/"),
        ("office: one dossier", official, f"/co-quan/ho-so/{crowd.code}/"),
        ("API: list, 200 of 200", official, "/api/v1/dossiers?limit=200"),
        ("API: one dossier", official, f"/api/v1/dossiers/{crowd.code}"),
        ("counter: list, 25 of 200", counter, "/quay/danh-sach/da-tiep-nhan/"),
    )
    print(f"\n{'page':<28} {'asked':>5} {'with':>9} {'without':>9} {'ratio':>6}  quartiles")
    for name, client, where in pages:
        pairs, asked = paired(client, where)
        ratios = sorted(one / other for one, other in pairs)
        print(
            f"{name:<28} {asked:>5} {median(a for a, _ in pairs) * 1e3:>6.2f} ms "
            f"{median(b for _, b in pairs) * 1e3:>6.2f} ms {median(ratios):>6.3f}  "
            f"{ratios[PAIRS // 4]:.3f}-{ratios[3 * PAIRS // 4]:.3f}"
        )
    print("ratio: median of paired runs (aim: <= 1.10, the policy costs <= 10 %)")
