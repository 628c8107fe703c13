"""What each event shows, and what it keeps to itself."""

from datetime import date

import pytest

from motcua.ledger.life import Life
from motcua.ledger.publish import Facts, branch_of, leaves_of, sealed_fields
from motcua.tlog.leaf import encode

DAY = date(2026, 8, 10)
FACTS = Facts(day=DAY, happened=DAY, due=date(2026, 8, 20), first_due=date(2026, 8, 18))


def kinds(kind, life, facts=FACTS):
    return [leaf for leaf, _ in leaves_of(kind, facts, life)]


def test_reception_counts_from_the_first_due_day():
    [(leaf, own)] = leaves_of("dossier_accepted", FACTS, Life())
    assert (leaf, own) == ("received", {"due": "2026-08-18", "p": "other", "w": 1000})


def test_nothing_is_said_before_reception():
    for kind in ("dossier_submitted", "dossier_declined", "dossier_withdrawn", "dossier_lapsed"):
        assert kinds(kind, Life()) == []


@pytest.mark.parametrize(
    ("kind", "life", "expected"),
    [
        ("dossier_stopped", Life("open", paused=True), ["resumed", "paused"]),
        ("dossier_resumed", Life("open", awaiting=True, paused=True), ["resumed", "supplemented"]),
        ("dossier_settled", Life("open", awaiting=True), ["supplemented", "settled"]),
        ("dossier_settled", Life("settled"), ["corrected"]),
        ("dossier_corrected", Life("settled"), ["corrected"]),
        ("dossier_returned", Life("settled"), ["returned"]),
        ("dossier_consulted", Life("open"), []),
    ],
)
def test_open_marks_are_closed_and_reopened_work_is_a_correction(kind, life, expected):
    assert kinds(kind, life) == expected


def test_a_late_entry_carries_its_claim_beside_the_day_of_the_log():
    facts = Facts(day=DAY, happened=date(2026, 8, 7), first_due=date(2026, 8, 9))
    received, corrected = leaves_of("dossier_received", facts, Life())
    assert received[1]["due"] == "2026-08-10"  # a due day is never before the day of the log
    assert corrected == ("corrected", {"c": "2026-08-07"})


def test_a_reopened_decision_names_the_day_it_corrects():
    facts = Facts(day=DAY, happened=DAY, settled=date(2026, 8, 3))
    assert leaves_of("dossier_corrected", facts, Life("settled")) == [
        ("corrected", {"c": "2026-08-03"})
    ]


def test_free_text_stays_out_of_the_sealed_part():
    data = {
        "verb": "propose",
        "changes": {"outcome": "refused", "proposal_reason": "Bà An …", "answers": {"name": "An"}},
    }
    assert sealed_fields(data) == {"verb": "propose", "outcome": "refused"}


@pytest.mark.parametrize(
    ("code", "branch"),
    [
        ("H26.12.01-260810-0001", "H261201"),
        ("H26-260810-0001", "H26"),
        ("000.00.12.H26-260810-0001", "H2612"),
        ("000.01.12.H26-260810-0001", "H261201"),
        ("", "X"),
    ],
)
def test_both_national_shapes_of_a_code_name_the_same_branch(code, branch):
    assert branch_of(code) == branch


A, B = "A" * 22, "B" * 21 + "A"  # pseudonyms
GIVEN = {"assigned": {"a": 0, "k": 7, "o": A, "w": 1000}}
LOCAL = {"manual": {"g": "local-seed", "o": A, "y": [A, A]}}
RECUSED = {"recused": {"o": A, "r": "kin", "y": B}}
OPEN, HELD = Life("open"), Life("open", held=True)


@pytest.mark.parametrize(
    ("kind", "said", "life", "expected"),
    [
        ("dossier_transferred", {}, OPEN, []),  # the beacons will draw
        ("dossier_transferred", LOCAL, OPEN, ["manual"]),
        ("dossier_assigned", GIVEN, OPEN, ["assigned"]),
        ("dossier_assigned", LOCAL, OPEN, ["manual"]),  # the beacons were given up meanwhile
        ("dossier_assigned", {}, OPEN, []),
        ("dossier_resumed", LOCAL, Life("open", paused=True), ["resumed", "manual"]),
        ("dossier_recused", RECUSED, HELD, ["recused"]),
        ("dossier_recused", RECUSED | LOCAL, HELD, ["recused", "manual"]),
        ("dossier_recused", RECUSED, OPEN, ["manual", "recused"]),  # held before the log said so
        ("dossier_recused", {}, HELD, []),
        ("dossier_reassigned", {"reassigned": {"o": A, "r": "absent"}}, HELD, ["reassigned"]),
        ("dossier_assigned_by_hand", LOCAL, HELD, ["manual"]),
        ("dossier_assigned", GIVEN, Life("settled"), ["corrected"]),
    ],
)
def test_who_holds_a_dossier_is_said_as_the_event_has_it(kind, said, life, expected):
    facts = Facts(day=DAY, happened=DAY, said=said)
    made = leaves_of(kind, facts, life)
    assert [leaf for leaf, _ in made] == expected
    common = {"b": "B07", "d": A, "day": "2026-08-10", "n": 3, "s": "A" * 43, "h": "A" * 43, "v": 1}
    for leaf, own in made:
        encode({**common, **own, "t": leaf})  # in the schema of its type
