"""Every page, opened as everybody, shows no more than the policy lets out.

The addresses come from the URLconf, the people from the roles, the allowed from the table: a new page
or role is walked without a change here.
"""

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
# The beginning of a canary: a search by it finds it where it can, and its echo is no leak.
WORDS = {"word": "zuqten", "code": "H26", "day": "2026-08-10"}


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("who", LOOKERS)
def test_no_page_shows_more_than_the_policy(world, who):
    walker = Walker(world, world.lookers[who])
    for address in walked_addresses():
        if unknown_params(address):
            continue  # test_registry.py asks for their samples
        declared = declaration_of(address.view)
        methods = declared.methods if declared else ("GET",)
        for n, args in enumerate(samples(address, world)):
            where = path_of(address, args)
            if "GET" in methods:
                answer = walker.ask("GET", where)
                if n == 0 and answer.status_code == 200:
                    walker.ask("HEAD", where)
                    for query in QUERIES:
                        walker.ask("GET", f"{where}?{query.format(**WORDS)}")
            if "POST" in methods:
                walker.ask("POST", where)
    assert not walker.leaks, told(walker.leaks)
    assert walker.answers.get(200, 0) >= 10, walker.answers


def test_everybody_walks(world):
    roles = {viewer for one in world.lookers.values() for viewer in one.eyes}
    assert {str(role) for role in Role} <= {str(one) for one in roles}
    assert set(LOOKERS) == set(world.lookers)
    assert Viewer.PUBLIC in roles
