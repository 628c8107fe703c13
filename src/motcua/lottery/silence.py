"""When the reduced list of beacons, announced beforehand, takes the place of the full one."""

from dataclasses import dataclass, replace
from datetime import date

LONG = 4  # silent checkpoints in a row


@dataclass(frozen=True, slots=True)
class Silence:
    """How long beacons have been silent.

    Attributes
    ----------
    run, began
        Silent checkpoints in a row, and the first of them.
    day
        The day for whose rest the reserve rules; none if it does not.
    leaf
        The `beacon_missing` leaf since which it rules: checkpoints that contain it are drawn so.
    before
        The reserve must have been public before this checkpoint.
    """

    run: int = 0
    began: int = 0
    day: date | None = None
    leaf: bytes = b""
    before: int = 0

    def silent(self, checkpoint: int, *, day: date, leaf: bytes) -> "Silence":
        """After one more silent checkpoint, told by a leaf of a day."""
        began = self.began if self.run else checkpoint
        longer = replace(self, run=self.run + 1, began=began)
        if longer.run < LONG:
            return longer
        return replace(longer, day=day, leaf=self.leaf if day == self.day else leaf, before=began)

    def spoke(self) -> "Silence":
        """After a draw: every beacon of the list in force has answered."""
        return replace(self, run=0, began=0)
