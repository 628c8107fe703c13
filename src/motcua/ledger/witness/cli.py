"""`motcua witness`: run a witness for somebody else's log in ten minutes."""

import os
import secrets
import signal
import threading
from pathlib import Path
from typing import Annotated

import typer

from motcua.ledger.keys import kept_key
from motcua.ledger.witness.service import Party, server
from motcua.ledger.witness.store import Store
from motcua.tlog import vrf
from motcua.tlog.cosignature import CosignatureSigner
from motcua.tlog.note import Ed25519Verifier, KeyRefused, encode_base64
from motcua.tlog.policy import Policy, parse_policy

app = typer.Typer(
    help="Be a witness of an open log: cosign its checkpoints, and answer as a beacon.",
    no_args_is_help=True,
)
Home = Annotated[Path, typer.Option(help="Folder of keys and state; back it up, share it never.")]
Name = Annotated[str, typer.Option(help="Your name, e.g. witness.university.example")]


@app.command()
def keys(home: Home, name: Name) -> None:
    """Make the keys (once) and print what to give to the operator of the log."""
    typer.echo(f"witness {_signer(home, name).verifier.vkey}")
    typer.echo(f"beacon {encode_base64(vrf.public_key(beacon_seed(home)))}")


@app.command()
def serve(
    home: Home,
    name: Name,
    log: Annotated[list[str], typer.Option(help="Key of a log you witness (repeatable).")],
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8090,
    policy: Annotated[
        Path | None, typer.Option(help="Trust policy of the beacon; without it, no beacon.")
    ] = None,
    note: Annotated[str, typer.Option(help="A sentence on the page of this witness.")] = "",
) -> None:
    """Answer `add-checkpoint` and, with a policy, `beacon`."""
    party = Party(
        signer=_signer(home, name),
        logs=_logs(log),
        store=Store(home / "state.sqlite"),
        policy=_policy(policy),
        beacon_seed=beacon_seed(home) if policy else None,
        note=note,
    )
    answering = server(party, host, port)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(
            number, lambda *_: threading.Thread(target=answering.shutdown, daemon=True).start()
        )
    typer.echo(party.described())
    answering.serve_forever(poll_interval=0.2)


def _signer(home: Path, name: str) -> CosignatureSigner:
    home.mkdir(parents=True, exist_ok=True)
    return CosignatureSigner(name, kept_key(home / "witness.key"))


def _logs(vkeys: list[str]) -> dict[str, list[Ed25519Verifier]]:
    logs: dict[str, list[Ed25519Verifier]] = {}
    for vkey in vkeys:
        try:
            verifier = Ed25519Verifier.from_vkey(vkey)
        except KeyRefused as error:
            raise typer.BadParameter(str(error), param_hint="--log") from None
        logs.setdefault(verifier.name, []).append(verifier)
    return logs


def _policy(path: Path | None) -> Policy | None:
    if path is None:
        return None
    try:
        return parse_policy(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise typer.BadParameter(str(error), param_hint="--policy") from None


def beacon_seed(home: Path) -> bytes:
    """Return the beacon's secret key, another than the witness key; made when missing."""
    path = home / "beacon.key"
    home.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(path.read_text(encoding="ascii").strip())
    seed = secrets.token_bytes(32)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(seed.hex())
    return seed
