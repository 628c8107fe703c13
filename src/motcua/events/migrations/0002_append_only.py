"""The database itself refuses to change or delete an event."""

from django.db import migrations

from motcua.events.migrations_sql import NO_CHANGE, NO_TRUNCATE, REFUSE

BACKWARD = """
DROP TRIGGER events_no_truncate ON events_event;
DROP TRIGGER events_append_only ON events_event;
DROP FUNCTION events_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0001_events_and_outbox")]
    operations = [migrations.RunSQL(REFUSE + NO_CHANGE + NO_TRUNCATE, BACKWARD)]
