"""Who settles a dossier: drawn by `motcua/assign/v1`, so that nobody can steer it.

`choose` is the port. Order: who may be drawn (`pools`), the sticky rule for repeated filings
(`likeness`), then the draw (`motcua.lottery`). The result carries everything needed to repeat it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from motcua.dossiers.knowledge import definition_of
from motcua.dossiers.likeness import SPAN, likeness
from motcua.dossiers.models import Dossier, Draw
from motcua.dossiers.pools import Candidates, Left, candidates
from motcua.dossiers.pseudonyms import epoch_of, keyed, pseudonym
from motcua.dossiers.roster_lines import text_of
from motcua.dossiers.seeds import seed_for
from motcua.flow.refusal import refuse
from motcua.ledger.publish import LOCAL_SEED
from motcua.lottery.draw import draw, landing, weights
from motcua.worktime.instants import midnight


@dataclass(frozen=True, slots=True)
class Chosen:
    """An official, the alias by which the applicant knows them here, and how it came to that.

    `record` holds the fields of the `Draw` row, and of the event: pseudonyms, no names. `said` are own
    keys of leaves of the open log, by type.
    """

    person_id: int
    alias: str
    record: Mapping[str, Any] = field(default_factory=dict)
    said: Mapping[str, Any] = field(default_factory=dict)


def choose(
    dossier: Dossier,
    *,
    on: date,
    without: int | None = None,
    at: datetime | None = None,
    out: Mapping[int, str] | None = None,
    attempt: int = 0,
) -> Chosen:
    """Draw an official who is there, knows the field and has no conflict.

    Parameters
    ----------
    on, at
        The local day, and the instant; the day's first when not given.
    without, out
        One who may not be drawn, and more of them with the reason of each.
    attempt
        0 for the first draw of the dossier, then one more for each.

    Raises
    ------
    Refused
        `nobody_there` when nobody may be drawn; the dossier waits.
    """
    gone = {**({without: "taken"} if without else {}), **(out or {})}
    found = candidates(dossier, at=at or midnight(on), day=on, out=gone)
    if found is None:
        raise refuse(
            "nobody_there",
            "Cơ quan giải quyết chưa có chuyên viên phù hợp có mặt; hồ sơ sẽ được phân công ngay "
            "khi có người.",
            "The agency has no able official present; the dossier is assigned as soon as one is.",
        )
    alike = likeness(dossier, definition_of(dossier).form)
    told = _facts_of(found, on) | {"attempt": attempt, "likeness": alike}
    first = _first_of(dossier, alike, at or midnight(on)) if attempt == 0 else None
    if first is not None and first.official_id in found.people.values():
        return _repeat(dossier, first, told, on)
    return _draw(dossier, found, told)


def _draw(dossier: Dossier, found: Candidates, told: dict[str, Any]) -> Chosen:
    seed = seed_for(dossier.uid, told["attempt"])
    officer = draw(seed.value, found.pool)
    point, weight = landing(seed.value, found.pool)
    told |= {
        "kind": Draw.Kind.DRAWN.value,
        "seed": seed.value.hex(),
        "seed_source": seed.source,
        "verifiable": seed.verifiable,
        "point": point,
        "total": sum(weight),
        "chosen": officer.id.hex(),
    }
    person_id = found.people[officer.id]
    return Chosen(person_id, alias_of(dossier, person_id), told, local_seed(officer.id))


def _repeat(dossier: Dossier, first: Draw, told: dict[str, Any], on: date) -> Chosen:
    who = pseudonym(first.official_id, epoch_of(on))
    told |= {"kind": Draw.Kind.REPEAT.value, "repeat_of": first.pk, "chosen": who.hex()}
    return Chosen(first.official_id, alias_of(dossier, first.official_id), told, local_seed(who))


def local_seed(officer: bytes) -> dict[str, Any]:
    """What the log says of a draw that no beacon took part in: given by the server itself."""
    who = text_of(officer)
    return {"manual": {"g": LOCAL_SEED, "o": who, "y": [who, who]}}


def _first_of(dossier: Dossier, alike: str, at: datetime) -> Draw | None:
    """Return the first draw of the earliest filing of the same matter within thirty days."""
    rows = Draw.objects.filter(likeness=alike, attempt=0, at__gte=at - SPAN, at__lte=at)
    return rows.exclude(dossier=dossier).order_by("at", "pk").first()


def _facts_of(found: Candidates, on: date) -> dict[str, Any]:
    epoch = epoch_of(on)
    officers = found.pool.officers
    return {
        "epoch": epoch,
        "scope": found.scope,
        "thin": found.thin,
        "officers": [
            [one.id.hex(), one.capacity, one.assigned, one.present, weight]
            for one, weight in zip(officers, weights(officers), strict=True)
        ],
        "excluded": [_excluded(one, epoch) for one in found.left],
    }


def _excluded(one: Left, epoch: str) -> list[str]:
    return [pseudonym(one.person_id, epoch).hex(), one.reason, one.commitment]


def alias_of(dossier: Dossier, person_id: int) -> str:
    """Return a name that says nothing: another one in each dossier, the same within one."""
    digest = keyed(f"alias/{dossier.uid}/{person_id}")
    return f"{digest[0] % 9 + 1}-{chr(ord('A') + digest[1] % 26)}{chr(ord('A') + digest[2] % 26)}"
