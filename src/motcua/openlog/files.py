"""The files of the log, `/log/…`: what a web server or CDN may serve in place of this process.

Tiles and archived checkpoints never change and may be kept for ever; the checkpoint, the list of
sizes and the policy must be fresh. Every resource has one name; any other is absent.
"""

import re
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import http_date

from motcua.tlog.tiles import TilePathError, parse_path
from motcua.ui.page import page

FOR_EVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=1, must-revalidate"
_NAMED = re.compile(r"checkpoint|checkpoints/sizes|policy\.txt", re.ASCII)
_FIXED = re.compile(
    r"checkpoints/[1-9][0-9]{0,18}|stats/[0-9]{4}-[0-9]{2}\.json|policy/[A-Za-z0-9_-]{43}\.json",
    re.ASCII,
)


@page()
def log_file(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001
    """Serve one file of the log."""
    kind, caching = _kind(name)
    path = Path(settings.LEDGER_FOLDER) / name
    try:
        data = path.read_bytes()
        changed = path.stat().st_mtime
    except (FileNotFoundError, NotADirectoryError):
        raise Http404("the log has no such file") from None
    headers = {
        "Cache-Control": caching,
        "Last-Modified": http_date(changed),
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(data, content_type=kind, headers=headers)


def _kind(name: str) -> tuple[str, str]:
    if _NAMED.fullmatch(name):
        return "text/plain; charset=utf-8", SHORT
    if _FIXED.fullmatch(name):
        kind = "application/json" if name.endswith(".json") else "text/plain; charset=utf-8"
        return kind, FOR_EVER
    try:
        parse_path(name)
    except TilePathError:
        raise Http404("not the name of a file of the log") from None
    return "application/octet-stream", FOR_EVER
