"""Tables of people and of what they are where."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Now

from motcua.identity.roles import Role


class PersonManager(BaseUserManager["Person"]):
    """Finds a person by login; making one is an action."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(login=username)


class Person(AbstractBaseUser):
    """Somebody who applies or who works here; without a login when registered at a desk."""

    class Kind(models.TextChoices):
        CITIZEN = "citizen"
        BUSINESS = "business"
        OFFICIAL = "official"

    login = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.CITIZEN)
    full_name = models.CharField(max_length=200)
    # Personal number of 12 digits, or the tax code of a business.
    id_number = models.CharField(max_length=20, blank=True, db_index=True)
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    commune = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=2, default="vi")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "id_number"],
                condition=~models.Q(id_number="") & ~models.Q(kind="official"),
                name="one_person_per_id_number",
            ),
        ]

    def __str__(self) -> str:
        return self.login


class Official(models.Model):
    """What assignment needs to know of somebody who settles dossiers."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="official")
    # Fields of law, as in the catalogue; empty covers none.
    skills = models.JSONField(default=list)
    # Thousandths of a full-time post.
    capacity = models.PositiveIntegerField(default=1000)
    # What counted before the last change: a change counts for assignment after 24 hours only.
    changed_at = models.DateTimeField(null=True)
    former_skills = models.JSONField(default=list)
    former_capacity = models.PositiveIntegerField(default=0)
    must_use_totp = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"official {self.person_id}"


class Appointment(models.Model):
    """A role somebody holds at an office from one day until another."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Role])
    office = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())
    # Approved by two people to count at once.
    emergency = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["office", "role"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="appointment_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.office}"


class Absence(models.Model):
    """Days on which somebody is away; first and last day included."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField(max_length=40)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="absence_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"absence of {self.person_id} from {self.first_day}"


class Delegation(models.Model):
    """Somebody's role at an office, exercised by another for some days."""

    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations_given")
    receiver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations")
    role = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Role])
    office = models.CharField(max_length=40)
    first_day = models.DateField()
    last_day = models.DateField()
    basis = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="delegation_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("receiver")), name="delegation_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.office}, delegated"


class Conflict(models.Model):
    """An official's declared conflict of interest with somebody, who is not named.

    The commitment is HMAC-SHA256 of the person's number under the row's own salt: the register says
    that there is a conflict, and assignment can test an applicant against it, but nobody can read
    out of it with whom.
    """

    official = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="conflicts")
    salt = models.BinaryField(max_length=32)
    commitment = models.CharField(max_length=64)
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["official"])]

    def __str__(self) -> str:
        return f"conflict {self.commitment[:8]} of {self.official_id}"


class Handed(models.Model):
    """What an administrator handed to an official to sign in with; a code is kept as a hash only.

    Who handed out the link for a password, or took the old second factor away, does not also hand
    out the code that sets up a new one: nobody alone becomes somebody else.
    """

    class What(models.TextChoices):
        LINK = "link"
        RESET = "reset"
        CODE = "code"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=What.choices)
    handed_by = models.BigIntegerField(null=True)
    handed_at = models.DateTimeField()
    digest = models.CharField(max_length=64, blank=True)
    ends_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "what", "handed_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(handed_by__isnull=True)
                | ~models.Q(handed_by=models.F("person")),
                name="handed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} for {self.person_id}"
