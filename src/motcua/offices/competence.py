"""Which agency settles: procedure rule x commune of the object or of residence.

Where a dossier was handed in plays no part (non-boundary reception, Decree 118/2025/NĐ-CP). The
rule is data: an agency row names the rule it answers to and, unless it serves the whole city, the
communes of its territory.
"""

from datetime import date

from motcua.offices.refusals import commune_needed, rule_not_in_force, unknown_rule
from motcua.offices.register import Register
from motcua.offices.values import AgencyInfo


def competent_agency(
    register: Register,
    rule: str,
    commune_code: str | None,
    on: date,
    recorded_on: date | None = None,
) -> AgencyInfo:
    """Return the one competent agency on the day.

    Parameters
    ----------
    commune_code
        A code of any time; a former commune counts as what it became by `on`.
    recorded_on
        The day that code was written down, where known (see `Register.successors`).

    Raises
    ------
    Refused
        `unknown_rule`, `rule_not_in_force`, `commune_needed`, `unknown_commune`,
        `commune_not_in_force`, or `commune_divided` with the choices.
    """
    citywide = _citywide(register, rule, on)
    if citywide:
        return citywide
    if not commune_code:
        raise commune_needed(rule) if _answers(register, rule, on) else rule_not_in_force(rule, on)
    commune = register.successor(commune_code, on, recorded_on)
    found = register.serving(rule, commune, on)
    if found is None:
        raise rule_not_in_force(rule, on)
    return found


def is_territorial(register: Register, rule: str, on: date) -> bool:
    """Whether the rule needs to know a commune; `unknown_rule` is refused."""
    return _citywide(register, rule, on) is None


def _citywide(register: Register, rule: str, on: date) -> AgencyInfo | None:
    if rule not in register.agencies_of_rule:
        raise unknown_rule(rule)
    found = register.citywide_of_rule.get(rule, ())
    return next((agency for agency in found if agency.on(on)), None)


def _answers(register: Register, rule: str, on: date) -> bool:
    return any(agency.on(on) for agency in register.agencies_of_rule[rule])
