"""Runs the verifier as its own process, as outsiders do, and reads its report."""

import re
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from motcua.tlog.hashes import leaf_hash
from motcua.tlog.leaf import encode
from tests.verify.city import POLICY, Batch, City, grown, write

VERIFY = Path(__file__).parents[2] / "verify/verify.py"


@dataclass
class Outcome:
    """Exit code and report."""

    code: int
    text: str

    @property
    def codes(self) -> set[str]:
        """Kinds of findings."""
        return set(re.findall(r"^✗ \[(\w+)\]", self.text, re.MULTILINE))


def verify(place: Path | str, *options: str, now: int = 0, policy: str = POLICY) -> Outcome:
    home = Path(place) if isinstance(place, Path) else Path(options[options.index("--mirror") + 1])
    home.mkdir(parents=True, exist_ok=True)
    given = home / "policy.txt"
    given.write_text(policy)
    command = [sys.executable, str(VERIFY), str(place), "--lang", "en", "--quiet", *options]
    command += ["--policy", str(given)] if policy else []
    command += ["--now", str(now)] if now else []
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return Outcome(done.returncode, done.stdout + done.stderr)


@cache
def city() -> City:
    return grown(days=3, per_day=40, officers=12)


def batches() -> list[Batch]:
    return deepcopy(city().batches)


def written(folder: Path, changed: list[Batch] | None = None) -> Path:
    log = folder / "log"
    write(log, changed or batches())
    return log


def now(changed: list[Batch] | None = None) -> int:
    return (changed or city().batches)[-1].time + 60


def find(
    kind: str, choose: Callable[[dict[str, Any]], bool] = lambda leaf: True
) -> tuple[int, int]:
    """Batch and place of the last leaf of a type."""
    positions = {encode(leaf): leaf for leaf in city().leaves}
    for number in reversed(range(len(city().batches))):
        for place, entry in enumerate(city().batches[number].entries):
            leaf = positions[entry]
            if leaf["t"] == kind and choose(leaf):
                return number, place
    raise LookupError(kind)


def changed(
    kind: str, change: Callable[[dict[str, Any]], object], choose: Any = None
) -> list[Batch]:
    """The log up to the last leaf of a type, with that leaf changed, sorted again and re-signed."""
    number, place = find(kind, choose or (lambda leaf: True))
    result = batches()[: number + 1]
    leaf = deepcopy(next(x for x in city().leaves if encode(x) == result[-1].entries[place]))
    change(leaf)
    result[-1].entries[place] = encode(leaf)
    result[-1].entries.sort(key=leaf_hash)
    return result
