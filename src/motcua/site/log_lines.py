"""Lines of the log: an event and keys that may be logged (`motcua.disclosure.logged`), no words.

    2026-08-10 09:00:00,000 WARNING motcua.notices notice_failed id=17 problem=TimeoutError

Messages of other people's packages are kept as their template: what they put into it may be
anything. An exception is its kind and where it happened, since its words may quote a row.
"""

import logging
import re
import traceback
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from types import TracebackType

from motcua.disclosure.logged import LEFT_OUT, loggable

OURS = "motcua"
_KEY = re.compile(r"(\w+)=%\w")
_EVENT = re.compile(r"[a-z_]+")
_FRAMES = 12


class SafeLine(logging.Formatter):
    """Writes a record without anything that could be somebody's."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        said = " ".join([self._event(record), *(f"{k}={v}" for k, v in _pairs(record))])
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {said}"
        return "\n".join([line, *_where(record.exc_info)])

    def _event(self, record: logging.LogRecord) -> str:
        template = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
        if record.name.split(".")[0] == OURS:
            found = _EVENT.match(template)
            return found[0] if found else LEFT_OUT
        # Without arguments nobody can tell the words from what was put among them.
        return template if record.args else LEFT_OUT


def _pairs(record: logging.LogRecord) -> Iterator[tuple[str, str]]:
    if record.name.split(".")[0] == OURS:
        keys, args = _KEY.findall(str(record.msg)), record.args
        given: Iterable[object] = args if isinstance(args, tuple) else ()
        for key, value in zip(keys, given, strict=False):
            yield key, loggable(key, value)
    yield from _of_request(record)
    if record.exc_info and record.exc_info[0] is not None:
        yield "error", record.exc_info[0].__name__


def _of_request(record: logging.LogRecord) -> Iterator[tuple[str, str]]:
    """Say which kind of address a message is about, never which one."""
    request = getattr(record, "request", None)
    if request is None:
        return
    match = getattr(request, "resolver_match", None)
    yield "method", loggable("method", getattr(request, "method", ""))
    yield "route", loggable("route", match.route if match else "-")
    yield "status", loggable("status", getattr(record, "status_code", 0))


_Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def _where(failure: _Failure | None) -> Iterator[str]:
    if not failure or failure[1] is None:
        return
    error: BaseException | None = failure[1]
    while error is not None:
        for frame in traceback.extract_tb(error.__traceback__)[-_FRAMES:]:
            file = "/".join(PurePath(frame.filename).parts[-3:])
            yield f"  at {file}:{frame.lineno} {frame.name}"
        error = error.__cause__ or error.__context__
        if error is not None:
            yield f"  because of {type(error).__name__}"
