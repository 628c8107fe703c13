"""The database itself refuses to change or delete an event."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION events_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events are append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events_event
    FOR EACH ROW EXECUTE FUNCTION events_refuse_change();
CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON events_event
    FOR EACH STATEMENT EXECUTE FUNCTION events_refuse_change();
"""
BACKWARD = """
DROP TRIGGER events_no_truncate ON events_event;
DROP TRIGGER events_append_only ON events_event;
DROP FUNCTION events_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0001_events_and_outbox")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
