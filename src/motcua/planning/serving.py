"""Sending a file of a plan to a browser: saved, or the report shown where it can do nothing else."""

from mimetypes import guess_type
from pathlib import PurePosixPath

from django.http import FileResponse, HttpResponse

from motcua.planning.bundle import README, SUMS, archive, readme, sums
from motcua.planning.keeping import opened
from motcua.planning.queries import ScenarioSeen, file_among

# The report brings its own scripts for map and charts; it has no origin, sends nothing, fetches nothing.
REPORT_POLICY = (
    "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; "
    "style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; "
    "form-action 'none'"
)
_SAVED_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
# What a page adds to its own policy to show the report in a frame.
FRAME = "frame-src 'self'"


def report(seen: ScenarioSeen) -> FileResponse | None:
    """Return the report as a page of no origin; None where the run left none."""
    file = seen.report
    if file is None:
        return None
    response = FileResponse(opened(file), content_type="text/html; charset=utf-8")
    response["Content-Security-Policy"] = REPORT_POLICY
    response["X-Frame-Options"] = "SAMEORIGIN"
    return _inert(response, file.size)


def download(seen: ScenarioSeen, name: str) -> FileResponse | None:
    """Return a file of the scenario or its run, to be saved; None where there is none of that name."""
    file = file_among([*seen.inputs, *seen.outputs], name)
    if file is None:
        return None
    kind = guess_type(name)[0] or "application/octet-stream"
    response = FileResponse(
        opened(file), as_attachment=True, filename=PurePosixPath(name).name, content_type=kind
    )
    response["Content-Security-Policy"] = _SAVED_POLICY
    response["ETag"] = f'"{file.sha256}"'
    return _inert(response, file.size)


def fingerprints(seen: ScenarioSeen) -> HttpResponse:
    """Return the fingerprints of all files."""
    text = sums([*seen.inputs, *seen.outputs])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def everything(seen: ScenarioSeen) -> FileResponse:
    """Return all files in one archive, with their fingerprints and how to recompute the plan."""
    files = [*seen.inputs, *seen.outputs]
    texts = [(README, readme(seen.commands, seen.inputs, cut_short=seen.cut_short)),
             (SUMS, sums(files))]  # fmt: skip
    response = FileResponse(
        archive(files, texts), as_attachment=True, filename=f"plan-{seen.line.uid}.zip"
    )
    response["Content-Security-Policy"] = _SAVED_POLICY
    return response


def _inert(response: FileResponse, size: int) -> FileResponse:
    response["Content-Length"] = str(size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "no-referrer"
    return response
