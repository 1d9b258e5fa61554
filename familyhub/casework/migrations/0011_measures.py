import django.contrib.postgres.fields
import django.db.models.deletion
import familyhub.people.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0010_fences_of_meetings'),
        ('people', '0009_search_asks_less'),
    ]

    operations = [
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('tool', models.CharField(max_length=12)),
                ('stage', models.CharField(max_length=8)),
                ('score', models.DecimalField(decimal_places=1, max_digits=5)),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
            options={
                'indexes': [models.Index(fields=['fence', 'on', 'at'], name='casework_measure_of_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('stage__in', ['before', 'mid', 'after'])), name='casework_measure_stage_known')],
            },
        ),
    ]
