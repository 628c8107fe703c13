"""Which action confirms which kind of request about a dossier: the faces' one list."""

from collections.abc import Callable, Mapping

from motcua.dossiers.actions.approve_break_glass import approve_break_glass
from motcua.dossiers.actions.approve_by_hand import approve_by_hand
from motcua.dossiers.actions.confirm_reassign import confirm_reassign
from motcua.dossiers.actions.confirm_second_supplement import confirm_second_supplement
from motcua.dossiers.actions.countersigning import Kind
from motcua.dossiers.actions.recuse import recuse
from motcua.dossiers.models import Dossier

CONFIRM: Mapping[str, Callable[..., Dossier]] = {
    Kind.RECUSAL: recuse,
    Kind.BY_HAND: approve_by_hand,
    Kind.REASSIGNMENT: confirm_reassign,
    Kind.SUPPLEMENT: confirm_second_supplement,
    Kind.GLASS: approve_break_glass,
}
