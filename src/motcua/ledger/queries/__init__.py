"""Everything the pages read of the log, by subject.

Public unless it says otherwise: what is sealed (`sealed`) is asked for by the number of a dossier,
which only its own pages know.
"""

from motcua.ledger.queries.counted import GROUPS, Listed, figures_of, listed
from motcua.ledger.queries.leaves import (
    EntryView,
    count_of_kind,
    counts_of_kinds,
    entries,
    entry,
    entry_of_hash,
    newest_of_kind,
    of_kind_in,
    proof_text,
)
from motcua.ledger.queries.lives import DossierLife, life, months, stories, tag_of_code
from motcua.ledger.queries.receipts import Kept, ReceiptProof, evidence_path, receipt_proof
from motcua.ledger.queries.sealed import (
    Opened,
    Proven,
    certificate,
    opened,
    promise,
    proven,
    receipt_url,
)
from motcua.ledger.queries.standing import (
    LogStatus,
    Seen,
    checkpoint_text,
    numbered,
    published,
    published_size,
    status,
)

__all__ = [
    "GROUPS", "DossierLife", "EntryView", "Kept", "Listed", "LogStatus", "Opened", "Proven",
    "ReceiptProof", "Seen", "certificate", "checkpoint_text", "count_of_kind",
    "counts_of_kinds", "entries", "entry",
    "entry_of_hash", "evidence_path", "figures_of", "life", "listed", "months", "newest_of_kind",
    "numbered", "of_kind_in", "opened", "promise", "proof_text", "proven", "published",
    "published_size", "receipt_proof", "receipt_url", "status", "stories", "tag_of_code",
]  # fmt: skip
