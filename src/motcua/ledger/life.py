"""What may follow what in the public life of a dossier (open-log-mathematics, "Order of life")."""

from dataclasses import dataclass

OPEN, SETTLED, RETURNED, COLLECTED, WITHDRAWN, ERASED = (
    "open", "settled", "returned", "collected", "withdrawn", "erased",
)  # fmt: skip
ANY_TIME = frozenset({"contact", "reveal", "breakglass", "complaint", "corrected"})
_ENDS = {
    "settled": (frozenset({OPEN}), SETTLED),
    "returned": (frozenset({OPEN, SETTLED}), RETURNED),
    "collected": (frozenset({SETTLED, RETURNED}), COLLECTED),
    "withdrawn": (frozenset({OPEN}), WITHDRAWN),
    "erased": (frozenset({SETTLED, RETURNED, COLLECTED, WITHDRAWN}), ERASED),
}
# Type of leaf: the mark it needs, and the marks it may not find.
_NEEDS = {"supplemented": "awaiting", "resumed": "paused", "recused": "held", "reassigned": "held"}
_BARS = {
    "supplement_asked": ("awaiting",),
    "paused": ("paused",),
    "assigned": ("held",),
    "settled": ("awaiting", "paused"),
}
_AFTER = {
    "supplement_asked": {"awaiting": True},
    "supplemented": {"awaiting": False},
    "paused": {"paused": True},
    "resumed": {"paused": False},
    "assigned": {"held": True},
    "manual": {"held": True},
    "recused": {"held": False},
    "reassigned": {"held": False},
}


@dataclass(frozen=True, slots=True)
class Life:
    """Where a dossier stands in public; `None` as the phase means not received yet."""

    phase: str | None = None
    awaiting: bool = False
    paused: bool = False
    held: bool = False

    def allows(self, kind: str) -> bool:
        """Whether a leaf of this type may come now."""
        if kind == "received":
            return self.phase is None
        if self.phase is None or self.phase == ERASED:
            return False
        if kind in ANY_TIME:
            return True
        phases = _ENDS[kind][0] if kind in _ENDS else frozenset({OPEN})
        marked = kind not in _NEEDS or getattr(self, _NEEDS[kind])
        barred = any(getattr(self, mark) for mark in _BARS.get(kind, ()))
        return self.phase in phases and marked and not barred

    def after(self, kind: str) -> "Life":
        """Where it stands after a leaf that was allowed."""
        if kind == "received":
            return Life(OPEN)
        if kind in _ENDS:
            return Life(_ENDS[kind][1])
        marks = {"awaiting": self.awaiting, "paused": self.paused, "held": self.held}
        return Life(self.phase, **{**marks, **_AFTER.get(kind, {})})
