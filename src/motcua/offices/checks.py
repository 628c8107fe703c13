"""What must hold in a register; each broken rule is one sentence naming the rows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import combinations, pairwise, product

from motcua.flow.refusal import Refused
from motcua.offices.hours import CALENDARS
from motcua.offices.nearness import check_position
from motcua.offices.register import Register
from motcua.offices.values import AgencyInfo, Dated, Located


def problems(register: Register) -> list[str]:
    """Return everything wrong with a register; empty when sound."""
    checks = (
        _twice, _ends_before_begin, _eras_overlap, _positions, _districts,
        _successions, _without_successor, _territories, _agencies, _places,
    )  # fmt: skip
    return [problem for check in checks for problem in check(register)]


def _twice(register: Register) -> Iterator[str]:
    codes = [a.code for a in register.agencies] + [p.code for p in register.places]
    for name, values in (
        ("code of an agency or place", codes),
        ("unit code of an agency", [a.unit_code for a in register.agencies if a.unit_code]),
        ("unit code of a place", [p.unit_code for p in register.places if p.unit_code]),
        ("commune", [c.key for c in register.communes]),
        ("district", [d.code for d in register.districts]),
        ("succession", [f"{s.old} to {s.new}" for s in register.successions]),
    ):
        yield from (f"{name} {value} stands twice" for value in _repeated(values))


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def _ends_before_begin(register: Register) -> Iterator[str]:
    rows: tuple[Dated, ...] = (*register.communes, *register.agencies, *register.places)
    for row in (*register.districts, *rows):
        if row.valid_until is not None and row.valid_until < row.valid_from:
            yield f"{row.code} ends on {row.valid_until}, before it begins on {row.valid_from}"


def _eras_overlap(register: Register) -> Iterator[str]:
    for code in {c.code for c in register.communes}:
        for one, two in pairwise(register.eras(code)):
            if one.valid_until is None or one.valid_until >= two.valid_from:
                yield f"commune {code}: {one.name} still stands when {two.name} begins"


def _positions(register: Register) -> Iterator[str]:
    rows: tuple[Located, ...] = (*register.communes, *register.places)
    for row in (*register.districts, *rows):
        try:
            check_position(row.lat, row.lon)
        except Refused as refused:
            yield f"{row.code}: {refused.refusal.text.en}"


def _districts(register: Register) -> Iterator[str]:
    known = {d.code for d in register.districts}
    for commune in register.communes:
        if commune.district and commune.district not in known:
            yield f"commune {commune.key} names the unknown district {commune.district}"


def _successions(register: Register) -> Iterator[str]:
    for step in register.successions:
        old, new = register.commune_of_key.get(step.old), register.commune_of_key.get(step.new)
        if old is None or new is None:
            yield f"succession {step.old} to {step.new} names an unknown commune"
        elif old.valid_until != step.day - timedelta(days=1):
            yield f"{step.old} goes over on {step.day} but ends on {old.valid_until}"
        elif not new.on(step.day):
            yield f"{step.new} does not stand on {step.day}, when {step.old} goes over to it"


def _without_successor(register: Register) -> Iterator[str]:
    heirs = Counter(s.old for s in register.successions)
    mains = Counter(s.old for s in register.successions if s.main)
    wholes = {s.old for s in register.successions if s.whole}
    for commune in register.communes:
        if commune.valid_until is None:
            continue
        if not heirs[commune.key]:
            yield f"commune {commune.key} ended but nothing followed it"
        elif mains[commune.key] != 1:
            yield f"commune {commune.key} has {mains[commune.key]} main successors instead of one"
        if commune.key in wholes and heirs[commune.key] > 1:
            yield f"commune {commune.key} went over wholly, and to several"


def _territories(register: Register) -> Iterator[str]:
    """Yield where two agencies would be competent on one day for one commune."""
    for rule, agencies in register.agencies_of_rule.items():
        everywhere = [a for a in agencies if not a.territory]
        yield from _clashes(f"rule {rule}", everywhere)
        for one, other in product(everywhere, (a for a in agencies if a.territory)):
            if one.meets(other):
                yield f"rule {rule}: {one.code} serves the whole city, {other.code} a part of it"
    serving: dict[tuple[str, str], list[AgencyInfo]] = {}
    for agency in register.agencies:
        for key in agency.territory:
            if key not in register.commune_of_key:
                yield f"agency {agency.code} serves the unknown commune {key}"
            serving.setdefault((agency.rule, key), []).append(agency)
    for (rule, key), agencies in serving.items():
        yield from _clashes(f"rule {rule} in commune {key}", agencies)


def _clashes(where: str, agencies: list[AgencyInfo]) -> Iterator[str]:
    for one, two in combinations(agencies, 2):
        if one.meets(two):
            yield f"{where}: both {one.code} and {two.code} are competent"


def _agencies(register: Register) -> Iterator[str]:
    for agency in register.agencies:
        if agency.parent and agency.parent not in register.agency_of_code:
            yield f"agency {agency.code} names the unknown parent {agency.parent}"


def _places(register: Register) -> Iterator[str]:
    for place in register.places:
        if place.parent and place.parent not in register.place_of_code:
            yield f"place {place.code} names the unknown parent {place.parent}"
        if place.commune not in register.commune_of_key:
            yield f"place {place.code} lies in the unknown commune {place.commune}"
        if place.hours not in CALENDARS:
            yield f"place {place.code} has the unknown calendar {place.hours}"
