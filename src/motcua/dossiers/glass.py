"""Break-glass: one dossier opened in an emergency, by two people, for half an hour. Pure.

The reasons are those of the leaf `breakglass` in the public log. The applicant is told at once;
only a court or an inspectorate may have that delayed, for at most 90 days, and the delay is
recorded with the reference of its order.
"""

from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from motcua.flow.refusal import Text

OPEN_FOR = timedelta(minutes=30)
LONGEST_DELAY = 90  # days


class GlassReason(StrEnum):
    """Why a dossier has to be seen whole at once."""

    SAFETY = "safety"
    COURT = "court"
    INSPECTION = "inspection"
    FAULT = "fault"
    OTHER = "other"


REASONS: MappingProxyType[GlassReason, Text] = MappingProxyType(
    {
        GlassReason.SAFETY: Text(
            "Tính mạng, sức khỏe, an toàn của người", "Life, health or safety of somebody"
        ),
        GlassReason.COURT: Text("Yêu cầu của tòa án", "Order of a court"),
        GlassReason.INSPECTION: Text(
            "Yêu cầu của thanh tra, cơ quan điều tra", "Order of inspectors or investigators"
        ),
        GlassReason.FAULT: Text("Khắc phục sự cố kỹ thuật", "To repair a technical fault"),
        GlassReason.OTHER: Text("Lý do khẩn cấp khác", "Another emergency"),
    }
)
# Only these authorities may have the notice to the applicant delayed.
MAY_DELAY = frozenset({GlassReason.COURT, GlassReason.INSPECTION})
