"""Whether an applicant waits to be heard, and the third employee who hosts it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0005_reveals_append_only")]

    operations = [
        migrations.AddField("dossier", "hearing_open", models.BooleanField(default=False)),
        migrations.AddField("dossier", "hearing_host", models.BigIntegerField(null=True)),
    ]
