"""How many dossiers, of what, through which channel, and how they go: figures and assumptions.

Published: 531,269 dossiers at commune level from 1 July to 23 September 2025, 59.71 % online,
40.05 % at a counter, 0.24 % by post, 99.85 % reported on time. Nothing is published of the mix of
procedures, of supplements or refusals: those weights are assumptions of this demonstration, and
lateness is set higher than reported so that the boards have something to show.
"""

from dataclasses import dataclass, replace

PUBLISHED_PER_WORKING_DAY = 8_900
ONLINE, COUNTER, POST = 0.5971, 0.4005, 0.0024


@dataclass(frozen=True, slots=True)
class Chances:
    """How often what happens in a life."""

    completion_asked: float = 0.04
    declined: float = 0.01
    supplement_asked: float = 0.06
    supplement_never: float = 0.10
    payment_asked: float = 0.15
    refused: float = 0.03
    sent_back: float = 0.03
    withdrawn: float = 0.01
    stuck: float = 0.02
    apologises: float = 0.6
    not_collected: float = 0.10
    progress_asked: float = 0.03
    clarified: float = 0.03
    heard: float = 0.004
    called: float = 0.03
    revealed: float = 0.01
    broken_glass: float = 0.001


# Weight of a field of law, and of single procedures within it where one outweighs the others.
FIELD_WEIGHTS = {
    "certification": 30,
    "civil_status": 24,
    "residence": 12,
    "business": 7,
    "land": 7,
    "construction": 4,
    "social": 4,
    "vehicles": 3,
    "judicial_records": 2,
    "identity": 2,
    "labour": 1,
    "education": 1,
    "health": 1,
    "transport": 1,
    "housing": 1,
    "investment": 0.5,
    "immigration": 0.5,
    "environment": 0.3,
    "planning": 0.5,
    "adoption": 0.2,
}
PROCEDURE_WEIGHTS = {"2.000815": 6, "1.001193": 3, "2.000635": 2, "2.000986": 2, "1.013225": 3}
CHANCES = Chances()
# Around the desks of the cast everything is to be met within a hundred dossiers.
TALKATIVE = replace(
    CHANCES, progress_asked=0.15, clarified=0.2, heard=0.08, called=0.12, revealed=0.1,
    broken_glass=0.03,
)  # fmt: skip
