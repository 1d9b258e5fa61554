
import django.contrib.postgres.fields
import django.contrib.postgres.search
import django.db.models.deletion
import familyhub.people.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0007_alter_team_kind'),
        ('people', '0009_search_asks_less'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Episode',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('kind', models.CharField(max_length=12)),
                ('tier', models.PositiveSmallIntegerField()),
                ('request', models.UUIDField()),
                ('reference', models.CharField(max_length=12)),
                ('opened_on', models.DateField()),
                ('last_contact_on', models.DateField(null=True)),
                ('closed_on', models.DateField(null=True)),
                ('close_reason', models.CharField(default='', max_length=16)),
                ('version', models.PositiveIntegerField(default=1)),
                ('lead', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
            ],
        ),
        migrations.CreateModel(
            name='EpisodeStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('version', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=12)),
                ('reason', models.CharField(default='', max_length=16)),
                ('words', models.TextField(default='', max_length=2000)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='casework.episode')),
                ('lead', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
            ],
        ),
        migrations.CreateModel(
            name='Involvement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('episode', models.UUIDField(unique=True)),
                ('case', models.UUIDField()),
                ('kind', models.CharField(max_length=12)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('last_contact_on', models.DateField(null=True)),
                ('lead', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
            ],
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('case', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('kind', models.CharField(max_length=16)),
                ('happened_at', models.DateTimeField()),
                ('words', models.TextField()),
                ('is_restricted', models.BooleanField()),
                ('why_corrected', models.CharField(default='', max_length=500)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='casework.note')),
            ],
        ),
        migrations.CreateModel(
            name='NotePart',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('is_child', models.BooleanField()),
                ('part', models.CharField(max_length=12)),
                ('why_not', models.CharField(default='', max_length=16)),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='casework.note')),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
        ),
        migrations.CreateModel(
            name='NoteWords',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('happened_at', models.DateTimeField()),
                ('found', django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                'indexes': [models.Index(fields=['fence', '-happened_at'], name='casework_words_of_fence')],
            },
        ),
        migrations.CreateModel(
            name='CaseMember',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('is_child', models.BooleanField()),
                ('at', models.DateTimeField()),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('fence', 'record'), name='casework_member_once')],
            },
        ),
        migrations.AddIndex(
            model_name='episode',
            index=models.Index(models.F('lead'), models.OrderBy(models.F('last_contact_on'), nulls_first=True), models.F('id'), condition=models.Q(('closed_on__isnull', True)), name='casework_caseload'),
        ),
        migrations.AddIndex(
            model_name='episode',
            index=models.Index(models.F('team'), models.F('lead'), models.OrderBy(models.F('last_contact_on'), nulls_first=True), models.F('id'), condition=models.Q(('closed_on__isnull', True)), name='casework_of_team'),
        ),
        migrations.AddIndex(
            model_name='episode',
            index=models.Index(fields=['fence', '-closed_on', 'id'], name='casework_of_case'),
        ),
        migrations.AddIndex(
            model_name='episode',
            index=models.Index(fields=['request'], name='casework_of_request'),
        ),
        migrations.AddConstraint(
            model_name='episode',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on__isnull', True)), fields=('record', 'kind'), name='casework_episode_one_open'),
        ),
        migrations.AddConstraint(
            model_name='episode',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('close_reason', ''), ('closed_on__isnull', True)), models.Q(('closed_on__isnull', False), models.Q(('close_reason', ''), _negated=True)), _connector='OR'), name='casework_episode_closed_says_why'),
        ),
        migrations.AddConstraint(
            model_name='episode',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['early_help'])), name='casework_episode_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='episode',
            constraint=models.CheckConstraint(condition=models.Q(('tier__in', [1, 2, 3])), name='casework_episode_tier'),
        ),
        migrations.AddConstraint(
            model_name='episodestep',
            constraint=models.UniqueConstraint(fields=('episode', 'version'), name='casework_step_once'),
        ),
        migrations.AddIndex(
            model_name='note',
            index=models.Index(fields=['case', '-happened_at', 'id'], name='casework_note_of_case'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('corrects__isnull', True), ('why_corrected', '')), models.Q(('corrects__isnull', False), models.Q(('why_corrected', ''), _negated=True)), _connector='OR'), name='casework_note_correction_says_why'),
        ),
        migrations.AddConstraint(
            model_name='notepart',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('part', 'not_seen'), models.Q(('why_not', ''), _negated=True)), models.Q(models.Q(('part', 'not_seen'), _negated=True), ('why_not', '')), _connector='OR'), name='casework_part_not_seen_says_why'),
        ),
        migrations.AddConstraint(
            model_name='notepart',
            constraint=models.UniqueConstraint(fields=('note', 'record'), name='casework_part_once'),
        ),
    ]
