"""A sequencer put together as the settings say."""

from django.conf import settings

from motcua.ledger import configured
from motcua.ledger.cosigning import Cosigning
from motcua.ledger.files import write_file
from motcua.ledger.sequencer import Sequencer
from motcua.tlog.policy import parse_policy
from motcua.tlog.readers import DirectoryTiles


def sequencer() -> Sequencer:
    """A sequencer, not started; the policy is published beside the log."""
    signing, where = configured.log_signer(), configured.folder()
    text = configured.policy_text(signing.verifier.vkey)
    policy = parse_policy(text)
    write_file(where.path / "policy.txt", text.encode())
    cosigning = Cosigning(policy, DirectoryTiles(where.path))
    return Sequencer(where, signing, policy, cosigning, settings.LEDGER_PUBLIC_WINDOW)
