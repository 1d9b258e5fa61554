
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import familyhub.people.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_alter_team_kind'),
        ('casework', '0016_notes_are_found_by_case_and_word'),
        ('people', '0009_search_asks_less'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('case', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('place', models.CharField(default='', max_length=200)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('aim', models.TextField(default='')),
                ('why_one', models.TextField(default='')),
                ('state', models.CharField(default='planned', max_length=10)),
                ('ended_words', models.TextField(default='')),
                ('written_at', models.DateTimeField(null=True)),
                ('alarmed_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('home', familyhub.people.fields.AboutPerson(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='casework.visit')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
            ],
        ),
        migrations.CreateModel(
            name='VisitAlarm',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('visit', models.UUIDField(unique=True)),
                ('missing', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('expected_at', models.DateTimeField()),
                ('is_in', models.BooleanField()),
                ('raised_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(null=True)),
                ('taken_by', models.UUIDField(null=True)),
                ('taken_by_name', models.CharField(default='', max_length=120)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by_name', models.CharField(default='', max_length=120)),
                ('end', models.CharField(default='', max_length=12)),
                ('words', models.TextField(default='')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
            ],
        ),
        migrations.CreateModel(
            name='AlarmCall',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('number', models.PositiveIntegerField()),
                ('staff_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('alarm', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='casework.visitalarm')),
            ],
        ),
        migrations.CreateModel(
            name='Visited',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visited', to='casework.visit')),
            ],
        ),
        migrations.CreateModel(
            name='VisitGoer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('is_on', models.BooleanField(default=True)),
                ('in_at', models.DateTimeField(null=True)),
                ('out_at', models.DateTimeField(null=True)),
                ('is_doubtful', models.BooleanField(default=False)),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goers', to='casework.visit')),
            ],
        ),
        migrations.CreateModel(
            name='VisitOutcome',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('came_to', models.CharField(max_length=12)),
                ('follows', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), default=list, size=None)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('note', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.note')),
                ('visit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='outcome', to='casework.visit')),
            ],
        ),
        migrations.CreateModel(
            name='DoorFact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('case', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('code', models.CharField(max_length=12)),
                ('words', models.TextField(default='')),
                ('told_on', models.DateField()),
                ('source', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.CharField(default='', max_length=120)),
                ('ended_because', models.TextField(default='')),
                ('home', familyhub.people.fields.AboutPerson(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['case', 'at'], name='casework_door_of_case')],
            },
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['case', '-starts_at', 'id'], name='casework_visit_of_case'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['team', 'starts_at'], name='casework_visit_of_team'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(condition=models.Q(('alarmed_at', None), ('state', 'planned')), fields=['ends_at'], name='casework_visit_not_out'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='casework_visit_ends_later'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'over', 'cancelled'])), name='casework_visit_state_known'),
        ),
        migrations.AddIndex(
            model_name='visitalarm',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['raised_at'], name='casework_alarm_open'),
        ),
        migrations.AddConstraint(
            model_name='alarmcall',
            constraint=models.UniqueConstraint(fields=('alarm', 'number'), name='casework_alarm_call_once'),
        ),
        migrations.AddIndex(
            model_name='visitgoer',
            index=models.Index(fields=['staff', 'starts_at'], name='casework_goer_diary'),
        ),
        migrations.AddConstraint(
            model_name='visitgoer',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('is_on', True)), expressions=[('staff', '='), (models.Func(models.F('starts_at'), models.F('ends_at'), function='tstzrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='casework_goer_one_visit'),
        ),
        migrations.AddConstraint(
            model_name='visitgoer',
            constraint=models.UniqueConstraint(fields=('visit', 'staff'), name='casework_goer_once'),
        ),
    ]
