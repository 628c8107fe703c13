"""Writer and verifier share no code; here they judge the same bytes and must agree."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.lottery.draw import Officer, weights
from motcua.lottery.register import Register, decode
from motcua.lottery.selection import Exclusion, select
from motcua.tlog.checkpoint import Checkpoint
from motcua.tlog.leaf import EVENTS, SYSTEM, LeafError, encode
from motcua.tlog.leaf import decode as decode_leaf
from motcua.tlog.note import NoteError, parse_note
from motcua.tlog.policy import PolicyError, parse_policy
from tests.tlog.keys import signed
from tests.verify.city import POLICY, b64
from tests.verify.loaded import VERIFIER
from tests.verify.run import city

pytestmark = pytest.mark.pure

officer = st.tuples(st.integers(1, 2000), st.integers(0, 10**7), st.integers(0, 10**6))


@given(st.lists(officer, min_size=1, max_size=40))
def test_weights(triples: list[tuple[int, int, int]]) -> None:
    officers = [
        Officer(number.to_bytes(16, "big"), cap, assigned, present)
        for number, (cap, assigned, present) in enumerate(triples)
    ]
    assert VERIFIER.weights(triples) == weights(officers)


def test_both_know_the_same_types_and_keys() -> None:
    for theirs, ours in ((VERIFIER.EVENTS, EVENTS), (VERIFIER.SYSTEM, SYSTEM)):
        assert {kind: set(own) for kind, own in theirs.items()} == {
            kind: set(own) for kind, own in ours.items()
        }


def accepted_by_verifier(entry: bytes) -> bool:
    findings = VERIFIER.Findings()
    leaves = VERIFIER.Leaves(findings)
    leaves.take(0, entry, bytes(32))
    return not any(wrong.code == "leaf" for wrong in findings.wrong)


def accepted_by_writer(entry: bytes) -> bool:
    try:
        decode_leaf(entry)
    except LeafError:
        return False
    return True


def mutated(source: random.Random, data: bytes, spare: list[bytes]) -> bytes:
    """One small change: a byte, a cut, a doubled piece, a piece of another value."""
    changed = bytearray(data)
    place = source.randrange(len(changed))
    kind = source.randrange(5)
    if kind == 0:
        changed[place] = source.choice(b'0129azAZ_-.,:"[]{} \\\x00\xff')
    elif kind == 1:
        del changed[place : place + source.randrange(1, 4)]
    elif kind == 2:
        changed[place:place] = changed[place : place + source.randrange(1, 30)]
    elif kind == 3:
        changed[place:place] = source.choice(spare)
    else:
        changed = bytearray(data.replace(source.choice(spare), source.choice(spare), 1))
    return bytes(changed)


SPARE = [
    b'"',
    b"0",
    b"1",
    b",",
    b"-",
    b"A",
    b"2026-03-02",
    b"B07",
    b"land",
    b"kin",
    b"[]",
    b'""',
    b"null",
    b"1.0",
    b'"n":0',
    b"received",
    b"settled",
]


def samples() -> list[bytes]:
    """One leaf of every type that the synthetic city has, and of the others by hand."""
    found = {leaf["t"]: encode(leaf) for leaf in city().leaves}
    event = {
        "b": "B1",
        "d": "A" * 22,
        "day": "2026-03-02",
        "h": "A" * 43,
        "n": 1,
        "s": "A" * 43,
        "v": 1,
    }
    system = {"day": "2026-03-02", "v": 1}
    others: list[dict[str, Any]] = [
        event
        | {"t": "manual", "g": "L.12", "o": "A" * 22, "w": 5, "y": ["A" * 22, "A" * 21 + "Q"]},
        event | {"t": "reassigned", "o": "A" * 22, "r": "absent"},
        event | {"t": "extended", "due": "2026-04-01", "f": "04"},
        event | {"t": "reveal", "r": "photo"},
        event | {"t": "breakglass", "r": "court"},
        event | {"t": "corrected", "c": "2026-03-01"},
        event | {"t": "withdrawn"},
        event | {"t": "complaint"},
        event | {"t": "erased"},
        system
        | {"t": "absence", "first": "2026-03-02", "last": "2026-03-03", "o": "A" * 22, "r": "sick"},
        system | {"t": "beacon_missing", "k": 5, "m": ["A" * 43]},
        system | {"t": "heartbeat"},
        system | {"t": "ticket_batch", "b": "B1", "first": 1, "last": 20},
        system | {"t": "stats", "m": "2026-02", "x": "A" * 43},
        system
        | {
            "t": "roster",
            "b": "B1",
            "c": [],
            "e": 0,
            "from": "2026-03-02",
            "nb": [],
            "o": [["A" * 22, 1, ["g"], ["A" * 43]]],
        },
    ]
    return list((found | {leaf["t"]: encode(leaf) for leaf in others}).values())


def test_every_type_is_accepted_by_both() -> None:
    entries = samples()
    assert {decode_leaf(entry)["t"] for entry in entries} == EVENTS.keys() | SYSTEM.keys()
    assert all(map(accepted_by_verifier, entries))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_same_verdict_on_mutated_leaves(number: int) -> None:
    source = random.Random(number)
    for entry in samples():
        for _ in range(10):
            changed = mutated(source, entry, SPARE)
            assert accepted_by_verifier(changed) == accepted_by_writer(changed), changed


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_same_verdict_on_mutated_checkpoints(number: int) -> None:
    source = random.Random(number)
    spare = [b"\n", b"\n\n", b"0", b"=", "— ".encode(), b"+", b" ", b"\r", b"A", "\u00a0".encode()]
    note = mutated(source, signed(5, witnesses={0: 1}), spare)
    try:
        Checkpoint.parse(parse_note(note).text)
        ours = True
    except NoteError:
        ours = False
    try:
        VERIFIER.Note(note)
        theirs = True
    except VERIFIER.Wrong:
        theirs = False
    assert ours == theirs, note


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_same_verdict_on_mutated_policies(number: int) -> None:
    source = random.Random(number)
    spare = [
        b"\n",
        b" ",
        b"w0",
        b"w1",
        b"none",
        b"any",
        b"all",
        b"2",
        b"group ",
        b"quorum ",
        b"#",
        b"\t",
    ]
    text = mutated(source, POLICY.encode(), spare).decode("utf-8", "surrogateescape")
    try:
        ours = parse_policy(text).quorum
    except PolicyError:
        ours = None
    try:
        theirs = VERIFIER.Policy(text).quorum
    except VERIFIER.Unusable:
        theirs = None
    assert ours == theirs, text


DAY = date(2026, 3, 2)
IDS = [b64(bytes([n]) * 16) for n in range(8)]


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, Any]]:
    day = st.integers(0, 20).map(lambda n: (DAY + timedelta(days=n)).isoformat())
    who = st.sampled_from(IDS)
    line = st.tuples(
        who,
        st.integers(1, 1000),
        st.lists(st.sampled_from(["g", "h", "g.own"]), min_size=1, max_size=3),
    )
    leaves: list[dict[str, Any]] = []
    for _ in range(draw(st.integers(1, 12))):
        kind = draw(st.sampled_from(["roster", "roster", "absence", "policy"]))
        if kind == "roster":
            lines = {each[0]: [*each, []] for each in draw(st.lists(line, max_size=6))}
            leaves.append(
                {
                    "t": kind,
                    "b": draw(st.sampled_from(["B1", "B2", "B3"])),
                    "from": draw(day),
                    "e": 1,
                    "day": "2026-03-01",
                    "nb": draw(st.sampled_from([[], ["B2"], ["B1", "B3"]])),
                    "c": [],
                    "o": list(lines.values()),
                }
            )
        elif kind == "absence":
            first, last = sorted([draw(day), draw(day)])
            leaves.append({"t": kind, "o": draw(who), "first": first, "last": last})
        else:
            leaves.append(
                {
                    "t": kind,
                    "off": draw(st.lists(day, max_size=3)),
                    "on": draw(st.lists(day, max_size=3)),
                }
            )
    return leaves


class _Audit:
    """Just enough of an audit for the draws to keep their history."""

    findings = VERIFIER.Findings()


@settings(max_examples=150, deadline=None)
@given(histories(), st.integers(0, 22), st.sets(st.sampled_from(IDS), max_size=2))
def test_same_pools_and_presence(leaves: list[dict[str, Any]], ahead: int, out: set[str]) -> None:
    day = DAY + timedelta(days=ahead)
    register = Register.of(leaves)
    draws = VERIFIER.Draws(_Audit())
    for index, leaf in enumerate(leaves):
        draws._system(index, leaf, index + 1)
    excluded = [Exclusion(decode(who), "coi") for who in out]
    for group in ("g", "h", "g.own"):
        selection = select(register, branch="B1", group=group, day=day, excluded=excluded)
        scope, named = draws.history.select("B1", group, day, len(leaves), out)
        assert (int(selection.scope), [b64(each) for each in selection.officers]) == (scope, named)
    for who in IDS:
        assert register.days_present(decode(who), day) == draws.history.days(who, day, len(leaves))
        post, line = register.post(decode(who), day), draws.history.line(who, day, len(leaves))
        assert (post.capacity if post else None) == (line[0] if line else None)
