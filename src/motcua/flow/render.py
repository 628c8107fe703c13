"""The table as a page: a diagram (Mermaid) and one line per move, for the printed reference."""

from motcua.flow.table import Clock, Move, S, Table

CLOCK_WORDS = {
    Clock.OFF: "not begun",
    Clock.RUNS: "runs",
    Clock.STANDS: "stands",
    Clock.ENDED: "ended",
}


def diagram(table: Table[S]) -> str:
    """Return the Mermaid state diagram of the moves that change the status."""
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {table.initial.name}"]
    lines += [
        f"    {source.name} --> {move.target.name}: {move.verb}"
        for move in table.moves
        for source in sorted(move.source)
        if move.target is not None and move.target != source
    ]
    lines += [f"    {status.name} --> [*]" for status in sorted(table.final())]
    return "\n".join([*lines, "```"])


def rows(table: Table[S]) -> str:
    """Return the Markdown table of all moves in their order."""
    head = (
        "| verb | on the button | from | to | permission | guards | clock | event | legal basis |"
    )
    lines = [head, "|" + "---|" * 9]
    return "\n".join(lines + [_row(move) for move in table.moves])


def _row(move: Move[S]) -> str:
    cells = (
        f"`{move.verb}`",
        f"{move.label.vi} / {move.label.en}",
        ", ".join(status.name for status in sorted(move.source)),
        move.target.name if move.target is not None else "(stays)",
        f"`{move.needs}`",
        ", ".join(f"`{guard.__name__}`" for guard in move.guards) or "–",
        CLOCK_WORDS[move.clock] if move.clock else "as before",
        f"`{move.tells}`",
        move.basis,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
