from django.db import migrations

FORWARD = """
CREATE FUNCTION documents_file_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'file % is kept as it came: rows of documents_file are never updated', OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER file_never_changes BEFORE UPDATE ON documents_file
    FOR EACH ROW EXECUTE FUNCTION documents_file_never_changes();
"""
BACKWARD = """
DROP TRIGGER file_never_changes ON documents_file;
DROP FUNCTION documents_file_never_changes();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_files_by_content")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
