"""The kinds of event a request tells; past tense, one for each thing that can happen."""

from enum import StrEnum

REQUEST = "request"  # subject of what a request tells
PERSON = "person"  # subject of what is told of an official


class Told(StrEnum):
    ASKED = "request_asked"
    APPROVED_ONCE = "request_approved_once"
    APPROVED = "request_approved"
    TURNED_DOWN = "request_turned_down"
    TAKEN_BACK = "request_taken_back"
    USED = "request_used"
    LAPSED = "request_lapsed"
    AWAY = "person_away"
    BACK = "person_back"
    LENT = "person_role_lent"
    REGISTERED = "person_registered"
    LINK_HANDED = "person_link_handed"
    CODE_HANDED = "person_code_handed"
    FACTOR_RESET = "person_factor_reset"
