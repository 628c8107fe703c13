"""What the decrees of the one-stop mechanism say beside the clock, as dated parameters.

The clock's own parameters, and from when until when each decree holds, stand in
`motcua.worktime.rules`; here stands what a catalogue needs to know of the same decrees. A dossier
keeps the rule-set of the day on which it was received.
"""

from dataclasses import dataclass
from datetime import date

from motcua.flow.refusal import Text
from motcua.worktime.rules import RULES, ClockRules


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One state of the law.

    `reuses_published_data`: papers held by a published database may not be asked for.
    `kiosk_identifies`: a smart kiosk's reading of the identity card replaces the officer's check.
    """

    clock: ClockRules
    names: Text
    reuses_published_data: bool
    nationwide_reception: bool
    kiosk_identifies: bool
    basis: str

    @property
    def key(self) -> str:
        return self.clock.code

    @property
    def valid_from(self) -> date:
        return self.clock.valid_from

    @property
    def valid_until(self) -> date | None:
        return self.clock.valid_until

    def in_force(self, day: date) -> bool:
        """Tell whether the rules hold on that day."""
        return self.clock.valid_on(day)


_CLOCKS = {rules.code: rules for rules in RULES}
RULESETS: tuple[RuleSet, ...] = (
    RuleSet(
        clock=_CLOCKS["61/2018"],
        names=Text("Nghị định 61/2018/NĐ-CP", "Decree 61/2018/ND-CP"),
        reuses_published_data=False,
        nationwide_reception=False,
        kiosk_identifies=False,
        basis="61/2018/NĐ-CP, 15–20",
    ),
    RuleSet(
        clock=_CLOCKS["118/2025"],
        names=Text("Nghị định 118/2025/NĐ-CP", "Decree 118/2025/ND-CP"),
        reuses_published_data=False,
        nationwide_reception=False,
        kiosk_identifies=False,
        basis="118/2025/NĐ-CP, 17–22",
    ),
    RuleSet(
        clock=_CLOCKS["309/2026"],
        names=Text(
            "Nghị định 118/2025/NĐ-CP, sửa đổi bởi Nghị định 309/2026/NĐ-CP",
            "Decree 118/2025/ND-CP as amended by Decree 309/2026/ND-CP",
        ),
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
