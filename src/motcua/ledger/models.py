"""Tables of the log. Secrets stand in a schema of their own (`secret_store`), not here."""

from django.db import models
from django.db.models.functions import Now


class LeafOutbox(models.Model):
    """A leaf that has no number yet; the sequencer deletes the row when it gives one."""

    leaf = models.BinaryField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "ledger_outbox"

    def __str__(self) -> str:
        return f"leaf {self.pk} waits"


class Entry(models.Model):
    """A leaf with its number; never changed, never deleted (trigger, grants)."""

    idx = models.BigIntegerField(primary_key=True)
    leaf = models.BinaryField()
    leaf_hash = models.BinaryField(unique=True)
    kind = models.CharField(max_length=20)
    # Only of events of a dossier; both stand in the leaf too.
    tag = models.BinaryField(null=True)
    n = models.IntegerField(null=True)
    sequenced = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["tag", "n"]), models.Index(fields=["kind", "idx"])]

    def __str__(self) -> str:
        return f"entry {self.idx}: {self.kind}"


class State(models.Model):
    """One row: how many leaves have a number. Locked by whoever numbers more."""

    one = models.BooleanField(primary_key=True, default=True)
    size = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(one=True), name="one_state"),
        ]

    def __str__(self) -> str:
        return f"{self.size} leaves"


class Published(models.Model):
    """A checkpoint as it was first published; the files are the truth, this a copy."""

    size = models.BigIntegerField(primary_key=True)
    note = models.BinaryField()
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"checkpoint of {self.size}"


class SaidRoster(models.Model):
    """A roster that the log was told: what is in force, and what a change is compared with."""

    branch = models.CharField(max_length=8)
    effective = models.DateField()
    # The roster's own keys as said, without the day of saying.
    said = models.JSONField()
    beacons = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["branch", "effective"])]

    def __str__(self) -> str:
        return f"roster of {self.branch} from {self.effective}"


class SaidAbsence(models.Model):
    """An absence that the log was told, by pseudonym: said once."""

    officer = models.BinaryField()
    first = models.DateField()
    last = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "first", "last"], name="absence_said_once")
        ]

    def __str__(self) -> str:
        return f"away from {self.first} to {self.last}"


class Drawing(models.Model):
    """One row: up to which checkpoint draws were made, and how long beacons have been silent."""

    one = models.BooleanField(primary_key=True, default=True)
    size = models.BigIntegerField(default=0)
    silence = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"drawn up to {self.size}"


class Round(models.Model):
    """What became of the draws of one checkpoint."""

    class Outcome(models.TextChoices):
        DRAWN = "drawn"
        SILENT = "silent"

    size = models.BigIntegerField(primary_key=True)
    day = models.DateField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    # Keys of the beacons that were silent, in base64url.
    silent = models.JSONField(default=list)
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.outcome} from {self.size}"


class Ask(models.Model):
    """A dossier that needs an official by draw, and whom the draw gave; one row for each attempt."""

    leaf_hash = models.BinaryField()
    attempt = models.IntegerField()
    dossier = models.BigIntegerField(db_index=True)
    tag = models.BinaryField()
    # Number and day of the `received` leaf.
    idx = models.BigIntegerField()
    received = models.DateField()
    # Number of the leaf that asks for this attempt, and the event it tells.
    trigger = models.BigIntegerField()
    event = models.BigIntegerField(null=True)
    branch = models.CharField(max_length=8)
    points = models.BigIntegerField()
    # Keyed hash under which repeated filings meet; never published.
    alike = models.CharField(max_length=64)
    # Day and rosters under which nobody could be drawn: not tried again before they change.
    tried = models.CharField(max_length=32, blank=True)
    # The result; empty while it waits.
    size = models.BigIntegerField(null=True)
    day = models.DateField(null=True)
    officer = models.BinaryField(null=True)
    scope = models.SmallIntegerField(default=0)
    pool = models.IntegerField(default=0)
    repeat = models.BooleanField(default=False)
    # Pool with weights, seed and point, as the `Draw` of the dossier keeps them.
    record = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["alike", "idx"]),
            models.Index(
                fields=["idx"], name="asks_that_wait", condition=models.Q(officer__isnull=True)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["leaf_hash", "attempt"], name="one_draw_of_a_leaf"),
            models.CheckConstraint(
                condition=models.Q(officer__isnull=True) | models.Q(size__isnull=False),
                name="drawn_from_a_checkpoint",
            ),
        ]

    def __str__(self) -> str:
        return f"attempt {self.attempt} of {self.dossier}"


class PublicLife(models.Model):
    """A dossier as the log tells it, folded from leaves: the read model of figures and search."""

    tag = models.BinaryField(primary_key=True)
    branch = models.CharField(max_length=8)
    shown = models.CharField(max_length=32)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    received = models.DateField()
    due = models.DateField()
    settled = models.DateField(null=True)
    phase = models.CharField(max_length=10)
    supplements = models.SmallIntegerField(default=0)
    # [[form, from day, to day or ""], …]; form 02 is a supplement
    pauses = models.JSONField(default=list)
    extended = models.BooleanField(default=False)
    corrected = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["received", "branch"]),
            models.Index(fields=["first"]),
            models.Index(fields=["branch", "first"]),
            # Groups behind a figure that may be few among very many.
            *(
                models.Index(fields=["first"], name=f"lives_{name}", condition=condition)
                for name, condition in {
                    "late": models.Q(settled__gt=models.F("due")),
                    "open": models.Q(settled__isnull=True, phase="open"),
                    "withdrawn": models.Q(phase="withdrawn"),
                    "supplemented": models.Q(supplements__gt=0),
                    "extended": models.Q(extended=True),
                }.items()
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch} {self.received}"


class MonthCount(models.Model):
    """Counts of a month, kept while the log grows (`month_counts`)."""

    class Group(models.TextChoices):
        TOTAL = "t"
        BRANCH = "b"
        SHOWN = "s"
        KIND = "k"

    month = models.CharField(max_length=7)
    group = models.CharField(max_length=1, choices=Group.choices)
    name = models.CharField(max_length=32, blank=True)
    counts = models.JSONField(default=dict)
    # Numbers of the first and last entry that count here; of dossiers, of their first entries.
    first = models.BigIntegerField()
    last = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "group", "name"], name="one_count_of_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.group} {self.name}"


class Folded(models.Model):
    """One row: how many leaves the read model has taken in."""

    one = models.BooleanField(primary_key=True, default=True)
    size = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.size} folded"


class Hold(models.Model):
    """A legal hold: nothing of this dossier is erased while one stands."""

    dossier = models.BigIntegerField()
    reference = models.CharField(max_length=120)
    placed_by = models.BigIntegerField()
    placed_at = models.DateTimeField()
    lifted_by = models.BigIntegerField(null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["dossier"])]

    def __str__(self) -> str:
        return f"hold on {self.dossier}: {self.reference}"


class Erasure(models.Model):
    """A proposed or finished erasure: two people, a basis."""

    dossier = models.BigIntegerField(unique=True)
    basis = models.CharField(max_length=120)
    proposed_by = models.BigIntegerField()
    proposed_at = models.DateTimeField()
    approved_by = models.BigIntegerField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | ~models.Q(approved_by=models.F("proposed_by")),
                name="four_eyes_on_erasure",
            )
        ]

    def __str__(self) -> str:
        return f"erasure of {self.dossier}"
