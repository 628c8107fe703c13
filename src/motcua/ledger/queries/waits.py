"""How long dossiers wait for their official, from reception to the hand-over of what was drawn."""

from django.db import connection

_WAITS = """
SELECT extract(epoch FROM given.at - asked.at)
FROM events_event given JOIN LATERAL (
    SELECT at FROM events_event
    WHERE subject = 'dossier' AND subject_id = given.subject_id
      AND kind IN ('dossier_received', 'dossier_accepted', 'dossier_part_opened')
    ORDER BY id LIMIT 1) asked ON true
WHERE given.subject = 'dossier' AND given.kind = 'dossier_assigned'
  AND (given.data -> 'draw' ->> 'attempt')::int = 0
ORDER BY given.id DESC LIMIT %s
"""


def waits(count: int) -> list[float]:
    """Seconds from reception to the first assignment by draw, of the newest dossiers, ascending."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITS, [count])
        return sorted(float(row[0]) for row in cursor.fetchall())
