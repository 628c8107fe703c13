"""Applicants may complain: one more kind of message."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contact', '0002_what_was_said_stays'),
    ]

    operations = [
        migrations.AlterField(
            model_name='message',
            name='kind',
            field=models.CharField(choices=[('clarify', 'clarify'), ('inform', 'inform'), ('progress', 'progress'), ('explain', 'explain'), ('object', 'object'), ('complain', 'complain'), ('answer', 'answer')], max_length=10),
        ),
    ]
