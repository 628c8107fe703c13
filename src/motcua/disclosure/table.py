"""The table: every field of every object, and the rule that says who may see it.

A row reads "these fields of this thing follow this rule". A field that is missing here is found by
`tests/disclosure/test_table.py`, which walks the database's own tables.
"""

from collections.abc import Mapping
from types import MappingProxyType

from motcua.disclosure.rules import (
    ACCOUNT,
    ADDRESS,
    ANSWER_ID,
    BANK,
    COLLECTED,
    CONTACT,
    COUNTER_PERSON,
    COURSE,
    DELIVERY,
    DRAFTING,
    FIGURE,
    FORMS,
    ID,
    INSIDE,
    INSPECTED,
    LOOK,
    LOOKER,
    MATTER,
    MESSAGE,
    MONEY,
    NAME,
    NOBODY_SEES,
    OPEN,
    PLANNING,
    PROPOSED,
    RECORD,
    REQUESTED,
    REQUESTER,
    ROSTER,
    SECOND,
    SENDERS_NAME,
    SETTLER,
    SIGNER,
    STAFF_FILE,
    STAFF_NAME,
    SUSPECT,
    Rule,
)
from motcua.disclosure.things import Thing

Fields = Mapping[str, Rule]


def _fields(*rows: tuple[Rule, *tuple[str, ...]]) -> Fields:
    """Return rule by field from rows of (rule, names of fields).

    Raises
    ------
    ValueError
        For a field that stands in two rows.
    """
    listed = [(name, rule) for rule, *lines in rows for name in " ".join(lines).split()]
    if len(dict(listed)) < len(listed):
        raise ValueError(f"a field stands in two rows: {sorted(name for name, _ in listed)}")
    return MappingProxyType(dict(listed))


