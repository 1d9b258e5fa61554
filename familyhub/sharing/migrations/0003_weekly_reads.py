import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models

from familyhub.core.operations import AppendOnly, Fenced

TABLES = ("sharing_readsweek", "sharing_readerweek", "sharing_readline", "sharing_readmark")


class Migration(migrations.Migration):

    dependencies = [
        ('sharing', '0002_finding'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadsWeek',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('week_of', models.DateField(unique=True)),
                ('weighed_at', models.DateTimeField()),
                ('review_by', models.DateTimeField()),
                ('looks', models.IntegerField()),
                ('readers', models.IntegerField()),
                ('reviewed_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='ReaderWeek',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('week_of', models.DateField()),
                ('reader', models.UUIDField()),
                ('reader_name', models.CharField(max_length=120)),
                ('role', models.CharField(max_length=120)),
                ('looks', models.IntegerField()),
                ('seen', models.IntegerField()),
                ('usual', models.IntegerField()),
                ('outside', models.IntegerField()),
                ('closed', models.IntegerField()),
                ('out_of_hours', models.IntegerField()),
                ('namesakes', models.IntegerField()),
                ('neighbours', models.IntegerField()),
                ('signs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ('is_listed', models.BooleanField()),
                ('is_watcher', models.BooleanField()),
                ('outcome', models.CharField(default='', max_length=16)),
                ('week', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readers_of', to='sharing.readsweek')),
            ],
        ),
        migrations.CreateModel(
            name='ReadLine',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('look', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('screen', models.CharField(max_length=120)),
                ('subjects', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('signs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='sharing.readerweek')),
            ],
            options={
                'indexes': [models.Index(fields=['line', 'at', 'id'], name='sharing_readline_of')],
            },
        ),
        migrations.CreateModel(
            name='ReadMark',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('reader', models.UUIDField()),
                ('outcome', models.CharField(max_length=16)),
                ('words', models.TextField(max_length=2000)),
                ('by', models.UUIDField()),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='sharing.readerweek')),
            ],
            options={
                'indexes': [models.Index(fields=['line', 'at'], name='sharing_readmark_of')],
                'constraints': [models.CheckConstraint(condition=models.Q(('by', models.F('reader')), _negated=True), name='sharing_readmark_by_another')],
            },
        ),
        migrations.AddIndex(
            model_name='readerweek',
            index=models.Index(condition=models.Q(('is_listed', True)), fields=['week', 'outcome', 'reader_name', 'id'], name='sharing_readerweek_of'),
        ),
        migrations.AddIndex(
            model_name='readerweek',
            index=models.Index(fields=['week_of', 'role'], name='sharing_readerweek_usual'),
        ),
        migrations.AddConstraint(
            model_name='readerweek',
            constraint=models.UniqueConstraint(fields=('week', 'reader'), name='sharing_readerweek_once'),
        ),
        migrations.AddConstraint(
            model_name='readerweek',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'explained', 'to_look_into', 'passed_on'])), name='sharing_readerweek_outcome'),
        ),
        *(Fenced(table, wide="sharing") for table in TABLES),
        AppendOnly("sharing_readline"),
        AppendOnly("sharing_readmark"),
    ]
