import django.contrib.postgres.fields
import django.db.models.deletion
import familyhub.people.fields
import uuid
from django.db import migrations, models

from familyhub.core.operations import AppendOnly, Fenced


TABLES = ("sharing_agreement", "sharing_agreementend", "sharing_sharingdecision")


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0009_search_asks_less'),
        ('sharing', '0003_weekly_reads'),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('kind', models.CharField(max_length=16)),
                ('status', models.CharField(max_length=12)),
                ('giver', models.CharField(max_length=8)),
                ('giver_name', models.CharField(default='', max_length=200)),
                ('giver_words', models.TextField(default='', max_length=2000)),
                ('agencies', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), default=list, size=None)),
                ('purposes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), default=list, size=None)),
                ('data', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), default=list, size=None)),
                ('teams', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('said_on', models.DateField(null=True)),
                ('how', models.CharField(default='', max_length=8)),
                ('until', models.DateField(null=True)),
                ('not_sought', models.CharField(default='', max_length=12)),
                ('words', models.TextField(default='', max_length=2000)),
                ('by', models.UUIDField()),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('giver_record', familyhub.people.fields.AboutPerson(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='sharing.agreement')),
            ],
        ),
        migrations.CreateModel(
            name='AgreementEnd',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('is_varied', models.BooleanField()),
                ('effective_at', models.DateTimeField()),
                ('said_by', models.CharField(default='', max_length=200)),
                ('words', models.TextField(default='', max_length=2000)),
                ('consequences', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=300), default=list, size=None)),
                ('by', models.UUIDField()),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('agreement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='sharing.agreement')),
            ],
        ),
        migrations.CreateModel(
            name='SharingDecision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('shared', models.CharField(max_length=8)),
                ('basis', models.CharField(max_length=16)),
                ('data', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), default=list, size=None)),
                ('to_whom', models.CharField(max_length=200)),
                ('what', models.TextField(max_length=2000)),
                ('necessity', models.TextField(max_length=2000)),
                ('by', models.UUIDField()),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('agreement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='sharing.agreement')),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
        ),
        migrations.AddIndex(
            model_name='agreement',
            index=models.Index(fields=['record', '-at'], name='sharing_agreement_of'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('said_on__isnull', True), ('status', 'not_sought'), models.Q(('not_sought', ''), _negated=True)), models.Q(models.Q(('status', 'not_sought'), _negated=True), ('not_sought', ''), ('said_on__isnull', False)), _connector='OR'), name='sharing_agreement_said_or_why_not'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'given'), ('teams__len', 0), _connector='OR'), name='sharing_agreement_opens_when_given'),
        ),
        migrations.AddIndex(
            model_name='sharingdecision',
            index=models.Index(fields=['record', '-at'], name='sharing_decision_of'),
        ),
        migrations.AddConstraint(
            model_name='sharingdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('basis', 'agreed'), _negated=True), ('agreement__isnull', False), _connector='OR'), name='sharing_decision_agreed_names_it'),
        ),
        *(Fenced(table, wide="people") for table in TABLES),
        *(AppendOnly(table) for table in TABLES),
    ]
