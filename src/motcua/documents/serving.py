"""Sending a file to a browser so that nothing in it can act there."""

from django.http import FileResponse

from motcua.documents.queries import StoredFile, content

# No script, no form, no plug-in, no request of its own, a page of no origin.
_POLICY = (
    "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; "
    "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)


def serve(file: StoredFile, *, inline: bool = False) -> FileResponse:
    """Return the response that streams the file.

    Parameters
    ----------
    inline
        Show it in the browser instead of saving it; what is kept is inert, and the headers
        forbid it to act all the same.

    Raises
    ------
    ContentLostError
        When the storage lost it.
    """
    response = FileResponse(
        content(file), as_attachment=not inline, filename=file.name, content_type=file.mime
    )
    response["Content-Length"] = str(file.size)
    response["ETag"] = f'"{file.sha256}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Frame-Options"] = "SAMEORIGIN"
    # In the reader's own cache at most, and asked for again each time.
    response["Cache-Control"] = "private, no-cache"
    return response
