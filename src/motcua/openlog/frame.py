"""What every page of the log shows: where it stands, who watches, and what cannot be checked."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from motcua.ledger import queries
from motcua.ui.page import render


def show(
    request: HttpRequest, template: str, values: Mapping[str, Any] | None = None, *, code: int = 200
) -> HttpResponse:
    """Answer with a page of the log."""
    status = queries.status()
    now = time.time()
    frame = {
        "log": status,
        "fresh": status is not None and status.fresh(now),
        "since": moment(status.since) if status and status.since else None,
    }
    return render(request, f"openlog/{template}", {**frame, **(values or {})}, status=code)


def moment(seconds: int) -> datetime:
    """POSIX seconds as an instant."""
    return datetime.fromtimestamp(seconds, UTC)
