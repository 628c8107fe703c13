"""Everything at once: how to mirror the log, and all entries as lines."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from motcua.ledger import queries
from motcua.openlog.frame import show
from motcua.ui.page import page

STEP = 5000


@page()
def download(request: HttpRequest) -> HttpResponse:
    """Say how to copy the log and check the copy."""
    return show(request, "download.html", {"address": f"{settings.PUBLIC_URL}/log"})


@page()
def all_entries(request: HttpRequest) -> StreamingHttpResponse:  # noqa: ARG001
    """Every published entry, one JSON object a line, in order."""
    return StreamingHttpResponse(_lines(), content_type="application/jsonl; charset=utf-8")


def _lines() -> Iterator[str]:
    size = queries.published_size()
    for first in range(0, size, STEP):
        yield "".join(f"{each.text}\n" for each in queries.entries(first, STEP))
