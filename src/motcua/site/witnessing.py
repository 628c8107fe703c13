"""The witnesses and beacons of the demonstration: on this machine, honest but not independent."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from motcua.ledger import configured
from motcua.ledger.keys import kept_key
from motcua.ledger.witness.cli import beacon_seed
from motcua.tlog.cosignature import CosignatureSigner
from motcua.tlog.note import encode_base64
from motcua.tlog.vrf import public_key

WITNESSES = ("demo-witness-1", "demo-witness-2")
# The third is a beacon only: with two left, the reduced list can be announced.
PARTIES = (*WITNESSES, "demo-beacon-3")
NOTE = "A witness and beacon of a demonstration, run by the log itself: NOT independent."


def prepare(port: int) -> list[list[str]]:
    """Make keys, the trust policy and the list of beacons; return the commands that run them.

    The parties listen on the three ports after the given one plus 90.
    """
    vkey = configured.log_signer().verifier.vkey
    places = {name: port + 90 + number for number, name in enumerate(PARTIES, 1)}
    Path(settings.LEDGER_POLICY).write_text(_policy(places), encoding="utf-8")
    Path(settings.LEDGER_BEACONS).write_text(_beacons(places), encoding="utf-8")
    _beacons_policy().write_text(configured.policy_text(vkey), encoding="utf-8")
    return [
        ["ledger", "sequencer", "--window", "1"],
        *(
            ["witness", "serve", "--home", str(settings.HOME / name), "--name", name,
             "--log", vkey, "--port", str(place), "--policy", str(_beacons_policy()),
             "--note", NOTE]
            for name, place in places.items()
        ),
    ]  # fmt: skip


def _policy(places: Mapping[str, int]) -> str:
    lines = [f"# {NOTE}"]
    for name in WITNESSES:
        key = CosignatureSigner(name, kept_key(settings.HOME / name / "witness.key")).verifier.vkey
        lines.append(f"witness {name} {key} http://127.0.0.1:{places[name]}/")
    lines += [f"group local {len(WITNESSES)} {' '.join(WITNESSES)}", "quorum local", ""]
    return "\n".join(lines)


def _beacons(places: Mapping[str, int]) -> str:
    """The list of a real log names others; here the first stands for the operator's own."""
    lines = [f"# {NOTE}"]
    for name, place in places.items():
        key = encode_base64(public_key(beacon_seed(settings.HOME / name)))
        own = " own" if name == PARTIES[0] else ""
        lines.append(f"beacon {name} {key} http://127.0.0.1:{place}/{own}")
    return "\n".join([*lines, f"reserve {' '.join(WITNESSES)}", ""])


def _beacons_policy() -> Path:
    """What the beacons trust: the key of the log and the quorum of its witnesses."""
    return Path(settings.HOME) / "beacons-trust.txt"


def forget() -> None:
    """Forget the log of the demonstration, its key, its witnesses and beacons."""
    for name in ("log", *PARTIES):
        shutil.rmtree(settings.HOME / name, ignore_errors=True)
    key = Path(settings.LEDGER_KEY)
    for path in (key, key.with_suffix(".origin"), Path(settings.LEDGER_POLICY),
                 Path(settings.LEDGER_BEACONS), _beacons_policy()):  # fmt: skip
        path.unlink(missing_ok=True)
