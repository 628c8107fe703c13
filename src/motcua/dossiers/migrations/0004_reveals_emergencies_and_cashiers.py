"""Reveals of identity fields, emergencies, and who took cash."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0003_draws_and_looks_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='dossier',
            name='cashed_by',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name='countersign',
            name='kind',
            field=models.CharField(choices=[('recusal', 'Recusal'), ('by_hand', 'By Hand'), ('reassignment', 'Reassignment'), ('supplement', 'Supplement'), ('glass', 'Glass')], max_length=12),
        ),
        migrations.CreateModel(
            name='Glass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.CharField(max_length=40)),
                ('reason', models.CharField(max_length=20)),
                ('ground', models.CharField(max_length=300)),
                ('reference', models.CharField(blank=True, max_length=120)),
                ('opened_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('tell_at', models.DateTimeField()),
                ('told_at', models.DateTimeField(null=True)),
                ('approver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='glasses', to='dossiers.dossier')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['dossier', 'ends_at'], name='dossiers_gl_dossier_8b8a88_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('holder', models.F('approver')), _negated=True), name='glass_takes_two'), models.CheckConstraint(condition=models.Q(('tell_at__lte', models.F('opened_at')), models.Q(('reference', ''), _negated=True), _connector='OR'), name='glass_delay_on_a_reference')],
            },
        ),
        migrations.CreateModel(
            name='Reveal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=60)),
                ('reason', models.CharField(max_length=20)),
                ('at', models.DateTimeField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reveals', to='dossiers.dossier')),
                ('official', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['dossier', 'at'], name='dossiers_re_dossier_76ba77_idx')],
            },
        ),
    ]
