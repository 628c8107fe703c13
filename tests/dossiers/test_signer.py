"""The signed decision carries the competent person; before there is one, nobody is named."""

from datetime import timedelta

from motcua.dossiers.status import Status
from motcua.dossiers.views.own_dossier import own_dossier
from tests.builders import a_dossier


def test_who_signed_is_named_once_there_is_a_decision(cast, monday):
    later = monday + timedelta(days=1)
    open_one = a_dossier(cast, Status.PROCESSING, at=monday)
    decided = a_dossier(cast, Status.RETURNED, at=monday)
    before = own_dossier(cast.an, open_one.code, later)
    after = own_dossier(cast.an, decided.code, later)
    assert before is not None
    assert after is not None
    assert (before.decided_by, after.decided_by) == ("", cast.dung.name)
    for seen in (before, after):
        assert not any(name in repr(seen) for name in (cast.chi.name, cast.giang.name))
