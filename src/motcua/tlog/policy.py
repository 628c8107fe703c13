"""Trust policies (C2SP tlog-policy): which logs, which witnesses, and how many of which group.

A witness counts once, whatever names or lines repeat it; a cosignature that does not verify does
not count, and is reported by name.
"""

from dataclasses import dataclass
from typing import Literal

from motcua.tlog.checkpoint import Checkpoint
from motcua.tlog.cosignature import CosignatureVerifier, timestamp_of
from motcua.tlog.note import (
    Ed25519Verifier,
    Note,
    NoteError,
    SignatureError,
    parse_note,
    verified,
)


class PolicyError(ValueError):
    """The policy file is malformed; the message names the line."""


@dataclass(frozen=True, slots=True)
class Group:
    """Witnesses or groups of which ``needed`` must have cosigned."""

    needed: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Log:
    """A log that the policy accepts; its key name is its origin."""

    verifier: Ed25519Verifier
    url: str = ""


@dataclass(frozen=True, slots=True)
class Witness:
    """A witness under the name it has in the policy."""

    name: str
    verifier: CosignatureVerifier
    url: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a policy finds in a checkpoint.

    Attributes
    ----------
    checkpoint
        The checkpoint, signed by a log of the policy.
    times
        POSIX seconds of the newest cosignature of each witness that counts.
    wrong
        Witnesses whose line does not verify.
    since
        The latest time such that cosignatures from then on satisfy the quorum; ``None`` if the
        quorum is not met, 0 if the policy asks for no witness.
    """

    checkpoint: Checkpoint
    times: dict[str, int]
    wrong: tuple[str, ...]
    since: int | None

    @property
    def met(self) -> bool:
        """Whether the quorum has cosigned."""
        return self.since is not None

    def fresh(self, *, now: int, seconds: int = 3600) -> bool:
        """Whether the quorum cosigned within the last ``seconds``; never without witnesses."""
        return bool(self.since) and now - (self.since or 0) <= seconds


@dataclass(frozen=True, slots=True)
class Policy:
    """A parsed policy file."""

    logs: tuple[Log, ...]
    witnesses: dict[str, Witness]
    groups: dict[str, Group]
    quorum: str

    def satisfied(self, cosigned: frozenset[str], name: str | None = None) -> bool:
        """Whether these witnesses, by their policy names, make up the quorum (or a group)."""
        name = self.quorum if name is None else name
        if name == "none" or name in cosigned:
            return True
        group = self.groups.get(name)
        if group is None:
            return False
        return sum(self.satisfied(cosigned, each) for each in group.members) >= group.needed

    def judge(self, data: bytes) -> Verdict:
        """Check the signature of the log and count cosignatures.

        Raises
        ------
        NoteError
            Malformed, or of a log that the policy does not list.
        SignatureError
            The signature of the log is missing or wrong.
        """
        note = parse_note(data)
        checkpoint = Checkpoint.parse(note.text)
        keys = [log.verifier for log in self.logs if log.verifier.name == checkpoint.origin]
        if not keys:
            raise NoteError(f"The policy lists no log {checkpoint.origin}.")
        if not verified(note, keys):
            raise SignatureError(f"The checkpoint is not signed by {checkpoint.origin}.")
        times, wrong = self._cosigned(note)
        return Verdict(checkpoint, times, wrong, self._since(times))

    def _cosigned(self, note: Note) -> tuple[dict[str, int], tuple[str, ...]]:
        names = {(w.verifier.name, w.verifier.key_id): w for w in self.witnesses.values()}
        times: dict[str, int] = {}
        wrong: list[str] = []
        for line in note.signatures:
            witness = names.get((line.name, line.key_id))
            if witness is None:
                continue
            if witness.verifier.verify(note.text, line.signature):
                time = timestamp_of(line.signature)
                times[witness.name] = max(time, times.get(witness.name, 0))
            else:
                wrong.append(witness.name)
        return times, tuple(wrong)

    def _since(self, times: dict[str, int]) -> int | None:
        if self.satisfied(frozenset()):
            return 0
        for time in sorted(set(times.values()), reverse=True):
            if self.satisfied(frozenset(name for name, at in times.items() if at >= time)):
                return time
        return None


def parse_policy(text: str) -> Policy:
    """Read a policy file.

    Raises
    ------
    PolicyError
        With the number of the first line that is wrong: unknown word, name used twice or before
        its definition, key listed twice, threshold out of range, no or two quorum lines.
    """
    draft = _Draft()
    if any(ord(sign) < 0x20 and sign not in "\t\n" for sign in text) or "\x7f" in text:
        raise PolicyError("A policy has no control character but tab and newline.")
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.replace("\t", " ").split(" ")
        words = [word for word in words if word]
        if not words or words[0].startswith("#"):
            continue
        try:
            draft.take(words)
        except ValueError as error:
            raise PolicyError(f"Line {number}: {error}") from None
    if draft.quorum is None:
        raise PolicyError("A policy has one quorum line.")
    return Policy(tuple(draft.logs), draft.witnesses, draft.groups, draft.quorum)


class _Draft:
    """A policy while its lines are read."""

    def __init__(self) -> None:
        self.logs: list[Log] = []
        self.witnesses: dict[str, Witness] = {}
        self.groups: dict[str, Group] = {}
        self.quorum: str | None = None
        self._members: set[str] = set()

    def take(self, words: list[str]) -> None:
        match words:
            case ["log", vkey, *url] if len(url) <= 1:
                self._log(Ed25519Verifier.from_vkey(vkey), *url)
            case ["witness", name, vkey, *url] if len(url) <= 1:
                self._witness(name, CosignatureVerifier.from_vkey(vkey), *url)
            case ["group", name, needed, *members] if members:
                self._group(name, needed, members)
            case ["quorum", name]:
                self._quorum(name)
            case _:
                raise PolicyError(f"“{words[0]}” with {len(words) - 1} words is no policy line.")

    def _log(self, verifier: Ed25519Verifier, url: str = "") -> None:
        if any(log.verifier.public == verifier.public for log in self.logs):
            raise PolicyError("this log key is listed twice.")
        self.logs.append(Log(verifier, url))

    def _witness(self, name: str, verifier: CosignatureVerifier, url: str = "") -> None:
        self._new(name)
        if any(each.verifier.public == verifier.public for each in self.witnesses.values()):
            raise PolicyError("this witness key is listed twice.")
        self.witnesses[name] = Witness(name, verifier, url)

    def _group(self, name: str, needed: str, members: list[str]) -> None:
        for member in members:
            self._defined(member)
            if member in self._members:
                raise PolicyError(f"“{member}” is already a member of a group.")
            self._members.add(member)
        self._new(name)
        self.groups[name] = Group(_threshold(needed, len(members)), tuple(members))

    def _quorum(self, name: str) -> None:
        if self.quorum is not None:
            raise PolicyError("a second quorum line.")
        if name != "none":
            self._defined(name)
        self.quorum = name

    def _new(self, name: str) -> None:
        if name == "none" or name in self.witnesses or name in self.groups:
            raise PolicyError(f"the name “{name}” is taken.")

    def _defined(self, name: str) -> None:
        if name not in self.witnesses and name not in self.groups:
            raise PolicyError(f"“{name}” is not defined on a line before.")


def _threshold(needed: str, members: int) -> int:
    named: dict[str, Literal[1] | int] = {"any": 1, "all": members}
    if needed in named:
        return named[needed]
    if not (needed.isascii() and needed.isdigit()) or not 1 <= int(needed) <= members:
        raise PolicyError(f"a group of {members} needs 1 to {members}, “any” or “all”.")
    return int(needed)
