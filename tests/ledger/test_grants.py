"""Where the server lets roles be made, entries can only be inserted, and only by the sequencer."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, ProgrammingError
from typer.testing import CliRunner

from motcua.ledger.cli import app
from tests.ledger.conftest import receive


@pytest.mark.parametrize(
    ("role", "statement"),
    [
        ("motcua_sequencer", "UPDATE ledger_entry SET kind = 'x'"),
        ("motcua_sequencer", "DELETE FROM ledger_entry"),
        ("motcua_sequencer", "TRUNCATE ledger_entry"),
        ("motcua_sequencer", "UPDATE secrets.dossier_secret SET k_d = k_d"),
        ("motcua_web", "INSERT INTO ledger_entry (idx, leaf, leaf_hash, kind) VALUES (9, 'x', 'y', 'z')"),
        ("motcua_web", "UPDATE secrets.dossier_secret SET k_d = k_d"),
        ("motcua_web", "DELETE FROM ledger_outbox"),
        ("motcua_web", "UPDATE ledger_state SET size = 0"),
        ("motcua_eraser", "DELETE FROM ledger_entry"),
    ],
)  # fmt: skip
def test_a_role_cannot_do_what_is_not_its_own(open_log, role, statement):
    sequencer = open_log.started()
    receive(1, open_log.now)
    sequencer.round()
    try:
        with transaction.atomic():
            made = CliRunner().invoke(app, ["grants"])
            if isinstance(made.exception, ProgrammingError):
                raise made.exception
    except ProgrammingError as error:
        pytest.skip(f"this server lets us make no roles: {error}")
    assert made.exit_code == 0, made.output
    both = f"SET LOCAL ROLE {role}; {statement}"
    with (
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
    ):
        cursor.execute(both)
