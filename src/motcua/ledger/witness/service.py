"""The HTTP side of a witness: `POST /add-checkpoint`, `POST /beacon`, and a page that says who."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from motcua.ledger.witness.store import Store
from motcua.tlog import beacon, vrf
from motcua.tlog.checkpoint import Checkpoint
from motcua.tlog.cosignature import CosignatureSigner
from motcua.tlog.note import Ed25519Verifier, NoteError, encode_base64, parse_note
from motcua.tlog.policy import Policy
from motcua.tlog.witness import TEXT_TYPE, Answer, add_checkpoint, parse_request

MAX_BODY = 1 << 17


@dataclass(frozen=True, slots=True)
class Party:
    """Who answers, and for which logs.

    Attributes
    ----------
    logs
        Keys trusted for each origin.
    policy, beacon_seed
        Quorum and secret key of the beacon; a witness without them is no beacon.
    note
        A sentence for readers of the page, e.g. that it is not independent.
    """

    signer: CosignatureSigner
    logs: dict[str, list[Ed25519Verifier]]
    store: Store
    policy: Policy | None = None
    beacon_seed: bytes | None = None
    note: str = ""
    clock: Callable[[], float] = time.time

    def cosign(self, body: bytes) -> Answer:
        """Answer `add-checkpoint`."""
        try:
            request = parse_request(body)
        except NoteError as error:
            return Answer(400, f"{error}\n")
        origin = request.checkpoint.origin
        return self.store.answered(
            "witness",
            origin,
            lambda head: add_checkpoint(
                head,
                request,
                log_keys=self.logs.get(origin, []),
                signer=self.signer,
                now=int(self.clock()),
            ),
        )

    def draw(self, body: bytes) -> Answer:
        """Answer as a beacon for a cosigned checkpoint."""
        policy, seed = self.policy, self.beacon_seed
        if policy is None or seed is None:
            return Answer(404, "This witness is no beacon.\n")
        try:
            origin = Checkpoint.parse(parse_note(body).text).origin
        except NoteError as error:
            return Answer(400, f"{error}\n")
        return self.store.answered(
            "beacon", origin, lambda last: beacon.answer(body, last, policy=policy, seed=seed)
        )

    def described(self) -> str:
        """Plain text for people: names and keys."""
        lines = [f"motcua witness {self.signer.name}", f"witness key {self.signer.verifier.vkey}"]
        if self.beacon_seed is not None:
            lines.append(f"beacon key {encode_base64(vrf.public_key(self.beacon_seed))}")
        lines += [f"log {origin}" for origin in self.logs]
        return "\n".join([*lines, self.note, ""])


def server(party: Party, host: str, port: int) -> ThreadingHTTPServer:
    """Return an HTTP server for a party, not started."""

    class Handler(BaseHTTPRequestHandler):
        server_version, sys_version, timeout = "motcua-witness", "", 10

        def do_GET(self) -> None:
            if self.path == "/":
                self._send(Answer(200, party.described()))
            else:
                self._send(Answer(404, "POST /add-checkpoint or /beacon.\n"))

        def do_POST(self) -> None:
            routes = {"/add-checkpoint": party.cosign, "/beacon": party.draw}
            length = self.headers.get("Content-Length", "")
            if self.path not in routes:
                self._send(Answer(404, "POST /add-checkpoint or /beacon.\n"))
            elif not length.isdigit() or int(length) > MAX_BODY:
                self.close_connection = True
                self._send(Answer(413, f"A body has a length, at most {MAX_BODY:,} bytes.\n"))
            else:
                self._send(routes[self.path](self.rfile.read(int(length))))

        def _send(self, answer: Answer) -> None:
            data = answer.body.encode()
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type or TEXT_TYPE)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing: a witness keeps no record of who asked."""

    return ThreadingHTTPServer((host, port), Handler)
