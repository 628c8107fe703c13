"""The table knows every field of every table of the database, and every class of answer."""

import pytest
from django.apps import apps

from motcua.disclosure.policy import UnknownFieldError, best_sight, may_reveal, rule_of, sight
from motcua.disclosure.rules import NOBODY_SEES
from motcua.disclosure.sights import Sight
from motcua.disclosure.table import RULES, TABLE
from motcua.disclosure.things import Thing
from motcua.disclosure.viewers import Viewer, viewers_in
from motcua.dossiers.views.answers import answer_class
from motcua.formspec.form import Field, FieldType, Personal
from motcua.formspec.label import Label
from motcua.identity.roles import Role

# Which things the rows of a table are.
MODELS = {
    "identity.Person": (Thing.PERSON, Thing.STAFF),
    "identity.Official": (Thing.ABILITY,),
    "identity.Appointment": (Thing.APPOINTMENT,),
    "identity.Absence": (Thing.ABSENCE,),
    "identity.Delegation": (Thing.DELEGATION,),
    "identity.Conflict": (Thing.CONFLICT,),
    "approvals.Request": (Thing.REQUEST,),
    "identity.Handed": (Thing.HANDED,),
    "events.Event": (Thing.EVENT,),
    "offices.District": (Thing.DISTRICT,),
    "offices.Commune": (Thing.COMMUNE,),
    "offices.CommuneSuccession": (Thing.SUCCESSION,),
    "offices.Agency": (Thing.AGENCY,),
    "offices.Office": (Thing.OFFICE,),
    "catalogue.Procedure": (Thing.PROCEDURE,),
    "catalogue.ProcedureVersion": (Thing.VERSION,),
    "documents.File": (Thing.FILE,),
    "payments.Charge": (Thing.CHARGE,),
    "payments.Payment": (Thing.PAYMENT,),
    "dossiers.Dossier": (Thing.DOSSIER,),
    "dossiers.Paper": (Thing.PAPER,),
    "dossiers.Suspension": (Thing.SUSPENSION,),
    "dossiers.HandOver": (Thing.HAND_OVER,),
    "dossiers.Consultation": (Thing.CONSULTATION,),
    "dossiers.Slip": (Thing.SLIP,),
    "dossiers.Assignment": (Thing.ASSIGNMENT,),
    "dossiers.Result": (Thing.RESULT,),
    "dossiers.Draw": (Thing.DRAW,),
    "dossiers.Countersign": (Thing.COUNTERSIGN,),
    "dossiers.AccessRecord": (Thing.ACCESS,),
    "dossiers.Reveal": (Thing.REVEAL,),
    "dossiers.Glass": (Thing.GLASS,),
    "contact.Message": (Thing.MESSAGE,),
    "contact.MessageFile": (Thing.MESSAGE_FILE,),
    "contact.Hearing": (Thing.HEARING,),
    "contact.Note": (Thing.NOTE,),
    "feedback.Invitation": (Thing.INVITATION,),
    "feedback.Rating": (Thing.RATING,),
    "notices.Notice": (Thing.NOTICE,),
    "planning.Scenario": (Thing.SCENARIO,),
    "planning.InputFile": (Thing.SCENARIO_FILE,),
    "planning.Run": (Thing.PLAN_RUN,),
    "planning.OutputFile": (Thing.PLAN_FILE,),
    "planning.Publication": (Thing.PUBLICATION,),
    "planning.Move": (Thing.STAFF_MOVE,),
    "ledger.Entry": (Thing.LOG_ENTRY,),
    "ledger.Published": (Thing.LOG_ENTRY,),
    "ledger.PublicLife": (Thing.PUBLIC_LIFE,),
    "ledger.Hold": (Thing.HOLD,),
    "ledger.Erasure": (Thing.ERASURE,),
    "insight.Alert": (Thing.ALERT,),
}
# Counters, cursors, sessions and keys: no page reads them.
MACHINE = {
    "auth.Permission", "auth.Group", "contenttypes.ContentType", "sessions.Session",
    "otp_totp.TOTPDevice", "events.Outbox", "ledger.LeafOutbox", "ledger.State", "ledger.Folded",
    "ledger.MonthCount", "ledger.Ask", "ledger.Drawing", "ledger.Round", "ledger.SaidAbsence", "ledger.SaidRoster",
    "payments.ReceiptSerial", "dossiers.DailySerial",
}  # fmt: skip
MODELS_OF_PERSONS = ("full_name", "id_number", "phone", "email", "address", "birth_date", "login")


