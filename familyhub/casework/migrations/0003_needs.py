import django.contrib.postgres.fields
import django.db.models.deletion
import familyhub.people.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0002_fences_and_search'),
        ('people', '0009_search_asks_less'),
    ]

    operations = [
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('case', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('framework', models.CharField(max_length=12)),
                ('code', models.CharField(max_length=12)),
                ('words', models.TextField()),
                ('found_by', models.UUIDField(null=True)),
                ('state', models.CharField(default='open', max_length=12)),
                ('version', models.PositiveIntegerField(default=1)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('record', familyhub.people.fields.AboutPerson(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
        ),
        migrations.CreateModel(
            name='NeedStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('version', models.PositiveIntegerField()),
                ('state', models.CharField(max_length=12)),
                ('words', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='casework.need')),
            ],
        ),
        migrations.AddIndex(
            model_name='need',
            index=models.Index(fields=['case', 'at', 'id'], name='casework_need_of_case'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'met', 'partly_met', 'not_met', 'withdrawn'])), name='casework_need_state_known'),
        ),
        migrations.AddConstraint(
            model_name='needstep',
            constraint=models.UniqueConstraint(fields=('need', 'version'), name='casework_need_step_once'),
        ),
    ]
