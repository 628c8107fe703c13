"""What a definition file may say: the JSON Schema of a procedure as it is written down.

`definition.schema.json` beside this module is this schema, published for editors; a test keeps the
two the same. Shared pieces (`use:`) are filled in before a file is held against the schema.
"""

from enum import StrEnum
from typing import Any

from motcua.catalogue.definition import (
    Channel,
    CommuneFrom,
    Database,
    Level,
    OnlineLevel,
    PayWhen,
    ResultKind,
)
from motcua.catalogue.vocabulary import APPLICANTS, FEE_UNITS, LIFE_EVENTS, ROLES
from motcua.formspec import authored as form
from motcua.worktime.units import Unit

Schema = dict[str, Any]


def _object(required: tuple[str, ...], **properties: Any) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: Schema, least: int = 1) -> Schema:
    return {"type": "array", "items": items, "minItems": least}


def _one_of(words: type[StrEnum] | Any) -> Schema:
    return {"enum": [str(word) for word in words]}


KEY: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,59}$"}
CODE: Schema = {"type": "string", "pattern": "^[0-9]\\.[0-9]{6}$"}
SENTENCE: Schema = {"type": "string", "minLength": 1, "maxLength": 600}
TEXT: Schema = {
    "anyOf": [
        _object(("vi", "en"), vi=SENTENCE, en=SENTENCE),
        {"type": "string", "pattern": "^[^|]+ [|] [^|]+$", "maxLength": 1200},
    ]
}
DAY: Schema = {"type": "string", "format": "date"}
RULE: Schema = {"type": "string", "pattern": "^[a-z_]+(:[a-z_]+)?$"}
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0, "maximum": 50}
VND: Schema = {"type": "integer", "minimum": 0, "maximum": 10**12}
LINES: Schema = {"type": "object", "minProperties": 1}
CONDITION: Schema = {"anyOf": [LINES, _list(LINES)]}
LIMIT = _object(
    ("value", "unit"),
    value={"type": "integer", "minimum": 0, "maximum": 3650},
    unit=_one_of(Unit),
)
PAPER = _object(
    ("key", "names"),
    key=KEY,
    names=TEXT,
    original=COUNT,
    copy=COUNT,
    shown_only=FLAG,
    in_database=_one_of(Database),
    required_when=CONDITION,
    optional=FLAG,
    digitise=FLAG,
    note=TEXT,
)
EXEMPTION = _object(
    ("key", "names", "basis"),
    key=KEY,
    names=TEXT,
    basis=SENTENCE,
    percent={"type": "integer", "minimum": 1, "maximum": 100},
    when=CONDITION,
)
TIER = _object(("from", "amount"), **{"from": {"type": "integer", "minimum": 2}, "amount": VND})
FEE = _object(
    ("amount",),
    amount=VND,
    per=_one_of(FEE_UNITS),
    quantity_field=KEY,
    sets_field=KEY,
    tiers=_list(TIER),
    cap=VND,
    by_channel={
        "type": "object",
        "properties": {channel.value: VND for channel in Channel},
        "additionalProperties": False,
        "minProperties": 1,
    },
    exemptions=_list(EXEMPTION, 0),
    basis=SENTENCE,
    pay_when=_one_of(PayWhen),
    note=TEXT,
)
CASE = _object(
    ("key", "names"),
    key=KEY,
    names=TEXT,
    when=CONDITION,
    papers=_list(PAPER, 0),
    limit=LIMIT,
    fee=FEE,
)
CONSULT = _object(
    ("key", "names", "agency", "limit"),
    key=KEY,
    names=TEXT,
    agency=RULE,
    limit=LIMIT,
    silence_is_consent=FLAG,
    when=CONDITION,
)
STEP = _object(
    ("key", "names", "role", "share"),
    key=KEY,
    names=TEXT,
    role=_one_of(ROLES),
    share={"type": "number", "exclusiveMinimum": 0, "maximum": 1},
    agency=RULE,
    consults=_list(CONSULT),
)
SUPPLEMENT = _object(
    ("first_within", "max_rounds", "basis"),
    first_within=LIMIT,
    second_within=LIMIT,
    refuse_within=LIMIT,
    max_rounds={"type": "integer", "minimum": 1, "maximum": 3},
    basis=SENTENCE,
)
EXCLUDED = _object(("key", "names", "basis"), key=KEY, names=TEXT, basis=SENTENCE)
EXTENSION = _object(
    ("key", "names", "limit", "basis"), key=KEY, names=TEXT, limit=LIMIT, basis=SENTENCE
)
INTERLINK = _object(
    ("key", "names", "agency", "limit"),
    key=KEY,
    procedure=CODE,
    names=TEXT,
    agency=RULE,
    limit=LIMIT,
    after=KEY,
)
DEFINITION: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A procedure of the catalogue",
} | _object(
    (
        *("code", "names", "summary", "level", "competence", "legal_basis", "life_events"),
        *(
            "applicants",
            "channels",
            "online_level",
            "valid_from",
            "result",
            "cases",
            "form",
            "route",
        ),
    ),
    code=CODE,
    names=TEXT,
    summary=TEXT,
    level=_one_of(Level),
    competence=_object(("rule",), rule=RULE, commune_from=_one_of(CommuneFrom), commune_field=KEY),
    legal_basis=_list(SENTENCE),
    life_events=_list(_one_of(LIFE_EVENTS)),
    keywords=_list(SENTENCE, 0),
    applicants=_list(_one_of(APPLICANTS)),
    channels=_list(_one_of(Channel)),
    online_level=_one_of(OnlineLevel),
    valid_from=DAY,
    on_the_spot=FLAG,
    four_eyes=FLAG,
    presence=TEXT,
    result=_object(
        ("names", "kind"),
        names=TEXT,
        kind=_one_of(ResultKind),
        code={"type": "string", "pattern": "^KQ\\.[A-Z][0-9]{2}\\.[0-9]{6}$"},
    ),
    papers=_list(PAPER, 0),
    limit=LIMIT,
    fee=FEE,
    cases=_list(CASE),
    form=form.SCHEMA,
    route=_list(STEP),
    supplement=SUPPLEMENT,
    excluded_time=_list(EXCLUDED),
    extensions=_list(EXTENSION),
    interlinked=_list(INTERLINK),
    verified=FLAG,
    note=TEXT,
)
