"""The database itself refuses to change or delete a published version.

Only the last day of validity may be set, once, when a later version takes over.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION catalogue_published_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NULL THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.valid_until IS NULL THEN
        OLD.valid_until := NEW.valid_until;
        IF OLD IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a published version of a procedure does not change: % refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER catalogue_published_version_stays
    BEFORE UPDATE OR DELETE ON catalogue_procedureversion
    FOR EACH ROW EXECUTE FUNCTION catalogue_published_version_stays();
"""
BACKWARD = """
DROP TRIGGER catalogue_published_version_stays ON catalogue_procedureversion;
DROP FUNCTION catalogue_published_version_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_procedures_and_versions")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
