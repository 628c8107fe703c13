"""The kinds of event a file tells."""

from enum import StrEnum

SUBJECT = "file"


class Told(StrEnum):
    STORED = "file_stored"
    REUSED = "file_reused"
    REMOVED = "file_removed"
