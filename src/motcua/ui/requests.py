"""What every acting form carries beside its answers: the id of the request and what its reader saw.

The id is made when the form is shown and survives showing it again, so that a form sent twice is
one act; `seen` is how many events the page told of, so that a form made from an older state is
refused.
"""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, QueryDict

REQUEST_ID = "request_id"
SEEN = "seen"


def request_id(request: HttpRequest) -> UUID:
    """Return the id the form carries; a fresh one when it is shown first or was tampered with."""
    try:
        return UUID(request.POST.get(REQUEST_ID, ""))
    except ValueError:
        return uuid4()


def seen(post: QueryDict) -> int:
    """Return the state the form was made from; an unreadable one matches no state."""
    typed = post.get(SEEN, "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1


def marks(request: HttpRequest, now: int) -> dict[str, Any]:
    """Return the hidden values of a form about a state with `now` events."""
    return {REQUEST_ID: request_id(request), SEEN: now}
