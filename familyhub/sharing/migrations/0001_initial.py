import django.db.models.deletion
import familyhub.people.fields
import uuid
from django.db import migrations, models

from familyhub.core.operations import AppendOnly, Fenced

TABLES = ("sharing_opening", "sharing_review", "sharing_relation", "sharing_match")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0002_fences_and_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('person', models.UUIDField(null=True)),
                ('reason', models.CharField(max_length=12)),
                ('words', models.TextField(max_length=2000)),
                ('opened_by', models.UUIDField()),
                ('by_name', models.CharField(max_length=120)),
                ('opened_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('review_by', models.DateTimeField()),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('record', familyhub.people.fields.AboutPerson(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('staff', models.UUIDField()),
                ('staff_name', models.CharField(max_length=120)),
                ('kind', models.CharField(max_length=16)),
                ('given', models.CharField(max_length=120)),
                ('family', models.CharField(max_length=120)),
                ('born_on', models.DateField(null=True)),
                ('words', models.TextField(blank=True, max_length=1000)),
                ('declared_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['staff', 'declared_at'], name='sharing_relation_of'), models.Index(fields=['-declared_at'], name='sharing_relation_newest')],
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('person', models.UUIDField(null=True)),
                ('by', models.UUIDField()),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.UUIDField(null=True)),
                ('ended_why', models.TextField(blank=True, max_length=2000)),
                ('record', familyhub.people.fields.AboutPerson(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
                ('relation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='sharing.relation')),
            ],
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('opened_by', models.UUIDField()),
                ('outcome', models.CharField(max_length=16)),
                ('words', models.TextField(max_length=2000)),
                ('by', models.UUIDField()),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('opening', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='sharing.opening')),
            ],
        ),
        migrations.AddIndex(
            model_name='opening',
            index=models.Index(condition=models.Q(('reviewed_at__isnull', True)), fields=['review_by'], name='sharing_to_review'),
        ),
        migrations.AddIndex(
            model_name='opening',
            index=models.Index(condition=models.Q(('reviewed_at__isnull', False)), fields=['-reviewed_at'], name='sharing_reviewed'),
        ),
        migrations.AddIndex(
            model_name='opening',
            index=models.Index(fields=['opened_by', 'until'], name='sharing_opening_by'),
        ),
        migrations.AddConstraint(
            model_name='opening',
            constraint=models.CheckConstraint(condition=models.Q(('until__gt', models.F('opened_at'))), name='sharing_opening_ends_after_start'),
        ),
        migrations.AddIndex(
            model_name='match',
            index=models.Index(fields=['relation', 'at'], name='sharing_match_of'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_why', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_why', ''), _negated=True)), _connector='OR'), name='sharing_match_end_has_reason'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(fields=['opening', 'at'], name='sharing_review_of'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('by', models.F('opened_by')), _negated=True), name='sharing_review_by_another'),
        ),
        *(Fenced(table, wide="sharing") for table in TABLES),
        AppendOnly("sharing_review"),
        AppendOnly("sharing_relation"),
    ]
