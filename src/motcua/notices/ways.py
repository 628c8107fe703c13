"""The ways a message goes: e-mail by Django's mail, SMS by a port an integration fills."""

from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from motcua.notices.models import Notice


class SmsSender(Protocol):
    """Sends a short message; raises any exception when it could not."""

    def __call__(self, *, phone: str, text: str, reference: str) -> None: ...


def sms_sender() -> SmsSender | None:
    """Return the operator's SMS sender, or None where the city has none."""
    return import_string(settings.SMS_SENDER) if settings.SMS_SENDER else None


def ways_to(email: str, phone: str) -> list[str]:
    """Return how somebody can be reached now."""
    return (["email"] if email else []) + (["sms"] if phone and sms_sender() else [])


def deliver(notice: Notice) -> None:
    """Send one message; whatever the server raises tells why it did not go."""
    if notice.way == "email":
        _email(notice)
        return
    sender = sms_sender()
    if sender is None:
        raise RuntimeError("no SMS sender is set")
    sender(phone=notice.person.phone, text=notice.subject, reference=str(notice.pk))


def _email(notice: Notice) -> None:
    # The same number every time, so that a mail server or reader can drop a second copy.
    EmailMessage(
        subject=notice.subject,
        body=notice.body,
        to=[notice.person.email],
        headers={"Message-ID": f"<notice-{notice.pk}@motcua>", "Auto-Submitted": "auto-generated"},
    ).send()
