"""The general rules of the one-stop mechanism, as dated parameters.

A dossier keeps the rule-set of the day on which it was received; a new decree never moves an old
deadline. Days are inclusive at both ends.
"""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from motcua.flow.refusal import Text
from motcua.worktime.units import TimeLimit, Unit


class ClockStart(StrEnum):
    """When the legal time of a dossier begins."""

    RECEPTION = "reception"
    COMPLETE_RECEPTION = "complete_reception"


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One state of the law.

    `reuses_published_data`: papers held by a published database may not be asked for.
    `kiosk_identifies`: a smart kiosk's reading of the identity card replaces the officer's check.
    """

    key: str
    names: Text
    valid_from: date
    valid_until: date | None
    clock_start: ClockStart
    starts_at_competent_agency: bool
    next_day_after: time
    appraisal_supplement_within: TimeLimit
    appraisal_supplement_rounds: int
    apology_days_before: int
    new_dates: int
    reuses_published_data: bool
    nationwide_reception: bool
    kiosk_identifies: bool
    basis: str

    def in_force(self, day: date) -> bool:
        """Tell whether the rules hold on that day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


_THREE_DAYS = TimeLimit(3, Unit.WORKING_DAY)
_THREE_PM = time(15, 0)

RULESETS: tuple[RuleSet, ...] = (
    RuleSet(
        key="61/2018",
        names=Text("Nghị định 61/2018/NĐ-CP", "Decree 61/2018/ND-CP"),
        valid_from=date(2018, 6, 21),
        valid_until=date(2025, 6, 30),
        clock_start=ClockStart.RECEPTION,
        starts_at_competent_agency=False,
        next_day_after=_THREE_PM,
        appraisal_supplement_within=_THREE_DAYS,
        appraisal_supplement_rounds=1,
        apology_days_before=1,
        new_dates=1,
        reuses_published_data=False,
        nationwide_reception=False,
        kiosk_identifies=False,
        basis="61/2018/NĐ-CP, 15–20",
    ),
    RuleSet(
        key="118/2025",
        names=Text("Nghị định 118/2025/NĐ-CP", "Decree 118/2025/ND-CP"),
        valid_from=date(2025, 7, 1),
        valid_until=date(2026, 8, 4),
        clock_start=ClockStart.RECEPTION,
        starts_at_competent_agency=False,
        next_day_after=_THREE_PM,
        appraisal_supplement_within=_THREE_DAYS,
        appraisal_supplement_rounds=1,
        apology_days_before=1,
        new_dates=1,
        reuses_published_data=False,
        nationwide_reception=False,
        kiosk_identifies=False,
        basis="118/2025/NĐ-CP, 17–22",
    ),
    RuleSet(
        key="309/2026",
        names=Text(
            "Nghị định 118/2025/NĐ-CP, sửa đổi bởi Nghị định 309/2026/NĐ-CP",
            "Decree 118/2025/ND-CP as amended by Decree 309/2026/ND-CP",
        ),
        valid_from=date(2026, 8, 5),
        valid_until=None,
        clock_start=ClockStart.COMPLETE_RECEPTION,
        starts_at_competent_agency=True,
        next_day_after=_THREE_PM,
        appraisal_supplement_within=_THREE_DAYS,
        appraisal_supplement_rounds=1,
        apology_days_before=1,
        new_dates=1,
        reuses_published_data=True,
        nationwide_reception=True,
        kiosk_identifies=True,
        basis="309/2026/NĐ-CP, 4(2a), 14(4), 17(3)",
    ),
)


def ruleset(key: str) -> RuleSet:
    """Return the rule-set of that key; raise `KeyError`."""
    for one in RULESETS:
        if one.key == key:
            return one
    raise KeyError(key)


def ruleset_on(day: date) -> RuleSet:
    """Return the rule-set in force on a day; the oldest one for days before it."""
    return next((one for one in RULESETS if one.in_force(day)), RULESETS[0])
