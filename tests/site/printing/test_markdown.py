import pytest

from motcua.site.printing.markdown import MARK, document, listed, table


def test_a_cell_cannot_break_the_table():
    assert table(("a",), [["x | y\nz"]]).splitlines()[2] == "| x \\| y z |"


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="1 cells under 2 columns: only"):
        table(("a", "b"), [["only"]])


def test_pieces():
    assert listed([]) == "–"
    assert listed(["a", "b"]) == "`a`, `b`"
    assert document("T", "lead", "part") == f"# T\n\n{MARK}\n\nlead\n\npart\n"
