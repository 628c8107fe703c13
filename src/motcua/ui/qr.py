"""QR codes as SVG inside the page: sharp in print, nothing to fetch."""

import segno
from markupsafe import Markup, escape


def qr_svg(content: str, *, label: str, error: str = "m") -> Markup:
    """Return a QR code (error correction M, or as told) as SVG with a name for who cannot see it."""
    code = segno.make(content, error=error, micro=False, boost_error=False)
    border = 4  # ISO/IEC 18004 asks for a quiet zone of four modules
    size = code.symbol_size(border=border)[0]
    path = "".join(
        f"M{x + border} {y + border}h1v1h-1z"
        for y, row in enumerate(code.matrix)
        for x, dark in enumerate(row)
        if dark
    )
    return Markup(
        '<svg class="qr" role="img" aria-label="{label}" viewBox="0 0 {size} {size}"'
        ' shape-rendering="crispEdges">'
        '<path class="qr-ground" d="M0 0h{size}v{size}H0z"/><path class="qr-ink" d="{path}"/></svg>'
    ).format(label=escape(label), size=size, path=path)
