"""The log of this installation, as its settings say: folder, key, trust policy."""

from pathlib import Path

from django.conf import settings

from motcua.ledger.beacons import BeaconList, parse_beacons
from motcua.ledger.files import LogFolder, write_file
from motcua.ledger.keys import signer
from motcua.tlog.note import Ed25519Signer
from motcua.tlog.policy import Policy, parse_policy

NO_WITNESSES = "quorum none\n"


def folder() -> LogFolder:
    """The folder of the log."""
    return LogFolder(Path(settings.LEDGER_FOLDER))


def origin() -> str:
    """The name the log signs under: chosen once, with its key, and kept beside it."""
    kept = Path(settings.LEDGER_KEY).with_suffix(".origin")
    if not kept.exists():
        write_file(kept, settings.LEDGER_ORIGIN.encode())
    return kept.read_text(encoding="utf-8").strip()


def log_signer() -> Ed25519Signer:
    """The key of the log; made when it is missing."""
    return signer(origin(), Path(settings.LEDGER_KEY))


def policy_text(vkey: str) -> str:
    """The trust policy that the log recommends: its own key, and the operator's witness lines.

    Raises
    ------
    OSError
        The file is there but cannot be read.
    """
    path = Path(settings.LEDGER_POLICY)
    lines = path.read_text(encoding="utf-8") if path.exists() else NO_WITNESSES
    named = any(line.split()[:2] == ["log", vkey] for line in lines.splitlines())
    return lines if named else f"log {vkey}\n{lines}"


def beacons() -> BeaconList:
    """The beacons that the operator lists; none where there is no such file.

    Raises
    ------
    BeaconListError
        The file is no list of beacons; the message names the line.
    OSError
        The file is there but cannot be read.
    """
    path = Path(settings.LEDGER_BEACONS)
    return parse_beacons(path.read_text(encoding="utf-8") if path.exists() else "")


def published_policy() -> Policy | None:
    """The policy as the sequencer published it, for readers without the key."""
    try:
        return parse_policy((folder().path / "policy.txt").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
