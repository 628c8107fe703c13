"""The words of the catalogue, as frozen dataclasses. Everybody reads these; nobody changes them.

Every name that is shown is a `Text` in Vietnamese and English. Conditions are asked of the answers
to the form of the same definition.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.flow.refusal import Text
from motcua.formspec.condition import Condition
from motcua.formspec.form import Form
from motcua.worktime.units import TimeLimit


class Level(StrEnum):
    """Which level of government settles; the district level ended on 30 June 2025."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class CommuneFrom(StrEnum):
    """Which commune decides the competence.

    That of the residence, of the object (land, works, business), of the point that receives (where
    the law lets any commune settle, as with certified copies), or none (one agency for the city).
    """

    RESIDENCE = "residence"
    OBJECT = "object"
    RECEPTION = "reception"
    NONE = "none"


class Channel(StrEnum):
    ONLINE = "online"
    POST = "post"
    COUNTER = "counter"


class OnlineLevel(StrEnum):
    """Decree 42/2022: the whole procedure online, a part of it, or nothing."""

    FULL = "full"
    PART = "part"
    NONE = "none"


class PayWhen(StrEnum):
    RECEPTION = "reception"
    SETTLEMENT = "settlement"
    NONE = "none"


class ResultKind(StrEnum):
    PAPER = "paper"
    ELECTRONIC = "electronic"
    BOTH = "both"


class Database(StrEnum):
    """Published databases whose data may not be asked for again (Decree 309/2026, art. 4(2a))."""

    POPULATION = "population"
    CIVIL_STATUS = "civil_status"
    LAND = "land"
    BUSINESS = "business"
    INSURANCE = "insurance"
    VEHICLES = "vehicles"
    JUDICIAL_RECORDS = "judicial_records"
    EDUCATION = "education"


@dataclass(frozen=True, slots=True)
class Competence:
    """Who settles: a rule of `offices` and where its commune is read from.

    `commune_field` is the field of the form that holds the commune; empty when no commune is
    needed.
    """

    rule: str
    commune_from: CommuneFrom = CommuneFrom.NONE
    commune_field: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a dossier: how many originals and copies, and when it is needed.

    `shown_only`: the original is shown and given back, nothing is kept. `in_database` names the
    published database that holds the same data. `digitise`: scanned at reception and kept for
    reuse.
    """

    key: str
    names: Text
    original: int = 1
    copy: int = 0
    shown_only: bool = False
    in_database: Database | None = None
    required_when: Condition | None = None
    optional: bool = False
    digitise: bool = True
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Exemption:
    """Who pays less: `percent` of the fee is waived, on a ground of law.

    With `when`, the answers of the form claim it; without, the desk records the proof shown.
    """

    key: str
    names: Text
    basis: str
    percent: int = 100
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Tier:
    """From the `start`-th unit on, `amount` VND each."""

    start: int
    amount: int


@dataclass(frozen=True, slots=True)
class FeeRule:
    """What is paid: `amount` VND per unit, with tiers, a cap, channels and exemptions.

    `quantity_field` counts the units (pages, copies) in the answers; `sets_field` multiplies the
    capped sum (copies of each page). `by_channel` replaces the amount for a channel.
    """

    amount: int = 0
    per: str = "dossier"
    quantity_field: str = ""
    sets_field: str = ""
    tiers: tuple[Tier, ...] = ()
    cap: int | None = None
    by_channel: tuple[tuple[Channel, int], ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    basis: str = ""
    pay_when: PayWhen = PayWhen.NONE
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One situation of an applicant; papers, time limit and fee hang on it.

    The first case whose `when` holds applies; the last one has no `when` and takes the rest.
    """

    key: str
    names: Text
    papers: tuple[Paper, ...]
    limit: TimeLimit
    fee: FeeRule
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Consult:
    """Another agency is asked during a step; the clock of the dossier runs on."""

    key: str
    names: Text
    agency: str
    limit: TimeLimit
    silence_is_consent: bool = False
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of work of the route.

    `agency` is "competent" or a rule of `offices`; `share` is the part of the time limit; the
    shares
    of a route sum to 1.
    """

    key: str
    names: Text
    role: str
    share: float
    agency: str = "competent"
    consults: tuple[Consult, ...] = ()


@dataclass(frozen=True, slots=True)
class SupplementRule:
    """When the settling agency may still ask for papers (the one-stop asks at intake, once).

    `first_within` counts from reception; `second_within` from a supplement that did not satisfy;
    `refuse_within` from the last one; `max_rounds` requests in all.
    """

    first_within: TimeLimit
    max_rounds: int
    basis: str
    second_within: TimeLimit | None = None
    refuse_within: TimeLimit | None = None


@dataclass(frozen=True, slots=True)
class ExcludedTime:
    """Time that does not count toward the limit, by a special law."""

    key: str
    names: Text
    basis: str


@dataclass(frozen=True, slots=True)
class Extension:
    """The limit grows by `limit` when this happens."""

    key: str
    names: Text
    limit: TimeLimit
    basis: str


@dataclass(frozen=True, slots=True)
class Interlink:
    """A follow-up procedure settled by its own agency on its own clock, under one receipt.

    `procedure` is the code of the follow-up, empty when it is no procedure of the catalogue.
    `after`
    names the step of the route, or the link, whose end it waits for; empty starts at once.
    """

    key: str
    names: Text
    agency: str
    limit: TimeLimit
    procedure: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    names: Text
    kind: ResultKind
    code: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """One version of a procedure, complete."""

    code: str
    slug: str
    field: str
    names: Text
    summary: Text
    level: Level
    competence: Competence
    legal_basis: tuple[str, ...]
    life_events: tuple[str, ...]
    keywords: tuple[str, ...]
    applicants: tuple[str, ...]
    channels: tuple[Channel, ...]
    online_level: OnlineLevel
    valid_from: date
    result: Result
    cases: tuple[Case, ...]
    form: Form
    route: tuple[Step, ...]
    supplement: SupplementRule | None = None
    excluded_time: tuple[ExcludedTime, ...] = ()
    extensions: tuple[Extension, ...] = ()
    interlinked: tuple[Interlink, ...] = ()
    on_the_spot: bool = False
    four_eyes: bool = False
    presence: Text | None = None
    verified: bool = True
    note: Text | None = None

    def case(self, key: str) -> Case | None:
        """Return the case of that name, or nothing."""
        return next((case for case in self.cases if case.key == key), None)

    def step(self, key: str) -> Step | None:
        """Return the step of that name, or nothing."""
        return next((step for step in self.route if step.key == key), None)
