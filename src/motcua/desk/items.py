"""The lines of form 02 in the words of the domain, as the counter sends them."""

from motcua.dossiers.facts import Item
from motcua.ui.filling import Filled
from motcua.ui.wanted_lines import lines_of


def items_of(filled: Filled) -> tuple[Item, ...]:
    return tuple(Item(**line) for line in lines_of(filled))
