"""What a dossier's events say about its row: the state retold.

Pure: takes the events' data, knows no table. `tests/dossiers/test_fold.py` compares it with the
row after every action.
"""

from collections.abc import Iterable, Mapping
from typing import Any


def fold(told: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the row's fields after events, each given by its data, oldest first."""
    state: dict[str, Any] = {}
    for data in told:
        state.update(data.get("changes", {}))
    return state
