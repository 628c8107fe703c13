"""Opens addresses as somebody and says which canaries came out that the policy does not let out."""

import io
import logging
import re
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Self

from django.db import transaction
from django.test import Client

from motcua.disclosure.policy import may_see
from motcua.disclosure.things import Thing
from motcua.disclosure.viewers import viewers_in
from motcua.identity.middleware import OFFICE_KEY
from motcua.identity.models import Person
from motcua.site.log_lines import SafeLine
from tests.disclosure.canaries import Canary, found_in
from tests.disclosure.world import Looker, World

# Pages about officials as such: there the list of staff is shown, tied to no dossier.
STAFF_PAGES = re.compile(
    r"/(can-bo|vang-mat|uy-quyen|noi-lam-viec|danh-muc|danh-sach-can-bo)/|/dieu-hanh/cho-xac-nhan/"
)


@dataclass(frozen=True)
class Leak:
    """What came out, where, to whom."""

    who: str
    asked: str
    what: str

    def __str__(self) -> str:
        return f"{self.who} reads {self.what} at {self.asked}"


class Walker:
    """A browser (or program) of somebody; nothing it does stays done."""

    def __init__(self, world: World, looker: Looker) -> None:
        self.world, self.looker = world, looker
        self.client = Client(raise_request_exception=False)
        self.leaks: list[Leak] = []
        self.logged = Logged()
        self.answers: dict[int, int] = {}
        if looker.actor.person_id is not None:
            self.client.force_login(Person.objects.get(pk=looker.actor.person_id))
            session = self.client.session
            session[OFFICE_KEY] = looker.actor.office
            session.save()
        self._cookies = dict(self.client.cookies.items())

    def ask(self, method: str, path: str, data: Any = None, **extra: Any) -> Any:
        """Ask for an address and look into everything that comes back."""
        self.client.cookies.clear()
        for name, morsel in self._cookies.items():
            self.client.cookies[name] = morsel.value
        with transaction.atomic(), self.logged:
            answer = (
                self.client.generic(method, path, data or b"", **extra)
                if isinstance(data, str)
                else getattr(self.client, method.lower())(path, data or {}, **extra)
            )
            seen = _everything(answer)
            transaction.set_rollback(True)
        self.answers[answer.status_code] = self.answers.get(answer.status_code, 0) + 1
        if answer.status_code >= 500:
            self.leaks.append(
                Leak(self.looker.name, f"{method} {path}", f"a failure {answer.status_code}")
            )
        for canary in found_in(self.logged.taken(), self.world.canaries):
            self.leaks.append(Leak("whoever reads the log", f"{method} {path}", canary.name))
        for canary in {one for part in seen for one in found_in(part, self.world.canaries)}:
            if not self.allowed(canary, path):
                self.leaks.append(Leak(self.looker.name, f"{method} {path}", canary.name))
        return answer

    def allowed(self, canary: Canary, path: str) -> bool:
        """Tell whether the policy lets this viewer read the canary at this address."""
        if canary.thing is Thing.STAFF:
            return self._staff_allowed(canary, path)
        eyes = self.looker.eyes_on_other if canary.owner == "other" else self.looker.eyes
        return may_see(eyes, canary.thing, canary.field)

    def _staff_allowed(self, canary: Canary, path: str) -> bool:
        me = self.looker.actor
        if me.person_id == getattr(self.world.cast, canary.owner).person_id:
            return True
        eyes = viewers_in(me.roles)
        if STAFF_PAGES.search(path):
            return may_see(eyes, Thing.STAFF, canary.field)
        if canary.field != "full_name":
            return False
        if canary.owner in ("dung", "sau") and self._settled(path):
            return may_see(eyes, Thing.DOSSIER, "decided_by")
        counter = canary.owner in ("binh", "cam", "ly")
        tied = "received_by" if counter else "official"
        return (counter or canary.office == me.office) and may_see(eyes, Thing.DOSSIER, tied)

    def _settled(self, path: str) -> bool:
        ended = (self.world.dossiers["returned"], self.world.dossiers["done"])
        return any(row.code in path for row in ended)


class Logged(AbstractContextManager["Logged"]):
    """Everything that is logged meanwhile, as the product writes it."""

    def __init__(self, line: logging.Formatter | None = None) -> None:
        self._text = io.StringIO()
        self._handler = logging.StreamHandler(self._text)
        self._handler.setFormatter(line or SafeLine())

    def __enter__(self) -> Self:
        logging.getLogger().addHandler(self._handler)
        return self

    def __exit__(self, *failure: object) -> None:
        logging.getLogger().removeHandler(self._handler)

    def taken(self) -> bytes:
        """Return what was logged, and forget it."""
        said = self._text.getvalue()
        self._text.seek(0)
        self._text.truncate()
        return said.encode()


def _everything(answer: Any) -> tuple[bytes, bytes]:
    """Return headers (cookies too) and body as bytes."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    head = "\n".join(f"{name}: {value}" for name, value in answer.items())
    cookies = "\n".join(morsel.OutputString() for morsel in answer.cookies.values())
    return f"{head}\n{cookies}".encode(), bytes(body)


def told(leaks: Iterable[Leak]) -> str:
    return "\n".join(sorted({str(one) for one in leaks})[:40])
