"""Draws that beacons made: from which checkpoint of the open log, and which draw of the dossier."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0006_hearings")]

    operations = [
        migrations.AddField("draw", "checkpoint", models.BigIntegerField(null=True)),
        migrations.AddField("draw", "log_attempt", models.IntegerField(null=True)),
    ]