def tables():
    return {model._meta.label: model for model in apps.get_models()}


def test_every_table_is_a_thing_or_of_the_machine():
    assert sorted(tables().keys() - MODELS.keys() - MACHINE) == []
    assert sorted((MODELS.keys() | MACHINE) - tables().keys()) == []


@pytest.mark.parametrize("label", sorted(MODELS))
def test_every_field_of_a_table_follows_a_rule(label):
    names = {one.name for one in tables()[label]._meta.get_fields() if one.concrete}
    for thing in MODELS[label]:
        assert sorted(names - TABLE[thing].keys()) == [], thing


def test_what_nobody_decided_is_shown_to_nobody():
    with pytest.raises(UnknownFieldError, match=r"table\.py"):
        sight(Viewer.APPLICANT, Thing.DOSSIER, "shoe_size")


def test_every_kind_of_answer_follows_a_rule():
    label = Label("Câu hỏi", "Question")
    for personal in (None, *Personal):
        for decides in (False, True):
            one = Field("key", FieldType.TEXT, label, personal=personal, decides=decides)
            assert rule_of(Thing.ANSWER, answer_class(one))


def test_roles_and_viewers_are_the_same_words():
    assert {str(one) for one in Viewer} == {str(one) for one in Role} | {"integration", "public"}
    assert viewers_in([]) == {Viewer.PUBLIC}
    with pytest.raises(ValueError, match="stranger"):
        viewers_in(["stranger"])


def test_the_settling_side_never_reads_who_applies():
    for viewer in (Viewer.SPECIALIST, Viewer.HEAD, Viewer.CONSULTED, Viewer.AUDITOR):
        for name in MODELS_OF_PERSONS:
            assert sight(viewer, Thing.PERSON, name) is not Sight.SHOWN
        for personal in Personal:
            assert sight(viewer, Thing.ANSWER, personal.value) is not Sight.SHOWN
    assert may_reveal(frozenset({Viewer.SPECIALIST}), Thing.ANSWER, "phone")
    assert not may_reveal(frozenset({Viewer.CONSULTED}), Thing.ANSWER, "phone")


def test_the_applicant_and_the_counter_never_read_who_settles():
    for viewer in (Viewer.APPLICANT, Viewer.RECEPTIONIST, Viewer.CASHIER, Viewer.PUBLIC):
        assert sight(viewer, Thing.DOSSIER, "official") is not Sight.SHOWN
    assert sight(Viewer.APPLICANT, Thing.DOSSIER, "alias") is Sight.SHOWN
    assert sight(Viewer.APPLICANT, Thing.DOSSIER, "decided_by") is Sight.SHOWN


def test_the_public_reads_published_facts_only():
    shown = {rule.name for rule in RULES if rule.for_viewer(Viewer.PUBLIC) is not Sight.HIDDEN}
    assert shown == {"open"}


def test_nobody_sees_what_nobody_needs():
    assert all(NOBODY_SEES.for_viewer(one) is Sight.HIDDEN for one in Viewer)
    assert sight(Viewer.ADMINISTRATOR, Thing.PERSON, "password") is Sight.HIDDEN


def test_the_best_sight_of_several_counts():
    eyes = frozenset({Viewer.CASHIER, Viewer.RESULT_CLERK})
    assert best_sight(eyes, Thing.PERSON, "id_number") is Sight.SHOWN


def test_every_rule_says_why_in_both_languages():
    assert all(len(rule.why.vi) > 15 and len(rule.why.en) > 15 for rule in RULES)
