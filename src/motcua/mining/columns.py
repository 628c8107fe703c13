"""Which column of a table says what.

The standard names are those of XES (IEEE 1849-2016, extensions concept, time, org, lifecycle);
common names of other tools are recognised, anything else is told by the caller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from motcua.mining.errors import BadLog

ALIASES: dict[str, tuple[str, ...]] = {
    "case": ("case:concept:name", "case_id", "caseid", "case id", "case", "dossier", "ma_ho_so"),
    "activity": ("concept:name", "activity", "activity_name", "step", "event", "buoc"),
    "time": (
        "time:timestamp",
        "timestamp",
        "complete_timestamp",
        "complete timestamp",
        "completed_at",
        "time",
        "at",
        "thoi_gian",
    ),
    "start": ("start_timestamp", "start timestamp", "started_at", "bat_dau"),
    "resource": ("org:resource", "resource", "actor", "nguoi_xu_ly"),
    "group": ("org:group", "org:role", "group", "agency", "co_quan"),
    "lifecycle": ("lifecycle:transition", "lifecycle", "transition"),
    "instance": ("concept:instance", "activity_instance_id", "instance"),
}
NEEDED = ("case", "activity", "time")


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns; ``None`` means "look for a usual name, do without if absent"."""

    case: str | None = None
    activity: str | None = None
    time: str | None = None
    start: str | None = None
    resource: str | None = None
    group: str | None = None
    lifecycle: str | None = None
    instance: str | None = None
    case_attributes: tuple[str, ...] = ()
    """Columns that belong to the case, beside all that begin with ``case:``."""

    def found_in(self, present: Sequence[str], source: str) -> Columns:
        """Fill in the names from the columns of a file, or raise ``BadLog`` naming what lacks."""
        chosen = {role: self._pick(role, present, source) for role in ALIASES}
        for attribute in self.case_attributes:
            _must_be(attribute, present, source)
        extra = tuple(
            name
            for name in present
            if name.lower().startswith("case:") and name != chosen["case"]
            if name not in self.case_attributes
        )
        return replace(self, **chosen, case_attributes=self.case_attributes + extra)

    def _pick(self, role: str, present: Sequence[str], source: str) -> str | None:
        told: str | None = getattr(self, role)
        if told is not None:
            return _must_be(told, present, source)
        by_lower = {name.lower().strip(): name for name in reversed(present)}
        for alias in ALIASES[role]:
            if alias in by_lower:
                return by_lower[alias]
        if role in NEEDED:
            raise BadLog(
                source,
                f"no column for the {role} of an event among {', '.join(present) or 'no columns'}",
                f'"{ALIASES[role][0]}" or another name given as {role}=…',
            )
        return None


def _must_be(name: str, present: Sequence[str], source: str) -> str:
    if name not in present:
        raise BadLog(source, f'no column "{name}"', f"one of {', '.join(present)}")
    return name
