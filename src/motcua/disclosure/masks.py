"""Masked forms: enough to compare with what somebody shows, not to learn it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

# Always of the same length: how long a name is says something about it.
DOTS = "••••••"


def name(full_name: str) -> str:
    """Return first letters: `N*** M*** A***`."""
    return " ".join(f"{word[0]}***" for word in full_name.split())


def digits(number: str) -> str:
    """Return the first two and the last two signs: `09******12`; all hidden when it is short."""
    if len(number) < 8:
        return "*" * len(number)
    return number[:2] + "*" * (len(number) - 4) + number[-2:]


def email(address: str) -> str:
    """Return the first letter of the mailbox: `a***@***`."""
    return f"{address[0]}***@***" if "@" in address[1:] else DOTS


def dots(value: str) -> str:  # noqa: ARG001 - nothing of it stays
    """Return dots."""
    return DOTS


_MASKS: Mapping[str, Callable[[str], str]] = MappingProxyType({
    "full_name": name,
    "name": name,
    "applicant": name,
    "submitter": name,
    "id_number": digits,
    "id": digits,
    "phone": digits,
    "email": email,
})  # fmt: skip


def masked(field: str, value: str) -> str:
    """Return the masked form of a field's value; nothing stays nothing."""
    return _MASKS.get(field, dots)(value) if value else ""
