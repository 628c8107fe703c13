"""What the log says of itself is said once, and again when it changes."""

from motcua.ledger.queries import newest_of_kind
from motcua.site.policy_leaf import say_policy
from motcua.tlog.leaf import SYSTEM, encode
from tests.ledger.conftest import later, receive


def test_keys_and_a_sign_of_life_each_day(open_log):
    sequencer = open_log.started()
    receive(1, open_log.now)
    sequencer.round()
    for _ in range(3):
        for _ in range(2):
            sequencer.keep_house()
            sequencer.round()
        later(open_log, days=1)
    assert len(newest_of_kind("heartbeat", 9)) == 3
    [keys] = newest_of_kind("keys", 9)
    assert keys.fields["l"] == [sequencer.signer.verifier.vkey]
    assert len(keys.fields["w"]) == 2
    later(open_log, days=-1)
    assert open_log.audit()[0] == 0


def test_catalogue_and_calendar_are_said_when_they_change(open_log, city):
    sequencer = open_log.started()
    assert [say_policy(open_log.now), sequencer.round()] == [1, 1]
    assert say_policy(open_log.now) == 0
    [leaf] = newest_of_kind("policy", 9)
    assert "2026-09-02" in leaf.fields["off"]  # the national day
    assert encode(leaf.fields).decode() == leaf.text
    assert leaf.fields.keys() == {"t", "v", "day", *SYSTEM["policy"]}
