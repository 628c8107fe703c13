"""Figures are the same for everybody who has the entries."""

import json
from collections import Counter
from datetime import date
from hashlib import sha256

from motcua.ledger import queries
from motcua.ledger.actions.close_month import close_month
from motcua.ledger.actions.system_leaf import say
from motcua.ledger.figures import spelled, suppressed
from motcua.ledger.writing import b64
from motcua.tlog.tiles import split_bundle, width_at
from tests.ledger.conftest import later, receive, tell


def served_leaves(folder, size):
    """Read the entries from the static files, as an outsider does."""
    for index in range(-(-size // 256)):
        width = width_at(0, index, size)
        name = f"{index:03d}" + (f".p/{width}" if width < 256 else "")
        yield from map(
            json.loads, split_bundle((folder / "tile/entries" / name).read_bytes(), width)
        )


def month_of_others(folder, size, month):
    """The figures in other words: plain dictionaries, one dossier after the other."""
    lives = {}
    for leaf in served_leaves(folder, size):
        if "d" in leaf:
            lives.setdefault(leaf["d"], []).append(leaf)
    newest = max(leaf["day"] for leaf in list(served_leaves(folder, size))[-256:])
    total, names = Counter(), ("received", "settled", "on_time", "overdue", "withdrawn", "supplements",
                               "extended", "corrected", "gross_days", "paused_days")  # fmt: skip
    pauses = Counter()

    def days(first, last):
        return (date.fromisoformat(last) - date.fromisoformat(first)).days

    for life in lives.values():
        life.sort(key=lambda leaf: leaf["n"])
        first, kinds = life[0], Counter(leaf["t"] for leaf in life)
        if not first["day"].startswith(month):
            continue
        ended = {leaf["t"]: leaf["day"] for leaf in life if leaf["t"] in ("settled", "withdrawn")}
        total["received"] += 1
        total["supplements"] += kinds["supplement_asked"]
        total["extended"] += kinds["extended"] > 0
        total["corrected"] += kinds["corrected"] > 0
        total["withdrawn"] += "withdrawn" in ended
        total["overdue"] += not ended and newest > first["due"]
        opened = None
        for leaf in life:
            if leaf["t"] in ("supplement_asked", "paused"):
                pauses[leaf.get("f", "02")] += 1
                opened = leaf["day"]
            elif leaf["t"] in ("supplemented", "resumed") and "settled" in ended:
                total["paused_days"] += days(opened, leaf["day"])
        if "settled" in ended:
            total["settled"] += 1
            total["on_time"] += ended["settled"] <= first["due"]
            total["gross_days"] += days(first["day"], ended["settled"])
    return {name: total[name] for name in names} | {"pauses": dict(sorted(pauses.items()))}


def lived_through(open_log):
    sequencer = open_log.started()
    for dossier in range(30):
        receive(dossier, open_log.now)
    sequencer.round()
    later(open_log, days=2)
    for dossier in range(5):
        tell("dossier_supplement_asked", dossier, 1, open_log.now)
    for dossier in range(20, 25):
        tell("dossier_stopped", dossier, 1, open_log.now)
    sequencer.round()
    later(open_log, days=6)
    for dossier in range(5):
        tell("dossier_supplemented", dossier, 2, open_log.now)
        tell("dossier_settled", dossier, 3, open_log.now)
    tell("dossier_withdrawn", 6, 1, open_log.now)
    sequencer.round()
    later(open_log, days=4)
    for dossier in range(7, 12):
        tell("dossier_settled", dossier, 1, open_log.now)
    sequencer.round()
    return sequencer


def test_a_third_party_gets_the_same_figures_from_the_files(open_log):
    lived_through(open_log)
    figures = queries.figures_of("2026-08")
    assert figures["total"] == month_of_others(open_log.folder, figures["size"], "2026-08")
    total = figures["total"]
    assert (total["received"], total["settled"], total["on_time"], total["overdue"]) == (
        30,
        10,
        5,
        19,
    )
    assert (total["gross_days"], total["paused_days"]) == (5 * 8 + 5 * 12, 5 * 6)
    assert figures["branches"] == {"H2601": total}


def test_a_closed_month_is_a_file_whose_hash_is_a_leaf(open_log):
    sequencer = lived_through(open_log)
    later(open_log, days=20)
    assert close_month(open_log.now) == 1
    assert close_month(open_log.now) == 0
    sequencer.round()
    data = (open_log.folder / "stats/2026-08.json").read_bytes()
    [leaf] = queries.newest_of_kind("stats", 5)
    assert queries.entry_of_hash(leaf.leaf_hash).fields["m"] == "2026-08"
    assert leaf.fields["x"] == b64(sha256(data).digest())
    assert spelled(json.loads(data)) == data
    assert open_log.audit()[0] == 0


def test_small_cells_of_refusals_are_not_shown():
    assert suppressed({"a": 20, "b": 19, "c": 1}) == {"a": 20, "other": 20}
    assert suppressed({"a": 25, "b": 3}) == {"a": 25}
    assert suppressed({}) == {}


def test_what_the_counter_declined_is_claimed_from_twenty_on(open_log):
    sequencer = lived_through(open_log)
    for dossier in range(100, 125):
        told = {"code": f"H26.01-260810-{dossier:04d}", "procedure": "1.004873"}
        tell("dossier_declined", dossier, 0, open_log.now, **told)
    for dossier in range(125, 130):
        tell("dossier_declined", dossier, 0, open_log.now, procedure="1.000894")
    sequencer.round()
    figures = queries.figures_of("2026-08")
    assert figures["declined"] == {"1.004873": 25}
    assert figures["total"]["received"] == 30, "declined is not received"
    assert queries.figures_of("2026-07")["declined"] == {}
    later(open_log, days=20)
    assert close_month(open_log.now) == 1
    sequencer.round()
    code, said = open_log.audit()
    assert code == 0, said
    path = open_log.folder / "stats/2026-08.json"
    small = json.loads(path.read_bytes()) | {"declined": {"1.000894": 5}}
    path.write_bytes(spelled(small))
    say("stats", {"m": "2026-08", "x": b64(sha256(path.read_bytes()).digest())}, at=open_log.now)
    sequencer.round()
    assert "a small cell of declined is not suppressed" in open_log.audit()[1]


def test_the_outside_verifier_counts_the_same_month_and_names_a_polished_one(open_log):
    sequencer = lived_through(open_log)
    later(open_log, days=30)
    assert close_month(open_log.now) == 1
    sequencer.round()
    later(open_log, seconds=5)
    path = open_log.folder / "stats/2026-08.json"
    honest = path.read_bytes()
    code, said = open_log.audit()
    assert (code, "figures" in said) == (0, False), said
    polished = json.loads(honest)
    polished["total"]["on_time"] += 1
    path.write_bytes(spelled(polished))
    code, said = open_log.audit()
    assert code == 1
    assert "stats/2026-08.json is not the file whose hash was logged" in said
    # Polished before its hash was logged: the leaves still tell.
    say("stats", {"m": "2026-08", "x": b64(sha256(path.read_bytes()).digest())}, at=open_log.now)
    sequencer.round()
    code, said = open_log.audit()
    assert code == 1
    assert "the leaves give other figures (total)" in said


def test_the_outside_verifier_names_a_procedure_that_is_too_rare_to_be_shown(open_log, monkeypatch):
    monkeypatch.setattr("motcua.ledger.writing.SHOWN_FROM", 0)
    sequencer = open_log.started()
    receive(1, open_log.now)
    sequencer.round()
    code, said = open_log.audit()
    assert code == 0
    assert "names procedure 1.004873 on 2026-08-10, after at most 0 in 90 days" in said
