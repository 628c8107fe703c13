"""Signing in: who somebody is by password, and the second factor officials need.

Between the password and the second factor an official is signed in for Django, and nobody for the
platform: `middleware.actor_of_request` gives no actor until the session is verified.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest
from django_otp import login as otp_login
from django_otp import user_has_device
from django_otp.plugins.otp_totp.models import TOTPDevice

from motcua.identity.actions.hand_out import use_code
from motcua.identity.models import Official, Person

DEVICE_NAME = "totp"
ADMITTED = "second_factor_admitted"
LONGEST_LOGIN = 64
LONGEST_PASSWORD = 1024


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A second factor to be set up: `address` is what the QR code holds, `key` is typed by hand."""

    address: str
    key: str


def sign_in(request: HttpRequest, *, name: str, password: str) -> bool:
    """Sign in by login and password; an official gets a second factor to set up or to show.

    Wrong login and wrong password take the same time and say the same.
    """
    if len(name) > LONGEST_LOGIN or len(password) > LONGEST_PASSWORD or not name.isprintable():
        return False
    person = authenticate(request, username=name, password=password)
    if not isinstance(person, Person):
        return False
    login(request, person)
    if needs_second_factor(person) and not user_has_device(person):
        TOTPDevice.objects.get_or_create(user=person, confirmed=False, name=DEVICE_NAME)
    return True


def sign_out(request: HttpRequest) -> None:
    logout(request)


def half_signed_in(request: HttpRequest) -> Person | None:
    """Return who has given the password and still owes the second factor."""
    person = request.user
    if not isinstance(person, Person) or verified(request) or not needs_second_factor(person):
        return None
    return person


def needs_second_factor(person: Person) -> bool:
    if person.kind != Person.Kind.OFFICIAL:
        return False
    return Official.objects.filter(person=person, must_use_totp=True).exists()


def verified(request: HttpRequest) -> bool:
    """Tell whether the session has shown a second factor."""
    return bool(getattr(request.user, "otp_device", None))


def enrolment(person: Person) -> Enrolment | None:
    """Return what is to be set up; None once a second factor has been confirmed."""
    device = _unconfirmed(person)
    if device is None or user_has_device(person):
        return None
    return Enrolment(device.config_url, _grouped(device))


def admitted(request: HttpRequest, person: Person) -> bool:
    """Tell whether the session has shown the code that an administrator handed out."""
    return bool(request.session.get(ADMITTED) == person.pk)


def admit(request: HttpRequest, person: Person, code: str, at: datetime) -> bool:
    """Let the session set up a second factor, by the code that was handed out for it."""
    if not use_code(person_id=person.pk, typed=code, at=at):
        return False
    request.session[ADMITTED] = person.pk
    return True


def confirm_enrolment(request: HttpRequest, person: Person, token: str) -> bool:
    """Confirm the new second factor by its first code, and verify the session with it."""
    device = _unconfirmed(person)
    if device is None or user_has_device(person) or not admitted(request, person):
        return False
    if not device.verify_token(_digits(token)):
        return False
    del request.session[ADMITTED]
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    otp_login(request, device)
    return True


def verify(request: HttpRequest, person: Person, token: str) -> bool:
    """Verify the session by a code; wrong ones make the device wait longer and longer."""
    for device in TOTPDevice.objects.filter(user=person, confirmed=True):
        if device.verify_token(_digits(token)):
            otp_login(request, device)
            return True
    return False


def _unconfirmed(person: Person) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=person, confirmed=False).order_by("pk").first()


def _grouped(device: TOTPDevice) -> str:
    secret = device.config_url.split("secret=")[1].split("&")[0]
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def _digits(token: str) -> str:
    return "".join(char for char in token[:20] if char in "0123456789")
