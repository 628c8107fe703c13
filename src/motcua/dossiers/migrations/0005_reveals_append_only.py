"""The database itself refuses to change or delete a reveal."""

from django.db import migrations

FORWARD = (
    "CREATE TRIGGER dossiers_reveal_append_only BEFORE UPDATE OR DELETE ON dossiers_reveal "
    "FOR EACH ROW EXECUTE FUNCTION events_refuse_change();"
)
BACKWARD = "DROP TRIGGER dossiers_reveal_append_only ON dossiers_reveal;"


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0004_reveals_emergencies_and_cashiers"),
        ("events", "0002_append_only"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
