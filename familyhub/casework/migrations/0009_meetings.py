import django.contrib.postgres.fields
import django.db.models.deletion
import familyhub.people.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0008_fence_of_sustainment'),
        ('people', '0009_search_asks_less'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('case', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('starts_at', models.DateTimeField()),
                ('place', models.CharField(max_length=200)),
                ('state', models.CharField(default='called', max_length=10)),
                ('shared', models.TextField(default='')),
                ('own', models.TextField(default='')),
                ('next_on', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['case', '-starts_at', 'id'], name='casework_meeting_of_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['called', 'held', 'cancelled'])), name='casework_meeting_state_known')],
            },
        ),
        migrations.CreateModel(
            name='Guest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('kind', models.CharField(max_length=8)),
                ('name', models.CharField(default='', max_length=120)),
                ('agency', models.CharField(default='', max_length=120)),
                ('attendance', models.CharField(default='invited', max_length=12)),
                ('words', models.TextField(default='')),
                ('record', familyhub.people.fields.AboutPerson(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
                ('staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guests', to='casework.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('words', models.TextField()),
                ('owner_name', models.CharField(default='', max_length=120)),
                ('due_on', models.DateField()),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.CharField(default='', max_length=120)),
                ('done_words', models.TextField(default='')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='casework.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='KeptApart',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('words', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.CharField(default='', max_length=120)),
                ('ended_because', models.TextField(default='')),
                ('one', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
                ('other', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('one', models.F('other')), _negated=True), name='casework_apart_of_two')],
            },
        ),
    ]
