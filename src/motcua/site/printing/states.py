"""What may happen to a dossier and to a charge, from their transition tables."""

from motcua.dossiers.states import DOSSIER
from motcua.dossiers.status import COMPLETION, STATUS_NAMES
from motcua.flow.render import diagram, rows
from motcua.flow.table import S, Table
from motcua.payments.states import CHARGE, NAMES
from motcua.site.printing.diagram import drawing
from motcua.site.printing.markdown import document, table

LEAD = """\
A dossier lives by one table of moves. The buttons, the addresses, the API's operations, the events and
the matrix test are made from the same rows (`motcua.dossiers.states.DOSSIER`). An arrow carries the verb of
the move; a thick frame is an end; the words in a box say what legal time does there.

Articles without a text's name are of Decree 61/2018/NĐ-CP, whose numbering Decree 118/2025/NĐ-CP keeps.
A *guard* refuses a move with a reason a person can read; "as before" means that the move
leaves the clock alone."""
CHARGES = """\
A charge is money owed for a dossier. It has a life of its own (`motcua.payments.states.CHARGE`). A move that
needs `system:clock:run` follows from something that was permitted before it: a dossier withdrawn, a report
signed by the bank."""


def dossier_svg() -> str:
    return drawing(DOSSIER, STATUS_NAMES, "The life of a dossier: statuses and moves")


def charge_svg() -> str:
    return drawing(CHARGE, NAMES, "The life of a charge: statuses and moves")


def page() -> str:
    """Return the page of both tables."""
    return document(
        "What may happen to a dossier",
        LEAD,
        _pictured("dossier-states.svg", DOSSIER),
        "## Statuses",
        _statuses(),
        "## Moves of a dossier",
        rows(DOSSIER),
        "## What may happen to a charge",
        CHARGES,
        _pictured("charge-states.svg", CHARGE),
        rows(CHARGE),
    )


def _statuses() -> str:
    heads = ("code", "status", "Vietnamese", "English", "completion shown to the public", "end")
    ends = DOSSIER.final()
    return table(
        heads,
        (
            (str(int(one)), f"`{one.name}`", STATUS_NAMES[one].vi, STATUS_NAMES[one].en,
             f"{COMPLETION[one]} %", "yes" if one in ends else "")
            for one in sorted(DOSSIER.statuses)
        ),
    )  # fmt: skip


def _pictured(file: str, of: Table[S]) -> str:
    alternative = f"Diagram of the {of.name}'s statuses and moves; the table below says the same"
    return (
        f"![{alternative}]({file})\n\n<details markdown>\n<summary>The same diagram as text (Mermaid)"
        f"</summary>\n\n{diagram(of)}\n\n</details>"
    )
