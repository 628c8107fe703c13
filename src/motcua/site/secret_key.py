"""The key that signs sessions when the operator gives none: made once, kept in the home folder."""

import os
import secrets
from pathlib import Path


def kept_secret_key(home: Path) -> str:
    """Return the kept key, making it (readable by its owner only) when it is missing."""
    path = home / "secret_key"
    home.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    key = secrets.token_urlsafe(48)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key
