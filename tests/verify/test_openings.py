"""Invented dossiers: the beacons choose what the centre must open, and a false opening is found."""

import json
from pathlib import Path
from typing import Any

import pytest

from motcua.tlog.leaf import encode
from motcua.tlog.promise import tag
from tests.verify.city import Case, City, b64
from tests.verify.run import Outcome, verify, written

pytestmark = [pytest.mark.pure, pytest.mark.slow]


def settled(count: int = 12) -> tuple[City, list[Case]]:
    """A city with dossiers settled before its newest draw."""
    city = City(officers=12)
    city.found()
    city.publish()
    cases = [city.case() for _ in range(count)]
    city.publish()
    city.publish()
    for case in cases:
        city.event(case, "settled")
    city.publish()
    city.case()
    city.publish()
    city.publish()
    return city, cases


def certificate(city: City, case: Case) -> dict[str, Any]:
    """What the applicant holds; these synthetic sealed parts are empty."""
    mine = [leaf for leaf in city.leaves if leaf.get("d") == b64(tag(case.secret))]
    promise = b"\x01" + case.secret + case.received + bytes(8) + bytes(64) + b"H26-1"
    return {
        "format": "motcua/certificate/1",
        "promise": b64(promise),
        "events": [
            {"n": leaf["n"], "sealed": "{}", "leaf": encode(leaf).decode(), "proof": None}
            for leaf in sorted(mine, key=lambda leaf: int(leaf["n"]))
        ],
    }


def sampled(city: City, folder: Path, count: int, *given: dict[str, Any]) -> Outcome:
    files = []
    folder.mkdir(parents=True, exist_ok=True)
    for number, each in enumerate(given):
        files += ["--opening", str(folder / f"{number}.json")]
        (folder / f"{number}.json").write_text(json.dumps(each))
    log = written(folder, city.batches)
    return verify(log, "--sample", str(count), *files, now=city.time)


def chosen(city: City, folder: Path, cases: list[Case], count: int) -> list[Case]:
    text = sampled(city, folder, count).text
    return [case for case in cases if f"dossier {b64(tag(case.secret))}, entry" in text]


def test_the_beacons_choose_and_honest_openings_pass(tmp_path: Path) -> None:
    city, cases = settled()
    picked = chosen(city, tmp_path / "a", cases, 4)
    assert len(picked) == 4
    assert chosen(city, tmp_path / "b", cases, 4) == picked, "everybody gets the same sample"
    given = [certificate(city, case) for case in picked]
    outcome = sampled(city, tmp_path / "c", 4, *given)
    assert outcome.code == 0, outcome.text
    assert outcome.text.count("opens all 3 events") == 4


def test_a_dossier_settled_after_the_draw_is_not_chosen(tmp_path: Path) -> None:
    city, cases = settled(3)
    late = city.case()
    city.publish()
    city.publish()
    city.event(late, "settled")
    city.publish()
    assert len(chosen(city, tmp_path, [*cases, late], 50)) == 3


def test_an_invented_dossier_that_is_not_opened_is_named(tmp_path: Path) -> None:
    city, cases = settled()
    picked = chosen(city, tmp_path / "a", cases, 4)
    given = [certificate(city, case) for case in picked[1:]]
    outcome = sampled(city, tmp_path / "b", 4, *given)
    assert outcome.codes == {"opening"}
    assert f"dossier {b64(tag(picked[0].secret))} was not opened" in outcome.text


def test_false_openings_are_named(tmp_path: Path) -> None:
    city, cases = settled()
    honest, other = (certificate(city, case) for case in cases[:2])
    events = honest["events"]
    foreign = json.loads(events[1]["leaf"]) | {"s": "A" * 43}
    lies = {
        "with another content": {"events": [events[0] | {"sealed": '{"a":1}'}, *events[1:]]},
        "of no dossier": {"promise": b64(b"\x01" + bytes(136) + b"x")},
        "does not open each": {"events": events[:-1]},
        "is not an entry": {
            "events": [events[0], events[1] | {"leaf": encode(foreign).decode()}, events[2]]
        },
        "committed to with": {"events": other["events"]},
    }
    for number, (reason, change) in enumerate(lies.items()):
        outcome = sampled(city, tmp_path / str(number), 0, honest | change)
        assert outcome.codes == {"opening"}, outcome.text
        assert reason in outcome.text, outcome.text
    broken = tmp_path / "broken.json"
    broken.write_text("{}")
    assert verify(written(tmp_path, city.batches), "--opening", str(broken)).code == 2


def test_without_beacons_there_is_no_sample(tmp_path: Path) -> None:
    city = City()
    city.found()
    city.publish()
    assert "no sample" in sampled(city, tmp_path, 3).text
