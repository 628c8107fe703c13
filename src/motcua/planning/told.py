"""The kinds of event that planning tells. None becomes a public leaf: the log is about dossiers, and
what is published of planning is published whole, with its own fingerprints.
"""

from enum import StrEnum

SCENARIO = "scenario"
RUN = "plan_run"
PUBLICATION = "publication"
MOVE = "staff_move"


class Told(StrEnum):
    SCENARIO_MADE = "scenario_made"
    RUN_INTERRUPTED = "plan_run_interrupted"
    RUN_ENDED = "plan_run_ended"
    PROPOSED = "plan_proposed"
    PUBLISHED = "plan_published"
    WITHDRAWN = "plan_withdrawn"
    MOVE_ACCEPTED = "staff_move_accepted"
    MOVE_DECLINED = "staff_move_declined"
