"""The beacons that a log draws with: who they are, and asking them about a checkpoint.

A beacon that is silent, slow or mistaken is named, never replaced: a draw needs every beacon of its
list (`motcua/assign/v1`), or the last one to answer could choose between two results.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from motcua.ledger.cosigning import post
from motcua.tlog.beacon import Voice
from motcua.tlog.note import NoteError, decode_base64, parse_note
from motcua.tlog.vrf import VrfError, check_key

log = logging.getLogger("motcua.ledger")
LEAST = 2  # beacons of a list, at least one of them not the operator's own
Send = Callable[[str, bytes], tuple[int, bytes]]


class BeaconListError(ValueError):
    """The list cannot be used; the message names the line, or what the list lacks."""


@dataclass(frozen=True, slots=True)
class Beacon:
    """A party that answers for cosigned checkpoints; `own` is run by the operator of the log."""

    name: str
    public: bytes
    url: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class BeaconList:
    """Beacons in the order of the draw, and the reduced list announced for a long silence."""

    beacons: tuple[Beacon, ...]
    reserve: tuple[Beacon, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """What the beacons said about one checkpoint, in the order asked."""

    voices: tuple[Voice, ...]
    silent: tuple[Beacon, ...]

    @property
    def betas(self) -> list[bytes]:
        """Outputs for the seed.

        Raises
        ------
        ValueError
            A beacon is silent: nothing may be drawn from this checkpoint.
        """
        if self.silent:
            names = ", ".join(each.name for each in self.silent)
            raise ValueError(f"nothing is drawn while a beacon is silent: {names}")
        return [voice.beta for voice in self.voices]


def parse_beacons(text: str) -> BeaconList:
    """Read `beacon <name> <key> <url> [own]` and `reserve <name> <name> …` lines.

    Raises
    ------
    BeaconListError
        A malformed line, an unsafe key, one key or name twice; a list of fewer than two, or of the
        operator's own beacons only.
    """
    named: dict[str, Beacon] = {}
    reserve: tuple[Beacon, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        try:
            if words[0] == "reserve" and not reserve:
                reserve = tuple(named[name] for name in words[1:])
                continue
            beacon = _beacon(words)
            if beacon.name in named or beacon.public in {b.public for b in named.values()}:
                raise ValueError("this name or key is listed already")
            named[beacon.name] = beacon
        except KeyError as error:
            raise BeaconListError(f"line {number}: no beacon {error} above") from None
        except ValueError as error:
            raise BeaconListError(f"line {number}: {error}") from None
    for what, some in (("the list", tuple(named.values())), ("the reserve", reserve)):
        _enough(what, some)
    return BeaconList(tuple(named.values()), reserve)


def _beacon(words: Sequence[str]) -> Beacon:
    match words:
        case ["beacon", name, key, url, *rest] if rest in ([], ["own"]):
            if not url.startswith(("http://", "https://")):
                raise ValueError(f"not an http(s) address: {url}")
            return Beacon(name, check_key(decode_base64(key)), url, own=bool(rest))
    raise ValueError("write `beacon <name> <key> <url> [own]` or `reserve <name> <name> …`")


def _enough(what: str, some: Sequence[Beacon]) -> None:
    if not some:
        return
    if len(set(some)) != len(some) or len(some) < LEAST:
        raise BeaconListError(f"{what} needs {LEAST} different beacons or more, or none at all")
    if all(each.own for each in some):
        raise BeaconListError(f"{what} needs a beacon that the operator does not run")


def ask(beacons: Sequence[Beacon], checkpoint: bytes, *, send: Send = post) -> Answers:
    """Ask every beacon about a cosigned checkpoint at once; proofs are verified here.

    Parameters
    ----------
    checkpoint
        The note with its cosignatures, as archived.

    Raises
    ------
    NoteError
        The checkpoint is malformed.
    """
    if not beacons:
        return Answers((), ())
    body = parse_note(checkpoint).text.encode()
    with ThreadPoolExecutor(len(beacons)) as threads:
        said = list(threads.map(lambda each: _voice(each, checkpoint, body, send), beacons))
    return Answers(
        tuple(voice for voice in said if voice is not None),
        _without_voice(zip(beacons, said, strict=True)),
    )


def _without_voice(pairs: Iterable[tuple[Beacon, Voice | None]]) -> tuple[Beacon, ...]:
    return tuple(beacon for beacon, voice in pairs if voice is None)


def _voice(beacon: Beacon, checkpoint: bytes, body: bytes, send: Send) -> Voice | None:
    try:
        status, answer = send(f"{beacon.url.rstrip('/')}/beacon", checkpoint)
        if status != 200:
            raise NoteError(f"it answered {status}: {answer[:200].decode('utf-8', 'replace')}")
        return Voice.parse(answer.decode("ascii"), public=beacon.public, checkpoint_body=body)
    except (OSError, NoteError, VrfError, UnicodeDecodeError) as error:
        log.warning("beacon_silent name=%s why=%s", beacon.name, error)
        return None
