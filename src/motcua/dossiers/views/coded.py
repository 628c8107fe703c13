"""Codes of dossiers that other packages know by number only."""

from collections.abc import Collection

from motcua.dossiers.models import Dossier


def codes_of(dossier_ids: Collection[int]) -> dict[int, str]:
    """Return the code of each dossier that has one: one query for all."""
    rows = Dossier.objects.filter(pk__in=list(dossier_ids), code__isnull=False)
    return {number: code or "" for number, code in rows.values_list("pk", "code")}
