"""Rosters told to the log, and the rounds and askings of its draws."""

import django.db.models.functions.datetime
from django.db import migrations, models

from motcua.ledger.sql import DRAWS, NO_DRAWS


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0002_guards_and_secrets'),
    ]

    operations = [
        migrations.CreateModel(
            name='Drawing',
            fields=[
                ('one', models.BooleanField(default=True, primary_key=True, serialize=False)),
                ('size', models.BigIntegerField(default=0)),
                ('silence', models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('size', models.BigIntegerField(primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('outcome', models.CharField(choices=[('drawn', 'Drawn'), ('silent', 'Silent')], max_length=8)),
                ('silent', models.JSONField(default=list)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name='Ask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leaf_hash', models.BinaryField()),
                ('attempt', models.IntegerField()),
                ('dossier', models.BigIntegerField(db_index=True)),
                ('tag', models.BinaryField()),
                ('idx', models.BigIntegerField()),
                ('received', models.DateField()),
                ('trigger', models.BigIntegerField()),
                ('event', models.BigIntegerField(null=True)),
                ('branch', models.CharField(max_length=8)),
                ('points', models.BigIntegerField()),
                ('alike', models.CharField(max_length=64)),
                ('tried', models.CharField(blank=True, max_length=32)),
                ('size', models.BigIntegerField(null=True)),
                ('day', models.DateField(null=True)),
                ('officer', models.BinaryField(null=True)),
                ('scope', models.SmallIntegerField(default=0)),
                ('pool', models.IntegerField(default=0)),
                ('repeat', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['alike', 'idx'], name='ledger_ask_alike_dbc9c8_idx'), models.Index(condition=models.Q(('officer__isnull', True)), fields=['idx'], name='asks_that_wait')],
                'constraints': [models.UniqueConstraint(fields=('leaf_hash', 'attempt'), name='one_draw_of_a_leaf'), models.CheckConstraint(condition=models.Q(('officer__isnull', True), ('size__isnull', False), _connector='OR'), name='drawn_from_a_checkpoint')],
            },
        ),
        migrations.CreateModel(
            name='SaidRoster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('branch', models.CharField(max_length=8)),
                ('effective', models.DateField()),
                ('said', models.JSONField()),
                ('beacons', models.BooleanField()),
            ],
            options={
                'indexes': [models.Index(fields=['branch', 'effective'], name='ledger_said_branch_2fc09f_idx')],
            },
        ),
        migrations.CreateModel(
            name='SaidAbsence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('officer', models.BinaryField()),
                ('first', models.DateField()),
                ('last', models.DateField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('officer', 'first', 'last'), name='absence_said_once')],
            },
        ),
        migrations.RunSQL(DRAWS, NO_DRAWS),
    ]
