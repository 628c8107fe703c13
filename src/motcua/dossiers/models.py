"""Tables of a dossier's life. Constraints are the last guard, the transition table the first."""

import uuid

from django.conf import settings
from django.db import models

from motcua.catalogue.models import ProcedureVersion
from motcua.documents.models import File
from motcua.dossiers.status import Channel, Form, Outcome, Status
from motcua.worktime.units import Unit


def _choices(kind: type) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in kind]  # type: ignore[attr-defined]


class Dossier(models.Model):
    """One request; its row is what the fold of its events says."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Given once at submission; never changed, also when the dossier moves between agencies.
    code = models.CharField(max_length=35, unique=True, null=True)  # noqa: DJ001 - no code yet is no code
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+")
    procedure = models.CharField(max_length=12)
    field = models.CharField(max_length=40)
    case = models.CharField(max_length=60, blank=True)
    ruleset = models.CharField(max_length=20)
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="dossiers"
    )
    # Who handed it in, when somebody authorised or a receptionist did.
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    channel = models.CharField(max_length=10, choices=_choices(Channel))
    received_at_point = models.CharField(max_length=40, blank=True)
    answers = models.JSONField(default=dict)
    commune = models.CharField(max_length=10, blank=True)
    agency = models.CharField(max_length=40, blank=True)
    status = models.SmallIntegerField(default=Status.DRAFT)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    registered_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)

    # the legal clock
    clock = models.CharField(max_length=8, default="off")
    clock_started_at = models.DateTimeField(null=True)
    limit_value = models.IntegerField(null=True)
    limit_unit = models.CharField(max_length=16, blank=True, choices=_choices(Unit))
    first_due_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    extended = models.BooleanField(default=False)
    supplement_rounds = models.SmallIntegerField(default=0)
    supplement_due_at = models.DateTimeField(null=True)

    # the settling side
    step = models.SmallIntegerField(default=0)
    step_due_at = models.DateTimeField(null=True)
    official = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    alias = models.CharField(max_length=12, blank=True)
    proposal = models.CharField(max_length=10, blank=True, choices=_choices(Outcome))
    proposal_reason = models.TextField(blank=True)
    proposal_ground = models.CharField(max_length=300, blank=True)
    proposed_by = models.BigIntegerField(null=True)
    open_consultations = models.SmallIntegerField(default=0)
    outcome = models.CharField(max_length=10, blank=True, choices=_choices(Outcome))
    received_by = models.BigIntegerField(null=True)
    decided_by = models.BigIntegerField(null=True)
    returned_by = models.BigIntegerField(null=True)
    # Who took cash for it; a transfer from a bank has nobody.
    cashed_by = models.BigIntegerField(null=True)

    # money and result
    fee_due = models.BigIntegerField(default=0)
    fee_paid = models.BigIntegerField(default=0)
    return_way = models.CharField(max_length=8, default="point")
    return_point = models.CharField(max_length=40, blank=True)

    # interlinked procedures: one receipt, one clock per agency
    parent = models.ForeignKey("self", on_delete=models.PROTECT, related_name="parts", null=True)
    part = models.CharField(max_length=40, blank=True)
    open_parts = models.SmallIntegerField(default=0)

    # 1 in the green lane, which a rule opens and nobody else (`green_lane`)
    priority = models.SmallIntegerField(default=0)

    # the right to be heard: whether somebody waits to be, and the third employee who hosts it
    hearing_open = models.BooleanField(default=False)
    hearing_host = models.BigIntegerField(null=True)

    # How many events tell of it; also what a form on somebody's screen was made from.
    event_count = models.IntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "status", "due_at"]),
            models.Index(fields=["official", "status", "due_at"]),
            models.Index(fields=["applicant", "status"]),
            models.Index(fields=["received_at_point", "status", "registered_at"]),
            models.Index(fields=["return_point", "status"]),
            models.Index(fields=["status", "due_at"]),
            models.Index(fields=["status", "step_due_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=list(Status)), name="known_status"
            ),
            models.CheckConstraint(
                condition=models.Q(status=Status.DRAFT) | models.Q(code__isnull=False),
                name="code_from_submission",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=[Status.ACCEPTED, Status.PROCESSING])
                | models.Q(due_at__isnull=False),
                name="due_date_while_processed",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True)
                | models.Q(proposed_by__isnull=True)
                | ~models.Q(decided_by=models.F("proposed_by")),
                name="four_eyes_on_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.code or f"draft {self.uid}"


class DailySerial(models.Model):
    """The last serial number a unit gave on a day."""

    unit = models.CharField(max_length=20)
    day = models.DateField()
    last = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "day"], name="one_serial_a_day")]

    def __str__(self) -> str:
        return f"{self.unit} {self.day}: {self.last}"


class Paper(models.Model):
    """A paper of the dossier: what was handed in for one line of the check-list."""

    class Source(models.TextChoices):
        UPLOADED = "uploaded"
        SCANNED = "scanned"
        REUSED = "reused"
        DATABASE = "database"
        SEEN = "seen"  # shown at the counter and handed back

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="papers")
    key = models.CharField(max_length=60)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+", null=True)
    source = models.CharField(max_length=10, choices=Source.choices)
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["dossier", "key"])]

    def __str__(self) -> str:
        return f"{self.key} of {self.dossier_id}"


class Suspension(models.Model):
    """A line of the suspension ledger: by which form, why, who, from, until."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="suspensions")
    form = models.CharField(max_length=8, choices=_choices(Form))
    reason = models.TextField()
    ground = models.CharField(max_length=300, blank=True)
    person_id = models.BigIntegerField(null=True)
    begins = models.DateTimeField()
    ends = models.DateTimeField(null=True)
    restarts = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=models.Q(ends__isnull=True),
                name="one_open_suspension",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} of {self.dossier_id}"


