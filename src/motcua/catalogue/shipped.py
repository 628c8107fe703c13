"""The procedures that come with the software."""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from motcua.catalogue.checking import Checked, check_folder
from motcua.catalogue.definition import Definition


def folder() -> Path:
    """Return the folder of the shipped definition files."""
    return Path(str(files("motcua.catalogue"))) / "definitions"


@lru_cache(maxsize=1)
def checked() -> tuple[Checked, ...]:
    """Read the shipped files once; raise `ValueError` naming every error in them."""
    found = check_folder(folder())
    errors = [str(error) for one in found for error in one.findings]
    if errors:
        raise ValueError("the shipped procedures have errors:\n" + "\n".join(errors))
    return found


def definitions() -> dict[str, Definition]:
    """Return the latest shipped definition of each procedure, by code."""
    latest: dict[str, Definition] = {}
    for one in checked():
        new = one.definition
        if new and (new.code not in latest or latest[new.code].valid_from < new.valid_from):
            latest[new.code] = new
    return dict(sorted(latest.items()))
