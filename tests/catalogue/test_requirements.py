"""What my case needs: papers, limit, fee."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue import shipped
from motcua.catalogue.definition import Channel, Database, Exemption, FeeRule, PayWhen, Tier
from motcua.catalogue.fees import fee_of
from motcua.catalogue.requirements import requirements
from motcua.catalogue.rulesets import RULESETS, ruleset, ruleset_on
from motcua.flow.refusal import Text
from motcua.formspec.condition import Condition

pytestmark = pytest.mark.pure
ALL = shipped.definitions()
PAGES = FeeRule(
    2000,
    "page",
    "pages",
    "copies",
    (Tier(3, 1000),),
    200_000,
    basis="x",
    pay_when=PayWhen.SETTLEMENT,
)


@pytest.mark.parametrize(
    ("answers", "vnd"),
    [
        ({}, 2_000),
        ({"pages": 1}, 2_000),
        ({"pages": 2}, 4_000),
        ({"pages": 3}, 5_000),
        ({"pages": 10, "copies": 3}, 36_000),
        ({"pages": 1000, "copies": 2}, 400_000),
        ({"pages": "x", "copies": -1}, 2_000),
    ],
)
def test_certified_copies_are_paid_by_the_page(answers: dict[str, object], vnd: int) -> None:
    assert fee_of(PAGES, answers).amount == vnd


@given(st.integers(1, 3000), st.integers(1, 200))
def test_more_pages_never_cost_less(pages: int, copies: int) -> None:
    now = fee_of(PAGES, {"pages": pages, "copies": copies}).amount
    assert now <= fee_of(PAGES, {"pages": pages + 1, "copies": copies}).amount <= 200_000 * copies
    assert now * 2 == fee_of(PAGES, {"pages": pages, "copies": copies * 2}).amount


def test_the_best_exemption_counts() -> None:
    text = Text("x", "x")
    half = Exemption("half", text, "x", 50, Condition.read({"student": True}))
    free = Exemption("free", text, "x")
    rule = FeeRule(200_000, exemptions=(half, free), pay_when=PayWhen.RECEPTION)
    assert fee_of(rule, {}).amount == 200_000
    assert fee_of(rule, {"student": True}).amount == 100_000
    waived = fee_of(rule, {"student": True}, claimed=["free"])
    assert (waived.amount, waived.full, waived.exemption) == (0, 200_000, free)
    assert waived.is_free
    assert waived.pay_when is PayWhen.NONE


def test_the_channel_changes_the_fee_not_the_limit() -> None:
    residence = ALL["1.004222"]
    online = requirements(residence, {"home": "rented", "relief": "none"}, channel=Channel.ONLINE)
    counter = requirements(residence, {"home": "rented", "relief": "none"})
    assert (online.fee.amount, counter.fee.amount) == (10_000, 20_000)
    assert online.limit == counter.limit
    assert requirements(residence, {"relief": "poor"}).fee.is_free


def test_what_a_database_holds_is_not_asked_for() -> None:
    birth = ALL["1.001193"]
    answers = {"birth_kind": "hospital", "authorised": False}
    now = requirements(birth, answers)
    assert {paper.key for paper in now.papers} == {"application_form"}
    assert {paper.key for paper in now.not_asked} == {
        "identity_document", "residence_proof", "birth_notice",
    }  # fmt: skip
    outage = requirements(birth, answers, unavailable=[Database.POPULATION])
    assert {paper.key for paper in outage.papers} >= {"identity_document", "residence_proof"}
    before = requirements(birth, answers, ruleset=ruleset("61/2018"))
    assert before.not_asked == ()
    assert {paper.key for paper in before.papers} == {
        paper.key for paper in (*now.papers, *now.not_asked)
    }


def test_papers_follow_from_the_answers() -> None:
    birth = ALL["1.001193"]
    stranger = requirements(birth, {"authorised": True, "authorised_kin": False})
    kin = requirements(birth, {"authorised": True, "authorised_kin": True})
    assert "authorisation" in {paper.key for paper in stranger.papers}
    assert "kinship_proof" in {paper.key for paper in kin.not_asked}
    tall = requirements(ALL["1.013225"], {"works_kind": "house", "works_floors": 8})
    assert "structure_appraisal" in {paper.key for paper in tall.papers}


def test_rule_sets_follow_each_other_without_a_gap() -> None:
    for one, after in pairwise(RULESETS):
        assert one.valid_until is not None
        assert (after.valid_from - one.valid_until).days == 1
        assert ruleset_on(one.valid_until) is one
        assert ruleset_on(after.valid_from) is after
    assert RULESETS[-1].valid_until is None
    with pytest.raises(KeyError):
        ruleset("1/1900")