class HandOver(models.Model):
    """A line of the control sheet (form 06): who gave the dossier to whom, and was it in time."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="hand_overs")
    at = models.DateTimeField()
    step = models.CharField(max_length=60)
    giver = models.BigIntegerField(null=True)
    giving_office = models.CharField(max_length=40, blank=True)
    receiver = models.BigIntegerField(null=True)
    receiving_office = models.CharField(max_length=40, blank=True)
    # The deadline of the step that ends with this hand-over.
    due_at = models.DateTimeField(null=True)
    outcome = models.CharField(
        max_length=8, choices=[(w, w) for w in ("early", "on_time", "late", "")], blank=True
    )

    def __str__(self) -> str:
        return f"{self.step} of {self.dossier_id}"


class Consultation(models.Model):
    """A question to another agency; it does not stop the clock."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="consultations")
    key = models.CharField(max_length=60)
    agency = models.CharField(max_length=40)
    question = models.TextField()
    asked_by = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    silence_is_consent = models.BooleanField(default=False)
    answer = models.TextField(blank=True)
    # agrees | objects | silent
    position = models.CharField(max_length=8, blank=True)
    answered_by = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "answered_at", "due_at"])]

    def __str__(self) -> str:
        return f"{self.key} of {self.dossier_id}"


class Slip(models.Model):
    """A form handed to the applicant: supplement, refusal, apology, stop, payment order."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="slips")
    form = models.CharField(max_length=8, choices=_choices(Form))
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    office = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    ground = models.CharField(max_length=300, blank=True)
    # [{"what": …, "reason": …, "basis": …}] of form 02
    items = models.JSONField(default=list)
    due_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"form {self.form} of {self.dossier_id}"


class Assignment(models.Model):
    """Work given to an official, in thousandths of a published effort point."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="assignments")
    official = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    agency = models.CharField(max_length=40)
    at = models.DateTimeField()
    day = models.DateField()
    effort = models.IntegerField(default=1000)
    reason = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["agency", "day", "official"])]

    def __str__(self) -> str:
        return f"{self.dossier_id} to {self.official_id}"


