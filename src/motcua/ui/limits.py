"""How often somebody may try: counted in the cache, by a key that says nothing of the person."""

import hashlib
import time
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` times in `seconds`, counted from the first one."""

    name: str
    most: int
    seconds: int

    def wait(self, who: str) -> int:
        """Return the seconds until the next try is free; 0 if it is now."""
        count, until = cache.get(self._key(who), (0, 0.0))
        left = until - time.time()
        return int(left) + 1 if count >= self.most and left > 0 else 0

    def count(self, who: str) -> None:
        """Count a try."""
        key, now = self._key(who), time.time()
        count, until = cache.get(key, (0, 0.0))
        if until <= now:
            count, until = 0, now + self.seconds
        cache.set(key, (count + 1, until), until - now)

    def clear(self, who: str) -> None:
        cache.delete(self._key(who))

    def _key(self, who: str) -> str:
        return f"limit:{self.name}:{hashlib.sha256(who.encode()).hexdigest()}"


def address_of(request: HttpRequest) -> str:
    """Return the network address a request came from (the server in front sets it)."""
    return str(request.META.get("REMOTE_ADDR", ""))
