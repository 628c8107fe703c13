"""Build a `Definition` from a written procedure that fits the schema; and write one down as plain
data.

`limit`, `fee` and `papers` given for the whole procedure hold for each case that does not say
otherwise (papers: come before the case's own).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.catalogue.definition import (
    Case,
    Channel,
    CommuneFrom,
    Competence,
    Consult,
    Database,
    Definition,
    ExcludedTime,
    Exemption,
    Extension,
    FeeRule,
    Interlink,
    Level,
    OnlineLevel,
    Paper,
    PayWhen,
    Result,
    ResultKind,
    Step,
    SupplementRule,
    Tier,
)
from motcua.flow.refusal import Text
from motcua.formspec import authored as form
from motcua.formspec.condition import Condition
from motcua.worktime.units import TimeLimit, Unit

Written = Mapping[str, Any]


def read(written: Written, *, field: str, slug: str) -> Definition:
    """Build the definition; raise `ValueError` or `KeyError` for what the checks let no one write.

    Parameters
    ----------
    written
        Plain data that fits `authored.DEFINITION`.
    field, slug
        Field of law and short name: the folder and the name of the file.
    """
    return Definition(
        code=written["code"],
        slug=slug,
        field=field,
        names=_text(written["names"]),
        summary=_text(written["summary"]),
        level=Level(written["level"]),
        competence=_competence(written["competence"]),
        legal_basis=tuple(written["legal_basis"]),
        life_events=tuple(written["life_events"]),
        keywords=tuple(written.get("keywords", ())),
        applicants=tuple(written["applicants"]),
        channels=tuple(Channel(word) for word in written["channels"]),
        online_level=OnlineLevel(written["online_level"]),
        valid_from=date.fromisoformat(written["valid_from"]),
        result=_result(written["result"]),
        cases=tuple(_case(one, written) for one in written["cases"]),
        form=form.read(written["form"]),
        route=tuple(_step(one) for one in written["route"]),
        supplement=_supplement(written.get("supplement")),
        **_rest(written),
    )


def _rest(written: Written) -> dict[str, Any]:
    return {
        "excluded_time": tuple(
            ExcludedTime(one["key"], _text(one["names"]), one["basis"])
            for one in written.get("excluded_time", ())
        ),
        "extensions": tuple(
            Extension(one["key"], _text(one["names"]), _limit(one["limit"]), one["basis"])
            for one in written.get("extensions", ())
        ),
        "interlinked": tuple(_interlink(one) for one in written.get("interlinked", ())),
        "on_the_spot": written.get("on_the_spot", False),
        "four_eyes": written.get("four_eyes", False),
        "presence": _maybe_text(written.get("presence")),
        "verified": written.get("verified", True),
        "note": _maybe_text(written.get("note")),
    }


def _text(written: Written) -> Text:
    return Text(written["vi"], written["en"])


def _maybe_text(written: Written | None) -> Text | None:
    return None if written is None else _text(written)


def _limit(written: Written) -> TimeLimit:
    return TimeLimit(written["value"], Unit(written["unit"]))


def _maybe_limit(written: Written | None) -> TimeLimit | None:
    return None if written is None else _limit(written)


def _condition(written: Any) -> Condition | None:
    return None if written is None else Condition.read(written)


def _competence(written: Written) -> Competence:
    source = CommuneFrom(written.get("commune_from", "none"))
    return Competence(written["rule"], source, written.get("commune_field", ""))


def _result(written: Written) -> Result:
    return Result(_text(written["names"]), ResultKind(written["kind"]), written.get("code", ""))


def _case(written: Written, whole: Written) -> Case:
    papers = (*whole.get("papers", ()), *written.get("papers", ()))
    return Case(
        key=written["key"],
        names=_text(written["names"]),
        papers=tuple(_paper(one) for one in papers),
        limit=_limit(written.get("limit") or whole["limit"]),
        fee=_fee(written.get("fee") or whole["fee"]),
        when=_condition(written.get("when")),
    )


def _paper(written: Written) -> Paper:
    return Paper(
        key=written["key"],
        names=_text(written["names"]),
        original=written.get("original", 0 if written.get("copy") else 1),
        copy=written.get("copy", 0),
        shown_only=written.get("shown_only", False),
        in_database=Database(written["in_database"]) if "in_database" in written else None,
        required_when=_condition(written.get("required_when")),
        optional=written.get("optional", False),
        digitise=written.get("digitise", not written.get("shown_only", False)),
        note=_maybe_text(written.get("note")),
    )


def _fee(written: Written) -> FeeRule:
    amount = written["amount"]
    channels = tuple((Channel(word), vnd) for word, vnd in written.get("by_channel", {}).items())
    pays = amount or any(vnd for _, vnd in channels)
    return FeeRule(
        amount=amount,
        per=written.get("per", "dossier"),
        quantity_field=written.get("quantity_field", ""),
        sets_field=written.get("sets_field", ""),
        tiers=tuple(Tier(one["from"], one["amount"]) for one in written.get("tiers", ())),
        cap=written.get("cap"),
        by_channel=channels,
        exemptions=tuple(_exemption(one) for one in written.get("exemptions", ())),
        basis=written.get("basis", ""),
        pay_when=PayWhen(written.get("pay_when", "reception" if pays else "none")),
        note=_maybe_text(written.get("note")),
    )


def _exemption(written: Written) -> Exemption:
    return Exemption(
        key=written["key"],
        names=_text(written["names"]),
        basis=written["basis"],
        percent=written.get("percent", 100),
        when=_condition(written.get("when")),
    )


def _step(written: Written) -> Step:
    return Step(
        key=written["key"],
        names=_text(written["names"]),
        role=written["role"],
        share=float(written["share"]),
        agency=written.get("agency", "competent"),
        consults=tuple(_consult(one) for one in written.get("consults", ())),
    )


def _consult(written: Written) -> Consult:
    return Consult(
        key=written["key"],
        names=_text(written["names"]),
        agency=written["agency"],
        limit=_limit(written["limit"]),
        silence_is_consent=written.get("silence_is_consent", False),
        when=_condition(written.get("when")),
    )


def _supplement(written: Written | None) -> SupplementRule | None:
    if written is None:
        return None
    return SupplementRule(
        first_within=_limit(written["first_within"]),
        max_rounds=written["max_rounds"],
        basis=written["basis"],
        second_within=_maybe_limit(written.get("second_within")),
        refuse_within=_maybe_limit(written.get("refuse_within")),
    )


def _interlink(written: Written) -> Interlink:
    return Interlink(
        key=written["key"],
        procedure=written.get("procedure", ""),
        names=_text(written["names"]),
        agency=written["agency"],
        limit=_limit(written["limit"]),
        after=written.get("after", ""),
    )
