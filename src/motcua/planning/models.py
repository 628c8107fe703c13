"""Scenarios, their runs, what was published of them. What a plan was made from never changes."""

import uuid

from django.db import models
from django.db.models import F, Q

from motcua.planning.kinds import Kind, Standing, Verdict


def _choices(kind: type) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in kind]  # type: ignore[attr-defined]


class Scenario(models.Model):
    """A named question; its files are made once, by its first run, and `fingerprint` seals them."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=_choices(Kind))
    name = models.CharField(max_length=120)
    # What was asked, checked by `parameters`.
    parameters = models.JSONField(default=dict)
    # The commands on the files, each a list of words; made with the files.
    commands = models.JSONField(default=list)
    # What was left out and why, in both languages; made with the files.
    notes = models.JSONField(default=list)
    # SHA-256 over the files' names and fingerprints and the commands; empty until they are made.
    fingerprint = models.CharField(max_length=64, blank=True)
    # None: the platform itself.
    made_by = models.BigIntegerField(null=True)
    office = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kind", "made_at"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


class InputFile(models.Model):
    """A file a scenario consists of."""

    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scenario", "name"], name="one_input_of_a_name")
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.scenario_id}"


class Run(models.Model):
    """The commands of a scenario, carried out."""

    scenario = models.OneToOneField(Scenario, on_delete=models.PROTECT, related_name="run")
    standing = models.CharField(max_length=8, default=Standing.QUEUED, choices=_choices(Standing))
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # How often it was begun; more than once where a worker died.
    attempts = models.SmallIntegerField(default=0)
    # Who runs it, and when that worker was last heard of.
    worker = models.UUIDField(null=True)
    seen_at = models.DateTimeField(null=True)
    progress = models.CharField(max_length=200, blank=True)
    # Stopped at the time limit or on demand: the files hold the best plan until then.
    cut_short = models.BooleanField(default=False)
    stop_asked = models.BooleanField(default=False)
    # Why it failed, in the words of the command.
    problem = models.TextField(blank=True)
    # The figures compared side by side, read from the files.
    figures = models.JSONField(default=dict)
    event_count = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["standing", "asked_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["standing"],
                condition=Q(standing=Standing.RUNNING),
                name="one_run_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.RUNNING) | Q(worker__isnull=False),
                name="a_running_run_has_a_worker",
            ),
        ]

    def __str__(self) -> str:
        return f"run of {self.scenario_id}: {self.standing}"


class OutputFile(models.Model):
    """A file a run wrote; `name` is its place in the folder."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "name"], name="one_output_of_a_name")]

    def __str__(self) -> str:
        return f"{self.name} of run {self.run_id}"


class Publication(models.Model):
    """A run shown to everybody: proposed by one person, published by another."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="publications")
    title = models.CharField(max_length=120)
    summary = models.TextField(blank=True)
    proposed_by = models.BigIntegerField()
    proposed_at = models.DateTimeField()
    published_by = models.BigIntegerField(null=True)
    published_at = models.DateTimeField(null=True)
    withdrawn_by = models.BigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)
    event_count = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["published_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("proposed_by")),
                name="four_eyes_on_publication",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_because=""),
                name="withdrawn_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["run"], condition=Q(withdrawn_at__isnull=True), name="one_open_publication"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Move(models.Model):
    """A suggestion: so many people from one point help out at another."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="moves")
    number = models.SmallIntegerField()
    people = models.SmallIntegerField()
    knows = models.CharField(max_length=200)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    serves = models.CharField(max_length=200)
    minutes = models.IntegerField()
    verdict = models.CharField(max_length=8, default=Verdict.OPEN, choices=_choices(Verdict))
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    event_count = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="move_number_once"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.OPEN) | (Q(decided_at__isnull=False) & ~Q(reason="")),
                name="move_decided_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.people} from {self.source} to {self.target}"
