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
        indexes = [models.Index(fields=["received", "branch"]), models.Index(fields=["first"])]

    def __str__(self) -> str:
        return f"{self.branch} {self.received}"


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
