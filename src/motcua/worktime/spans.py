"""Stretches of suspended time, united so that no minute is counted twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Span:
    """From `begins` up to `ends`, whole minutes; `ends` is None while the span is open."""

    begins: datetime
    ends: datetime | None

    def clipped(self, earliest: datetime) -> Span | None:
        """The part from `earliest` on; None when nothing is left."""
        if self.ends is not None and self.ends <= earliest:
            return None
        return Span(max(self.begins, earliest), self.ends)

    def ended_by(self, at: datetime) -> datetime:
        """Its end, or `at` when it is open or ends later."""
        return at if self.ends is None or self.ends > at else self.ends


def unite(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time as few spans in order: overlapping and abutting ones become one."""
    united: list[Span] = []
    for span in sorted(spans, key=lambda span: span.begins):
        last = united[-1] if united else None
        if last is None or (last.ends is not None and last.ends < span.begins):
            united.append(span)
        else:
            united[-1] = Span(last.begins, _later(last.ends, span.ends))
    return tuple(united)


def clip(spans: Iterable[Span], earliest: datetime) -> tuple[Span, ...]:
    """What of the spans lies at or after `earliest`."""
    clipped = (span.clipped(earliest) for span in spans)
    return tuple(span for span in clipped if span is not None)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return None if one is None or other is None else max(one, other)
