"""The strings of a PDF that stand beside its pages, taken from its objects."""

from collections.abc import Iterator

import pikepdf

_BESIDE = ("/Contents", "/V", "/TU", "/RC", "/Title")


def beside(document: pikepdf.Pdf) -> Iterator[str]:
    """Yield notes, values of form fields, and titles of the outline: a reader shows them, too."""
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary):
            for key in _BESIDE:
                value = thing.get(key)
                if isinstance(value, pikepdf.String):
                    yield str(value)
