"""The port of a malware scanner; which one is asked is a setting."""

from typing import BinaryIO, Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Scanner(Protocol):
    """Looks through bytes before anybody opens them."""

    def finding(self, content: BinaryIO) -> str | None:
        """Return the name of what was found, or None when the bytes are clean.

        Raise instead of returning None when the scanner cannot be reached: an unscanned file
        is not taken.
        """
        ...


class NoScanner:
    """Asks nobody; every kept file has been made anew or is refused when active."""

    def finding(self, content: BinaryIO) -> str | None:  # noqa: ARG002
        return None


def scanner() -> Scanner:
    """Return the scanner the setting `UPLOAD_SCANNER` names by its dotted path."""
    path = settings.UPLOAD_SCANNER
    made: Scanner = import_string(path)() if path else NoScanner()
    return made
