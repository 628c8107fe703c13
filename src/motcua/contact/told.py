"""The kinds of event that messages, hearings and notes tell of themselves.

What both sides may know is an event of the dossier (`motcua.dossiers.told`). What would show at
which minute somebody wrote stays here.
"""

from enum import StrEnum

MESSAGE = "message"
HEARING = "hearing"
NOTE = "contact_note"


class Told(StrEnum):
    WRITTEN = "message_written"
    HEARING_ASKED = "hearing_asked"
    HOST_FOUND = "hearing_host_found"
    TIME_SET = "hearing_time_set"
    OTHER_TIME_ASKED = "hearing_other_time_asked"
    RECORDED = "hearing_recorded"
    CONFIRMED = "hearing_confirmed"
    REMINDED = "hearing_reminded"
    CLOSED = "hearing_closed"
    CLOSED_UNCONFIRMED = "hearing_closed_unconfirmed"
    MISSED = "hearing_missed"
    TAKEN_BACK = "hearing_taken_back"
    NOTED = "contact_noted"
