"""The pool of a draw with its weights, seed and point, for those who look for bias."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_counts_by_month")]

    operations = [migrations.AddField("ask", "record", models.JSONField(default=dict))]
