"""All the files of a scenario, by its kind, written into a folder."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from uuid import UUID

from motcua.flow.refusal import Text
from motcua.planning.answers import Plain
from motcua.planning.inputs import event_table, load, siting
from motcua.planning.kinds import Kind


def build(
    kind: Kind, asked: Mapping[str, Plain], folder: Path, *, uid: UUID, today: date
) -> list[Text]:
    """Write the files; return the notes that go with them."""
    if kind is Kind.SITES:
        return siting.build(asked, folder, today)
    if kind is Kind.STAFF:
        return load.build(asked, folder, today)
    if kind is Kind.SIMULATE:
        return load.build(asked, folder, today) + load.build_shifts(asked, folder, today)
    if kind is Kind.MOVES:
        return load.build(asked, folder, today) + load.build_moves(asked, folder, today)
    if kind is Kind.BOARD:
        return event_table.build_board(asked, folder)
    return event_table.build(asked, folder, str(uid))
