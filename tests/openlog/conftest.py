"""The pages share the log of the ledger's tests."""

from tests.ledger.conftest import open_log, outside  # noqa: F401
