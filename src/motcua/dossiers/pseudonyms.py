"""Names that say nothing: of officials in draws and dossiers, and of repeated filings."""

import hmac
from datetime import date
from hashlib import sha256

from django.conf import settings

SIZE = 16


def keyed(words: str) -> bytes:
    """Return a keyed hash of 32 bytes; without the secret nobody can test a guess."""
    return hmac.new(settings.SECRET_KEY.encode(), words.encode(), sha256).digest()


def epoch_of(day: date) -> str:
    """Return the quarter of a day, e.g. 2026Q3: work is counted anew in each."""
    return f"{day.year}Q{(day.month + 2) // 3}"


def first_day(epoch: str) -> date:
    """Return the day a quarter begins."""
    year, quarter = epoch.split("Q")
    return date(int(year), 3 * int(quarter) - 2, 1)


def pseudonym(person_id: int, epoch: str) -> bytes:
    """Return the official's pseudonym in draws of the epoch."""
    return keyed(f"pseudonym/{epoch}/{person_id}")[:SIZE]
