"""Owners, their links, feedback behind a fence, joined listings; and what history says of a place that may not be said."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from familyhub.core.operations import Fenced, Run

# What a listing said is never changed, but for the place of one of which no place may be said any more
KEPT = """
CREATE FUNCTION directory_revision_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.id, NEW.service_id, NEW.at, NEW.by_name) = (OLD.id, OLD.service_id, OLD.at, OLD.by_name)
        AND NEW.source_id IS NOT DISTINCT FROM OLD.source_id
        AND EXISTS (SELECT 1 FROM directory_service s WHERE s.id = OLD.service_id AND s.sensitivity <> 'open')
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""
FORWARDS = [
    KEPT,
    "DROP TRIGGER append_only ON directory_revision",
    "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON directory_revision"
    " FOR EACH ROW EXECUTE FUNCTION directory_revision_kept()",
    "GRANT UPDATE (document) ON directory_revision TO {app}, {worker}",
]
BACKWARDS = [
    "REVOKE UPDATE (document) ON directory_revision FROM {app}, {worker}",
    "DROP TRIGGER append_only ON directory_revision",
    "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON directory_revision"
    " FOR EACH ROW EXECUTE FUNCTION core_append_only()",
    "DROP FUNCTION directory_revision_kept()",
]


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0002_promises'),
    ]

    operations = [
        migrations.CreateModel(
            name='Owner',
            fields=[
                ('service', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='owner', serialize=False, to='directory.service')),
                ('email', models.CharField(max_length=254)),
                ('reminded_on', models.DateField(null=True)),
                ('set_at', models.DateTimeField()),
                ('set_by_name', models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('words', models.TextField(blank=True)),
                ('reach', models.CharField(blank=True, max_length=254)),
                ('state', models.CharField(max_length=9)),
                ('outcome', models.TextField(blank=True)),
                ('received_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by_name', models.CharField(blank=True, max_length=200)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'received_at'], name='directory_feedback_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'forwarded', 'went', 'closed'])), name='directory_feedback_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'went'), _negated=True), models.Q(('reach', ''), ('words', '')), _connector='OR'), name='directory_feedback_that_went_says_nothing')],
            },
        ),
        migrations.CreateModel(
            name='Joined',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('goes_was', models.CharField(max_length=10)),
                ('at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=200)),
                ('undone_at', models.DateTimeField(null=True)),
                ('undone_by_name', models.CharField(blank=True, max_length=200)),
                ('before', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.revision')),
                ('goes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joined_into', to='directory.service')),
                ('stays', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='directory.service')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('stays', models.F('goes')), _negated=True), name='directory_joined_two'), models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('goes',), name='directory_joined_into_one')],
            },
        ),
        migrations.CreateModel(
            name='ProviderLink',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('email', models.CharField(max_length=254)),
                ('secret_hash', models.CharField(max_length=64, unique=True)),
                ('note', models.TextField(blank=True)),
                ('made_at', models.DateTimeField()),
                ('made_by_name', models.CharField(max_length=200)),
                ('expires_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_by_name', models.CharField(blank=True, max_length=200)),
                ('used_at', models.DateTimeField(null=True)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='directory.service')),
            ],
            options={
                'indexes': [models.Index(fields=['service', '-made_at'], name='directory_link_of_service')],
            },
        ),
        Fenced("directory_feedback", wide="directory"),
        Run(FORWARDS, BACKWARDS),
    ]
