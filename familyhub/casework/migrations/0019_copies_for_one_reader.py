
import django.contrib.postgres.fields
import django.db.models.deletion
import familyhub.people.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0018_fences_of_visits'),
        ('people', '0009_search_asks_less'),
    ]

    operations = [
        migrations.CreateModel(
            name='Particular',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('kind', models.CharField(max_length=12)),
                ('words', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('case', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('kind', models.CharField(max_length=12)),
                ('about', models.UUIDField()),
                ('number', models.CharField(max_length=12)),
                ('state', models.CharField(default='begun', max_length=12)),
                ('version', models.PositiveIntegerField(default=1)),
                ('basis', models.CharField(default='', max_length=16)),
                ('necessity', models.TextField(default='', max_length=2000)),
                ('taken_out', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('copy', models.JSONField(default=list)),
                ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('document', models.UUIDField(null=True)),
                ('letter', models.UUIDField(null=True)),
                ('is_posted', models.BooleanField(default=False)),
                ('made_by', models.UUIDField(null=True)),
                ('made_by_name', models.CharField(max_length=120)),
                ('made_at', models.DateTimeField()),
                ('signed_at', models.DateTimeField(null=True)),
                ('signed_by', models.UUIDField(null=True)),
                ('signed_by_name', models.CharField(default='', max_length=120)),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
            options={
                'indexes': [models.Index(fields=['case', '-made_at', 'id'], name='casework_release_of_case')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['begun', 'draft', 'waits'])), fields=('case', 'kind', 'about', 'record'), name='casework_release_one_open'), models.CheckConstraint(condition=models.Q(('state__in', ['begun', 'draft', 'waits', 'signed', 'superseded', 'withdrawn', 'stopped'])), name='casework_release_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'signed'), _negated=True), models.Q(('document__isnull', False), ('letter__isnull', False), ('signed_at__isnull', False)), _connector='OR'), name='casework_release_signed_is_made'), models.CheckConstraint(condition=models.Q(('signed_by__isnull', True), models.Q(('signed_by', models.F('made_by')), _negated=True), _connector='OR'), name='casework_release_signed_by_another')],
            },
        ),
        migrations.CreateModel(
            name='ReleaseStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('kind', models.CharField(max_length=12)),
                ('how', models.CharField(default='', max_length=8)),
                ('words', models.TextField(default='', max_length=2000)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='casework.release')),
            ],
            options={
                'indexes': [models.Index(fields=['release', 'at'], name='casework_release_step_of')],
            },
        ),
    ]
