"""A definition as it is stored: plain JSON with a fingerprint, and back again."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from motcua.catalogue.definition import Definition
from motcua.catalogue.reading import read


def stored(written: Mapping[str, Any], definition: Definition) -> dict[str, Any]:
    """Return what is stored: the written procedure, complete, with its field of law and slug."""
    return {"field": definition.field, "slug": definition.slug, "written": dict(written)}


def restored(document: Mapping[str, Any]) -> Definition:
    """Return the definition of a stored document."""
    return read(document["written"], field=document["field"], slug=document["slug"])


def fingerprint(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the document in canonical JSON (sorted keys, no blanks, UTF-8)."""
    canonical = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
