import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0005_ended_bars_may_go'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='accessrow',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['at'], name='core_access_at'),
        ),
    ]
