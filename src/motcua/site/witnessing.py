"""The witnesses of the demonstration: two processes on this machine, honest but not independent."""

import shutil
from pathlib import Path

from django.conf import settings

from motcua.ledger import configured
from motcua.ledger.keys import kept_key
from motcua.tlog.cosignature import CosignatureSigner

NAMES = ("demo-witness-1", "demo-witness-2")
NOTE = "A witness of a demonstration, run by the log itself: NOT independent."


def prepare(port: int) -> list[list[str]]:
    """Make keys and the trust policy; return the commands that run the log and its witnesses.

    The witnesses listen on the two ports after the given one plus 90.
    """
    vkey = configured.log_signer().verifier.vkey
    homes = {name: settings.HOME / name for name in NAMES}
    lines = [f"# {NOTE}"]
    for number, (name, home) in enumerate(homes.items(), 1):
        key = CosignatureSigner(name, kept_key(home / "witness.key")).verifier.vkey
        lines.append(f"witness {name} {key} http://127.0.0.1:{port + 90 + number}/")
    lines += [f"group local {len(NAMES)} {' '.join(NAMES)}", "quorum local", ""]
    Path(settings.LEDGER_POLICY).write_text("\n".join(lines), encoding="utf-8")
    return [
        ["ledger", "sequencer", "--window", "1"],
        *(
            ["witness", "serve", "--home", str(home), "--name", name, "--log", vkey,
             "--port", str(port + 90 + number), "--note", NOTE]
            for number, (name, home) in enumerate(homes.items(), 1)
        ),
    ]  # fmt: skip


def forget() -> None:
    """Forget the log of the demonstration, its key and its witnesses."""
    for name in ("log", *NAMES):
        shutil.rmtree(settings.HOME / name, ignore_errors=True)
    key = Path(settings.LEDGER_KEY)
    for path in (key, key.with_suffix(".origin"), Path(settings.LEDGER_POLICY)):
        path.unlink(missing_ok=True)
