"""Every message that is sent, by every way and in both languages, carries nothing of anybody."""

import pytest
from django.core import mail
from django.utils import timezone

from motcua.events.models import Event
from motcua.identity.models import Person
from motcua.notices.jobs import _notices, _to_role
from motcua.notices.rules import RULES, TO_ROLES, Message
from motcua.notices.ways import deliver
from tests.disclosure.canaries import found_in

SENT: list[tuple[str, str]] = []


def sms(*, phone: str, text: str, reference: str) -> None:
    SENT.append((phone, text))


@pytest.fixture
def ways(settings, world):
    """A mailbox and an SMS sender; officials have an address, too."""
    settings.SMS_SENDER = f"{__name__}.sms"
    settings.PUBLIC_URL = "https://mot-cua.test"
    SENT.clear()
    Person.objects.filter(pk=world.cast.hoa.person_id).update(phone="0900000009")


def said(notice) -> tuple[str, bytes]:
    """Deliver a message; return to whom it went, and everything it says."""
    notice.pk = 1
    deliver(notice)
    if notice.way == "sms":
        phone, text = SENT.pop()
        return phone, text.encode()
    message = mail.outbox.pop()
    headers = "\n".join(f"{k}: {v}" for k, v in message.message().items() if k != "To")
    return message.to[0], f"{headers}\n{message.subject}\n{message.body}".encode()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", [k for k, rule in RULES.items() if isinstance(rule, Message)])
def test_no_message_carries_anything_personal(world, ways, kind, language):
    dossier, person = world.dossiers["processing"], world.dossiers["processing"].applicant
    person.language = language
    event = Event(pk=1, kind=kind, subject="dossier", subject_id=dossier.pk, at=timezone.now(),
                  data={"reason": "zuqphieuan", "changes": {}})  # fmt: skip
    notices = _notices(event, dossier, timezone.now())
    assert {one.way for one in notices} == {"email", "sms"}
    for notice in notices:
        to, words = said(notice)
        assert to in (person.email, person.phone)
        assert [one.name for one in found_in(words, world.canaries)] == []
        assert dossier.code in words.decode()


@pytest.mark.parametrize("kind", TO_ROLES)
def test_no_message_to_officials_carries_anything_personal(world, ways, kind):
    event = Event(pk=1, kind=kind, subject="watch", subject_id=1, at=timezone.now(),
                  data={"alerts": 3, "day": "2026-08-10", "kinds": ["reveal"]})  # fmt: skip
    notices = _to_role(event, timezone.now())
    assert {one.way for one in notices} == {"email", "sms"}
    for notice in notices:
        _, words = said(notice)
        assert [one.name for one in found_in(words, world.canaries)] == []
