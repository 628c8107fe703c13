"""Every operation of the API, from its own description, as everybody: no more than the policy."""

import json
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from motcua.api.v1 import api
from motcua.payments.bank_report import signature
from motcua.payments.models import Charge
from tests.builders import MARRIAGE_STATUS
from tests.disclosure.samples import ABSENT_CODE, WALKED
from tests.disclosure.test_leaks import LOOKERS
from tests.disclosure.walking import Walker, told
from tests.disclosure.world import World

# What stands for each parameter of a path: one list for dossiers, one for the rest of each path.
OTHERS = {"/procedures/": [MARRIAGE_STATUS, "9.999999"], "/points/": ["nowhere"]}
QUERIES = ("limit=1&offset=1", "limit=200", "limit=-1", "expand=applicant,official",
           "sort=applicant&order=desc", "q=zuqten")  # fmt: skip


def operations() -> list[tuple[str, str]]:
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    return [(method.upper(), path) for path, found in paths.items() for method in found]


def filled(path: str, world: World) -> list[str]:
    """Return the addresses of an operation; fails for a parameter nobody has given a sample."""
    if "{" not in path:
        return [path]
    codes = [*(world.dossiers[name].code for name in WALKED), ABSENT_CODE]
    values = next((v for part, v in OTHERS.items() if part in path), [str(one) for one in codes])
    found = [path.replace("{code}", value) for value in values]
    assert not any("{" in one for one in found), f"give {path} a sample"
    return found


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("who", [*LOOKERS, "integration"])
def test_no_operation_tells_more_than_the_policy(world: World, who: str) -> None:
    walker = Walker(world, world.lookers[who])
    for method, path in operations():
        for where in filled(path, world):
            _ask(walker, method, where)
    assert not walker.leaks, told(walker.leaks)
    assert walker.answers.get(200, 0) >= 3, walker.answers


def _ask(walker: Walker, method: str, where: str) -> None:
    if method == "GET":
        walker.ask("GET", where)
        walker.ask("HEAD", where)
        if where.endswith("/dossiers"):
            for query in QUERIES:
                walker.ask("GET", f"{where}?{query}")
        return
    bodies: tuple[Any, ...] = (
        {}, {"request_id": "00000000-0000-4000-8000-000000000001", "seen": 0, "reason": "x"},
    )  # fmt: skip
    for body in bodies:
        walker.ask(method, where, json.dumps(body), content_type="application/json")


def test_an_integration_learns_nothing_beside_what_it_brings(world: World, settings: Any) -> None:
    """A bank that signs: right, doubled, for nobody, and for somebody's dossier by its code."""
    walker = Walker(world, world.lookers["integration"])
    reference = (
        Charge.objects.filter(subject=f"dossier:{world.dossiers['paying'].pk}").first().reference
    )
    code = world.dossiers["processing"].code
    for memo in (reference, reference, "MC0000000000", code, "zuqten"):
        for amount in (8000, 1):
            body = json.dumps({
                "transaction": f"T{memo}{amount}", "account": settings.BANK["account"],
                "amount": amount, "memo": memo, "paid_at": timezone.now().isoformat(),
            })  # fmt: skip
            stamp = str(int(timezone.now().timestamp()))
            signed = signature(body.encode(), stamp, settings.BANK["webhook_secret"])
            walker.ask("POST", reverse("bank_reports:receive"), body, HTTP_X_SIGNATURE=signed,
                       HTTP_X_TIMESTAMP=stamp, content_type="application/json")  # fmt: skip
    assert not walker.leaks, told(walker.leaks)
    assert 401 not in walker.answers, walker.answers


def test_every_operation_is_walked(world: World) -> None:
    assert len(operations()) > 30
    assert all(filled(path, world) for _, path in operations())


def test_absent_and_forbidden_are_one_answer(world: World) -> None:
    walker = Walker(world, world.lookers["another applicant"])
    there = walker.ask("GET", f"/api/v1/dossiers/{world.dossiers['processing'].code}")
    nowhere = walker.ask("GET", f"/api/v1/dossiers/{ABSENT_CODE}")
    assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content)
    assert there.status_code == 404
