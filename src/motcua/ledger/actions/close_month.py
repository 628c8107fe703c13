"""Figures of a month are fixed: a file beside the log, and its hash in a `stats` leaf."""

from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import sha256

from motcua.ledger import configured, queries
from motcua.ledger.actions.system_leaf import say
from motcua.ledger.figures import spelled
from motcua.ledger.files import write_file
from motcua.ledger.models import LeafOutbox
from motcua.ledger.writing import local_day


def close_month(at: datetime) -> int:
    """Publish the figures of last month once; a job, returns 1 when it did."""
    month = f"{local_day(at).replace(day=1) - timedelta(days=1):%Y-%m}"
    path = configured.folder().path / "stats" / f"{month}.json"
    if path.exists() or LeafOutbox.objects.exists():
        return 0
    figures = queries.figures_of(month)
    if not figures["total"]["received"]:
        return 0
    data = spelled(figures)
    write_file(path, data)
    digest = urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()
    say("stats", {"m": month, "x": digest}, at=at)
    return 1
