"""Forgetting bytes that no row keeps."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from motcua.documents import contents
from motcua.documents.actions.sweep import WAIT
from motcua.documents.models import File

# The folders a job goes through, one at a time.
FOLDERS = tuple(f"{number:02x}" for number in range(256))


def sweep_strays(*, folder: str, at: datetime) -> int:
    """Remove bytes of one folder (`"00"` to `"ff"`) that no row keeps; return how many.

    They are left by a process that died after writing the bytes and before its transaction ended.
    """
    return sum(
        _remove_stray(f"{folder}/{inner}", name, at)
        for inner in _listed(folder)[0]
        for name in _listed(f"{folder}/{inner}")[1]
    )


def _listed(folder: str) -> tuple[list[str], list[str]]:
    """Return the folders and files in a folder; a folder that is not there holds nothing."""
    try:
        return default_storage.listdir(f"{contents.FOLDER}/{folder}")
    except FileNotFoundError:
        return [], []


def _remove_stray(folder: str, name: str, at: datetime) -> bool:
    path = f"{contents.FOLDER}/{folder}/{name}"
    if default_storage.get_modified_time(path) > at - WAIT:
        return False
    with transaction.atomic():
        if len(name) == 64:
            contents.hold(name)
            if File.objects.filter(sha256=name).exists():
                return False
        default_storage.delete(path)
    return True