TABLE: Mapping[Thing, Fields] = MappingProxyType({
    Thing.PERSON: _fields(
        # Which language somebody reads is needed to print for them.
        (NAME, "full_name kind language"),
        (ID, "id_number"),
        (CONTACT, "phone email"),
        (ADDRESS, "address commune"),
        (ACCOUNT, "login birth_date"),
        (NOBODY_SEES, "id password last_login is_active created_at"),
    ),
    Thing.STAFF: _fields(
        (STAFF_NAME, "full_name"),
        (STAFF_FILE, "login id_number phone email address commune birth_date language kind is_active"),
        (NOBODY_SEES, "id password last_login created_at"),
    ),
    Thing.ANSWER: _fields(
        (ANSWER_ID, "name id phone email address photo"),
        # An identity field on which the case depends, and everything that identifies nobody.
        (MATTER, "decides plain"),
    ),
    Thing.DOSSIER: _fields(
        # The public tracking page says them to whoever has the code.
        (OPEN, "code completion"),
        (COURSE, "uid version procedure field case ruleset channel received_at_point commune agency ",
                 "status created_at saved_at registered_at accepted_at settled_at returned_at clock ",
                 "clock_started_at limit_value limit_unit first_due_at due_at extended ",
                 "supplement_rounds supplement_due_at step step_due_at alias open_consultations ",
                 "outcome return_way return_point parent part open_parts priority hearing_open event_count moves"),
        (NAME, "applicant submitter"),
        (MATTER, "answers"),
        (SETTLER, "official proposed_by"),
        (SIGNER, "decided_by"),
        (COUNTER_PERSON, "received_by returned_by cashed_by hearing_host"),
        (PROPOSED, "proposal proposal_ground"),
        (INSIDE, "proposal_reason"),
        (MONEY, "fee_due fee_paid"),
        (NOBODY_SEES, "id"),
    ),
    Thing.PAPER: _fields(
        # Which papers there are; what they say is the file's content.
        (FORMS, "id dossier key file source added_at"),
    ),
    Thing.FILE: _fields(
        (MATTER, "content size mime"),
        (SENDERS_NAME, "name owner created_at"),
        (NOBODY_SEES, "id sha256 sha256_received subject"),
    ),
    Thing.SLIP: _fields(
        (FORMS, "id dossier form at office reason ground items due_at"),
        (SETTLER, "person_id"),
    ),
    Thing.SUSPENSION: _fields(
        (FORMS, "id dossier form reason ground begins ends restarts"),
        (SETTLER, "person_id"),
    ),
    Thing.HAND_OVER: _fields(
        (COURSE, "id dossier at step giving_office receiving_office due_at outcome"),
        (SETTLER, "giver receiver"),
    ),
    Thing.CONSULTATION: _fields(
        (COURSE, "id dossier key agency asked_at due_at silence_is_consent position answered_at"),
        (INSIDE, "question answer"),
        (SETTLER, "asked_by answered_by"),
    ),
    Thing.RESULT: _fields(
        (FORMS, "id dossier file number issued_at"),
        (COLLECTED, "collected_by"),
    ),
    Thing.ASSIGNMENT: _fields(
        (ROSTER, "id dossier agency at day effort reason"),
        (SETTLER, "official"),
    ),
    Thing.DRAW: _fields(
        (OPEN, "attempt at day kind reason agency group epoch scope thin officers excluded seed ",
               "seed_source verifiable point total chosen ground checkpoint log_attempt"),
        (COURSE, "dossier repeat_of"),
        (SETTLER, "official"),
        (SECOND, "approvers"),
        (NOBODY_SEES, "id likeness"),
    ),
    Thing.COUNTERSIGN: _fields(
        (SECOND, "id dossier kind asked_by asked_at reason ground wanted approvers closed_at outcome"),
    ),
    Thing.ACCESS: _fields(
        (LOOK, "dossier office role purpose at"),
        (LOOKER, "person_id"),
        (NOBODY_SEES, "id slot"),
    ),
    Thing.REVEAL: _fields(
        (LOOK, "dossier field reason at"),
        (LOOKER, "official"),
        (NOBODY_SEES, "id"),
    ),
    Thing.GLASS: _fields(
        (LOOK, "dossier office reason opened_at ends_at told_at"),
        (SECOND, "ground reference tell_at"),
        (LOOKER, "holder approver"),
        (NOBODY_SEES, "id"),
    ),
    # Between applicant and agency through the centre, at fixed times; names stay out.
    Thing.MESSAGE: _fields(
        (FORMS, "id uid dossier kind office alias text ground reply_to written_at"),
        (FORMS, "release_at released"),
        (LOOKER, "author"),
    ),
    Thing.MESSAGE_FILE: _fields((MATTER, "id message file number")),
    Thing.HEARING: _fields(
        (FORMS, "id uid dossier status asked_at place begins_at other_times record_number"),
        (FORMS, "summary outcome held_at applicant_confirmed_at applicant_remark ended_at"),
        (FORMS, "official_confirmed_at official_remark official_alias event_count"),
        (COUNTER_PERSON, "host"),
        # The minutes as a file carry the applicant's signature: the settling side reads the summary.
        (NAME, "asked_by minutes"),
    ),
    Thing.NOTE: _fields(
        (FORMS, "id dossier way outgoing happened_at summary office noted_at"),
        (COUNTER_PERSON, "noted_by"),
    ),
    Thing.EVENT: _fields(
        (COURSE, "kind subject n at recorded_at office"),
        (SETTLER, "person_id on_behalf_of"),
        (RECORD, "data request_id"),
        (NOBODY_SEES, "id subject_id"),
    ),
    Thing.NOTICE: _fields(
        (MESSAGE, "body"),
        (DELIVERY, "id subject_id kind subject way language state attempts next_at owed_at sent_at ",
                   "problem"),
        (CONTACT, "person"),
        (NOBODY_SEES, "event_id"),
    ),
    Thing.CHARGE: _fields(
        (MONEY, "subject purpose amount reference unit status requested_at paid_at method ",
                "receipt_number refund_reason"),
        (NOBODY_SEES, "id event_count"),
    ),
    Thing.PAYMENT: _fields(
        (MONEY, "amount paid_at recorded_at charge outcome gateway"),
        (BANK, "gateway_reference memo"),
        (NOBODY_SEES, "id"),
    ),
    Thing.INVITATION: _fields(
        (FIGURE, "subject unit issued_at expires_at used_at"),
        (NOBODY_SEES, "id token_hash event_count"),
    ),
    Thing.RATING: _fields(
        (FIGURE, "invitation at time contacts attitude information explanation overall extra_cost ",
                 "comment"),
        (NOBODY_SEES, "id"),
    ),
    Thing.ABILITY: _fields(
        (ROSTER, "person skills capacity changed_at former_skills former_capacity must_use_totp"),
        (NOBODY_SEES, "id"),
    ),
    Thing.APPOINTMENT: _fields(
        (ROSTER, "id person role office valid_from valid_until recorded_at emergency"),
    ),
    Thing.ABSENCE: _fields(
        (ROSTER, "id person first_day last_day reason recorded_by"),
    ),
    Thing.DELEGATION: _fields(
        (ROSTER, "id giver receiver role office first_day last_day basis"),
    ),
    Thing.CONFLICT: _fields(
        (OPEN, "commitment"),
        (NOBODY_SEES, "id official salt declared_at ended_at"),
    ),
    Thing.REQUEST: _fields(
        (REQUESTED, "id kind state office asked_at reason ground wanted lapses_at approved_at ",
                    "in_force_from closed_at answer"),
        (REQUESTER, "asked_by about first_approver second_approver"),
        (NOBODY_SEES, "told"),
    ),
    Thing.HANDED: _fields(
        (STAFF_FILE, "person what handed_by handed_at ends_at used_at"),
        (NOBODY_SEES, "id digest"),
    ),
    Thing.PROCEDURE: _fields(
        (OPEN, "id code slug field name_vi name_en life_events folded_name folded_text search told"),
    ),
    Thing.VERSION: _fields(
        (OPEN, "id procedure number valid_from valid_until ruleset definition fingerprint ",
               "published_at"),
        (DRAFTING, "proposed_at proposed_by published_by"),
    ),
    Thing.AGENCY: _fields(
        (OPEN, "code rule kind level name_vi name_en unit_code parent valid_from valid_until ",
               "territory"),
    ),
    Thing.OFFICE: _fields(
        (OPEN, "code kind name_vi name_en unit_code address lat lon position_exact commune parent ",
               "territory_known hours services valid_from valid_until"),
    ),
    Thing.COMMUNE: _fields(
        (OPEN, "key code kind name district population area_km2 lat lon seat valid_from ",
               "valid_until"),
    ),
    Thing.DISTRICT: _fields(
        (OPEN, "code kind name lat lon valid_from valid_until"),
    ),
    Thing.SUCCESSION: _fields(
        (OPEN, "id old new from_day whole main"),
    ),
    Thing.LOG_ENTRY: _fields(
        (OPEN, "idx leaf leaf_hash kind tag n sequenced size note at one"),
    ),
    Thing.PUBLIC_LIFE: _fields(
        (OPEN, "tag branch shown first last received due settled phase supplements pauses extended ",
               "corrected"),
    ),
    Thing.HOLD: _fields(
        (SECOND, "id dossier reference placed_at lifted_at placed_by lifted_by"),
    ),
    Thing.ERASURE: _fields(
        (SECOND, "id dossier basis proposed_at done_at proposed_by approved_by"),
    ),
    # Counted and pooled before they are files; a publication opens them to everybody.
    Thing.SCENARIO: _fields(
        (PLANNING, "id uid kind name parameters commands notes fingerprint made_by office made_at"),
    ),
    Thing.SCENARIO_FILE: _fields((PLANNING, "id scenario name sha256 size")),
    Thing.PLAN_RUN: _fields(
        (PLANNING, "id scenario standing asked_at started_at ended_at attempts seen_at progress ",
                   "cut_short stop_asked problem figures event_count"),
        (NOBODY_SEES, "worker"),
    ),
    Thing.PLAN_FILE: _fields((PLANNING, "id run name sha256 size")),
    Thing.PUBLICATION: _fields(
        (OPEN, "uid run title summary published_at withdrawn_at withdrawn_because"),
        (PLANNING, "proposed_by proposed_at published_by withdrawn_by"),
        (NOBODY_SEES, "id event_count"),
    ),
    Thing.STAFF_MOVE: _fields(
        (PLANNING, "id run number people knows source target serves minutes verdict decided_by ",
                   "decided_at reason event_count"),
    ),
    Thing.ALERT: _fields(
        (INSPECTED, "uid kind day unit hits base usual z evidence raised_at seen_at closed_at"),
        (INSPECTED, "verdict words event_count"),
        (SUSPECT, "who seen_by closed_by"),
        (NOBODY_SEES, "id"),
    ),
})  # fmt: skip

RULES: tuple[Rule, ...] = tuple(
    {rule.name: rule for fields in TABLE.values() for rule in fields.values()}.values()
)
