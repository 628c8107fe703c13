"""A fortnight of the demonstration city, told by the real actions, holds before a stranger's program."""

import re

import pytest

from motcua.ledger import writing
from motcua.site.policy_leaf import say_policy
from tests.demo.test_city import NOW, lived  # noqa: F401
from tests.ledger.conftest import later

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


def test_every_life_and_due_day_of_a_lived_city_passes(open_log, lived, monkeypatch):  # noqa: F811
    """All procedures are shown by code here, so that every single due day is held to the policy."""
    monkeypatch.setattr(writing, "SHOWN_FROM", 0)
    open_log.now = NOW
    sequencer = open_log.started()
    say_policy(NOW)
    assert sequencer.round() > len(lived)
    later(open_log, seconds=30)
    code, text = open_log.audit()
    assert code == 0, text
    [held] = re.findall(r"held to the policy (\d+)", text)
    [received] = re.findall(r"received (\d+)", text)
    assert held == received
    assert "not held" not in text
