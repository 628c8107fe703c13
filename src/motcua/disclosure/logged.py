"""What may stand in a log: keys with what they hold, and nothing that looks like a person.

Logs are read by those who run the servers, who are nobody to any dossier: the public of the policy.
A line is an event with keys, `job_failed name=owe`; a key that is not here is left out, and so is
a value that is not of the kind a key has.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

LEFT_OUT = "[…]"
# Letters, digits and signs of codes; no space, no @, nothing as long as a telephone number.
_CODE = re.compile(r"[A-Za-z0-9_.:/+\-]{1,80}")
_LONG_NUMBER = re.compile(r"\d{8}")

LOGGED: Mapping[str, str] = MappingProxyType({
    "name": "of a job, a witness or a beacon: our own word or the operator's",
    "id": "the number of a row: says nothing without the database",
    "code": "of a dossier: published by the tracking page",
    "kind": "of an event: a word of the code",
    "why": "the code of a refusal, or the kind of an error",
    "problem": "the kind of an error",
    "size": "of the open log",
    "entries": "of the open log",
    "silent": "how many witnesses were silent",
    "branch": "of the city: published",
    "group": "of officials in the draw: published",
    "scenario": "the number of a planning scenario",
    "route": "the pattern of an address, without what stands in it",
    "method": "of a request",
    "status": "of an answer",
    "error": "the kind of an error, without its words",
})  # fmt: skip


def loggable(key: str, value: object) -> str:
    """Return a value as a log may show it.

    An exception is its kind: its words may quote a row. A collection is how many it holds.
    """
    if key not in LOGGED:
        return LEFT_OUT
    if isinstance(value, BaseException):
        return type(value).__name__
    if isinstance(value, bool | int | float) or value is None:
        return str(value)
    if isinstance(value, Mapping | list | tuple | set | frozenset):
        return str(len(value))
    written = str(value)
    plain = _CODE.fullmatch(written) and not _LONG_NUMBER.search(written)
    return written if plain or key == "route" else LEFT_OUT
