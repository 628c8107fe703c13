"""What an alert found stays as it was found, and a closed one stays closed."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION insight_alert_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE said text[] := ARRAY['seen_by', 'seen_at', 'closed_by', 'closed_at', 'verdict', 'words',
                             'event_count'];
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.closed_at IS NULL
       AND to_jsonb(NEW) - said = to_jsonb(OLD) - said THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'alert % stays as it was found: % refused', OLD.id, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER alert_stays BEFORE UPDATE OR DELETE ON insight_alert
    FOR EACH ROW EXECUTE FUNCTION insight_alert_stays();
"""
BACKWARD = """
DROP TRIGGER alert_stays ON insight_alert;
DROP FUNCTION insight_alert_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("insight", "0001_alerts")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
