"""Guards on what must be said with a move: the reason, the legal ground, the items."""

from typing import Any

from motcua.dossiers.facts import Facts
from motcua.flow.refusal import Refusal, Text


def reason_stated(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if facts.reason.strip():
        return None
    return Refusal("reason_missing", Text("Hãy nêu lý do.", "State the reason."), where="reason")


def ground_stated(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if facts.ground.strip():
        return None
    return Refusal(
        "ground_missing",
        Text("Hãy nêu căn cứ pháp lý.", "State the legal ground."),
        where="ground",
    )


def items_stated(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    """Form 02 lists each thing with its reason and basis (Decree 61/2018 art. 17, 19.4)."""
    if not facts.items:
        return Refusal(
            "items_missing",
            Text("Hãy liệt kê giấy tờ, nội dung cần bổ sung.", "List what has to be supplemented."),
            where="items",
        )
    for number, item in enumerate(facts.items, start=1):
        if not (item.what.strip() and item.reason.strip() and item.basis.strip()):
            return Refusal(
                "item_incomplete",
                Text(
                    f"Mục {number}: cần ghi nội dung, lý do và căn cứ pháp lý.",
                    f"Line {number}: content, reason and legal basis are needed.",
                ),
                where=f"items.{number}",
            )
    return None