class Result(models.Model):
    """What the settling agency issued."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="result")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+", null=True)
    number = models.CharField(max_length=60)
    issued_at = models.DateTimeField()
    # Who took it away, as shown at the counter; empty when sent.
    collected_by = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.number


class Draw(models.Model):
    """How a dossier came to its official: everything needed to repeat it; append-only (trigger)."""

    class Kind(models.TextChoices):
        DRAWN = "drawn"
        REPEAT = "repeat"  # a repeated filing goes to the official of the first
        BY_HAND = "by_hand"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="draws")
    attempt = models.SmallIntegerField()
    at = models.DateTimeField()
    day = models.DateField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    reason = models.CharField(max_length=40)
    agency = models.CharField(max_length=40)
    group = models.CharField(max_length=40)
    # Pseudonyms change with it; work and presence are counted from its beginning.
    epoch = models.CharField(max_length=8)
    # 0 the agency, 1 the branch's territory, 2 the city
    scope = models.SmallIntegerField(default=0)
    thin = models.BooleanField(default=False)
    # [[pseudonym, capacity, work assigned, days present, weight]] in the order of the pseudonyms
    officers = models.JSONField(default=list)
    # a line for each who may not be drawn: pseudonym, why (coi, recused, taken), commitment
    excluded = models.JSONField(default=list)
    seed = models.CharField(max_length=64, blank=True)
    seed_source = models.CharField(max_length=20, blank=True)
    verifiable = models.BooleanField(default=False)
    point = models.BigIntegerField(null=True)
    total = models.BigIntegerField(null=True)
    chosen = models.CharField(max_length=32)
    official = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # Keyed hash of applicant, procedure and object: where repeated filings meet.
    likeness = models.CharField(max_length=64)
    repeat_of = models.BigIntegerField(null=True)
    ground = models.CharField(max_length=300, blank=True)
    approvers = models.JSONField(default=list)
    # Where beacons drew: the checkpoint of the open log, and which of the dossier's draws there; the
    # proofs stand in its `pool` leaf.
    checkpoint = models.BigIntegerField(null=True)
    log_attempt = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["likeness", "at"]), models.Index(fields=["agency", "day"])]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "attempt"], name="one_draw_an_attempt"),
            models.CheckConstraint(
                condition=~models.Q(kind="by_hand") | ~models.Q(ground=""),
                name="by_hand_on_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"draw {self.attempt} of {self.dossier_id}"


class Countersign(models.Model):
    """What one person asks for and another has to confirm (four eyes)."""

    class Kind(models.TextChoices):
        RECUSAL = "recusal"
        BY_HAND = "by_hand"
        REASSIGNMENT = "reassignment"
        SUPPLEMENT = "supplement"
        GLASS = "glass"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="countersigns")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    asked_by = models.BigIntegerField()
    asked_at = models.DateTimeField()
    reason = models.TextField()
    ground = models.CharField(max_length=300, blank=True)
    # What is to be done: the official named, or the lines of form 02.
    wanted = models.JSONField(default=dict)
    approvers = models.JSONField(default=list)
    closed_at = models.DateTimeField(null=True)
    # done | turned_down
    outcome = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "kind"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_request_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.dossier_id}"


class AccessRecord(models.Model):
    """Somebody looked at a dossier, for a purpose; one line for a quarter of an hour; append-only."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="looks")
    person_id = models.BigIntegerField()
    office = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=20)
    purpose = models.CharField(max_length=20)
    at = models.DateTimeField()
    slot = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["dossier", "at"]),
            models.Index(fields=["person_id", "at"]),
            models.Index(fields=["at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "person_id", "purpose", "slot"], name="one_look_a_quarter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} of {self.dossier_id}"


class Reveal(models.Model):
    """The settling official read one identity field, for a reason; append-only (trigger)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="reveals")
    official = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    field = models.CharField(max_length=60)
    reason = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["dossier", "at"])]

    def __str__(self) -> str:
        return f"{self.field} of {self.dossier_id}"


class Glass(models.Model):
    """An emergency: one person sees one dossier whole for half an hour, confirmed by another."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="glasses")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    office = models.CharField(max_length=40)
    reason = models.CharField(max_length=20)
    # What happened, in words, and the ground: for inspectors, never for the log.
    ground = models.CharField(max_length=300)
    # The order of a court or inspectorate to tell the applicant later; empty: told at once.
    reference = models.CharField(max_length=120, blank=True)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    tell_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["dossier", "ends_at"])]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(holder=models.F("approver")), name="glass_takes_two"
            ),
            models.CheckConstraint(
                condition=models.Q(tell_at__lte=models.F("opened_at")) | ~models.Q(reference=""),
                name="glass_delay_on_a_reference",
            ),
        ]

    def __str__(self) -> str:
        return f"glass of {self.dossier_id}"
