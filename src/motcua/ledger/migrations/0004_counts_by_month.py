"""Counts by month, kept while the log grows; the read model is folded once more to fill them."""

from django.db import migrations, models

from motcua.ledger.sql import CHAIN_REFUSED, FOLD_AGAIN, NO_CHAIN_REFUSED


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0003_rosters_rounds_and_asks'),
    ]

    operations = [
        migrations.CreateModel(
            name='MonthCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.CharField(max_length=7)),
                ('group', models.CharField(choices=[('t', 'Total'), ('b', 'Branch'), ('s', 'Shown'), ('k', 'Kind')], max_length=1)),
                ('name', models.CharField(blank=True, max_length=32)),
                ('counts', models.JSONField(default=dict)),
                ('first', models.BigIntegerField()),
                ('last', models.BigIntegerField()),
            ],
        ),
        migrations.AddConstraint(
            model_name='monthcount',
            constraint=models.UniqueConstraint(fields=('month', 'group', 'name'), name='one_count_of_a_month'),
        ),
        migrations.AddIndex(
            model_name='publiclife',
            index=models.Index(fields=['branch', 'first'], name='ledger_publ_branch_819eb5_idx'),
        ),
        *(
            migrations.AddIndex(
                model_name='publiclife',
                index=models.Index(condition=condition, fields=['first'], name=f'lives_{name}'),
            )
            for name, condition in (
                ('late', models.Q(('settled__gt', models.F('due')))),
                ('open', models.Q(('phase', 'open'), ('settled__isnull', True))),
                ('withdrawn', models.Q(('phase', 'withdrawn'))),
                ('supplemented', models.Q(('supplements__gt', 0))),
                ('extended', models.Q(('extended', True))),
            )
        ),
        migrations.RunSQL(CHAIN_REFUSED, NO_CHAIN_REFUSED),
        migrations.RunSQL(FOLD_AGAIN, migrations.RunSQL.noop),
    ]
