"""Entries are append-only, secrets stand in a schema of their own, and old events come along."""

from django.db import migrations

from motcua.ledger.sql import CATCH_UP, GUARDS, NO_GUARDS, NO_SECRETS, SECRETS


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_entries_and_lives"),
        ("events", "0002_append_only"),
    ]
    operations = [
        migrations.RunSQL(GUARDS, NO_GUARDS),
        migrations.RunSQL(SECRETS, NO_SECRETS),
        migrations.RunSQL(CATCH_UP, migrations.RunSQL.noop),
    ]
