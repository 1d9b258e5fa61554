import django.db.models.deletion
import familyhub.people.fields
import uuid
from django.db import migrations, models

from familyhub.core.operations import Fenced


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0004_shield_who_is_protected'),
    ]

    operations = [
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('feed', models.CharField(max_length=40)),
                ('digest', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=200)),
                ('rows', models.PositiveIntegerField()),
                ('stand', models.CharField(max_length=8)),
                ('counts', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.UUIDField(null=True)),
                ('made_by_name', models.CharField(max_length=200)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['-made_at'], name='imports_intake_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('stand__in', ['checked', 'running', 'done'])), name='imports_intake_stand_known')],
            },
        ),
        migrations.CreateModel(
            name='Row',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('feed', models.CharField(max_length=40)),
                ('made_at', models.DateTimeField()),
                ('number', models.PositiveIntegerField()),
                ('event', models.CharField(max_length=12)),
                ('digest', models.CharField(max_length=64)),
                ('values', models.JSONField()),
                ('state', models.CharField(max_length=8)),
                ('became', models.CharField(default='', max_length=10)),
                ('mistakes', models.JSONField(default=list)),
                ('why', models.CharField(default='', max_length=200)),
                ('is_held', models.BooleanField(default=False)),
                ('asked', models.CharField(default='', max_length=8)),
                ('decisions', models.JSONField(default=dict)),
                ('decided_by', models.UUIDField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('intake', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imports.intake')),
                ('record', familyhub.people.fields.AboutPerson(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
            options={
                'indexes': [models.Index(fields=['intake', 'state', 'number'], name='imports_row_next'), models.Index(fields=['digest'], name='imports_row_digest'), models.Index(condition=models.Q(('state', 'review')), fields=['made_at', 'id'], name='imports_row_review'), models.Index(condition=models.Q(('event', 'death'), models.Q(('state', 'done'), _negated=True)), fields=['intake'], name='imports_row_deaths')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['ready', 'wrong', 'review', 'decided', 'done'])), name='imports_row_state_known'), models.UniqueConstraint(fields=('intake', 'number'), name='imports_row_once')],
            },
        ),
        Fenced("imports_intake", wide="imports"),
        Fenced("imports_row", wide="imports", unless="is_held"),
    ]
