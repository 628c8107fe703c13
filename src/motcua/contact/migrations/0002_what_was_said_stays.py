"""What was written stays as it was written; the database itself refuses otherwise."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION contact_what_was_said_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'contact_message'
       AND to_jsonb(NEW) - 'released' = to_jsonb(OLD) - 'released' AND NOT OLD.released THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what was said stays as it was said: % of % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER message_stays BEFORE UPDATE OR DELETE ON contact_message
    FOR EACH ROW EXECUTE FUNCTION contact_what_was_said_stays();
CREATE TRIGGER message_file_stays BEFORE UPDATE OR DELETE ON contact_messagefile
    FOR EACH ROW EXECUTE FUNCTION contact_what_was_said_stays();
CREATE TRIGGER note_stays BEFORE UPDATE OR DELETE ON contact_note
    FOR EACH ROW EXECUTE FUNCTION contact_what_was_said_stays();
"""
BACKWARD = """
DROP TRIGGER message_stays ON contact_message;
DROP TRIGGER message_file_stays ON contact_messagefile;
DROP TRIGGER note_stays ON contact_note;
DROP FUNCTION contact_what_was_said_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("contact", "0001_messages_hearings_and_notes")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
