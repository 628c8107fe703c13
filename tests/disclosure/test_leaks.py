"""Every page, opened as everybody, shows no more than the policy lets out.

The addresses come from the URLconf, the people from the roles, the allowed from the table: a new page
or role is walked without a change here.
"""

import re

import pytest

from motcua.disclosure.viewers import Viewer
from motcua.identity.roles import Role
from motcua.ui.page import declaration_of
from tests.disclosure.samples import QUERIES, path_of, samples, unknown_params, walked_addresses
from tests.disclosure.walking import Walker, told

LOOKERS = (
    "visitor", "applicant", "another applicant", "receptionist", "cashier", "result clerk",
    "specialist", "specialist of another dossier", "head", "head of another agency", "consulted",
    "auditor", Role.SUPERVISOR.value, Role.ADMINISTRATOR.value, Role.EDITOR.value,
    Role.PUBLISHER.value, Role.PLANNER.value, Role.DIRECTOR.value,
)  # fmt: skip
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|H26[0-9.\-]*')
# The beginning of a canary: a search by it finds it where it can, and its echo is no leak.
WORDS = {"word": "zuqten", "code": "H26", "day": "2026-08-10"}


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("who", LOOKERS)
def test_no_page_shows_more_than_the_policy(world, who):
    walker = Walker(world, world.lookers[who])
    for address in walked_addresses():
        if unknown_params(address):
            continue  # test_registry.py asks for their samples
        found = samples(address, world)
        if shut(address, walker.looker):
            found = found[:1]
        for n, args in enumerate(found):
            walk(walker, address, path_of(address, args), first=n == 0)
    assert not walker.leaks, told(walker.leaks)
    assert walker.answers.get(200, 0) >= 10, walker.answers


def walk(walker, address, where, *, first):
    methods = declaration_of(address.view).methods if declaration_of(address.view) else ("GET",)
    if "GET" in methods:
        answer = walker.ask("GET", where)
        if first and answer.status_code == 200:
            walker.ask("HEAD", where)
            for query in QUERIES:
                walker.ask("GET", f"{where}?{query.format(**WORDS)}")
    if "POST" in methods:
        walker.ask("POST", where)


def shut(address, looker):
    """Whether the door itself turns this looker away, before it reads what stands in the address.

    `ui.page` then answers for every sample alike, so one is opened for each method.
    """
    declared = declaration_of(address.view)
    if declared is None:
        return False
    stranger = declared.signed_in and looker.actor.person_id is None
    return stranger or (declared.needs is not None and not looker.actor.may(declared.needs))


def test_the_door_turns_everybody_away_alike(world):
    """What `shut` rests on: with and without a sample that exists the answer is the same."""
    walker = Walker(world, world.lookers["specialist"])
    there = walker.ask("GET", f"/dieu-hanh/giam-sat/{world.dossiers['processing'].code}/")
    nowhere = walker.ask("GET", "/dieu-hanh/giam-sat/H26.99-260810-9999/")
    assert there.status_code == nowhere.status_code == 404
    assert TOKEN.sub(b"", there.content) == TOKEN.sub(b"", nowhere.content)


def test_everybody_walks(world):
    roles = {viewer for one in world.lookers.values() for viewer in one.eyes}
    assert set(Viewer) == roles
    # A system outside has no session: it walks the API and the addresses of integrations.
    assert {*LOOKERS, "integration"} == set(world.lookers)
    assert {str(role) for role in Role} <= {str(one) for one in roles}
    assert Viewer.PUBLIC in roles
