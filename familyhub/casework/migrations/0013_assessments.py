
import django.contrib.postgres.fields
import django.db.models.deletion
import familyhub.people.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0012_fence_of_measures'),
        ('people', '0009_search_asks_less'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContributionAsk',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('case', models.UUIDField()),
                ('assessment', models.UUIDField()),
                ('agency', models.CharField(max_length=120)),
                ('contact_name', models.CharField(max_length=120)),
                ('contact_email', models.CharField(max_length=254)),
                ('words', models.TextField(default='', max_length=2000)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.UUIDField(null=True)),
                ('asked_by_name', models.CharField(max_length=120)),
                ('tells', models.UUIDField(null=True)),
                ('due_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('reminded_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_by_name', models.CharField(default='', max_length=120)),
                ('answered_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('set_code', models.CharField(max_length=40)),
                ('set_version', models.PositiveIntegerField()),
                ('state', models.CharField(max_length=12)),
                ('level', models.PositiveSmallIntegerField(null=True)),
                ('previous', models.UUIDField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('opened_on', models.DateField()),
                ('opened_by', models.UUIDField(null=True)),
                ('opened_by_name', models.CharField(max_length=120)),
                ('finished_at', models.DateTimeField(null=True)),
                ('finished_by', models.UUIDField(null=True)),
                ('finished_by_name', models.CharField(default='', max_length=120)),
                ('sign_due_at', models.DateTimeField(null=True)),
                ('authorised_at', models.DateTimeField(null=True)),
                ('authorised_by', models.UUIDField(null=True)),
                ('authorised_by_name', models.CharField(default='', max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['fence', '-opened_on', 'id'], name='casework_assessment_of_case')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['finished', 'open'])), fields=('fence',), name='casework_assessment_one_open'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'finished', 'authorised', 'stopped'])), name='casework_assessment_state'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'authorised'), _negated=True), models.Q(('authorised_at__isnull', False), ('finished_at__isnull', False)), _connector='OR'), name='casework_assessment_final_says_when')],
            },
        ),
        migrations.CreateModel(
            name='AssessmentPart',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('section', models.CharField(max_length=40)),
                ('number', models.PositiveSmallIntegerField()),
                ('is_child', models.BooleanField(default=False)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='casework.assessment')),
                ('record', familyhub.people.fields.AboutPerson(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('question', models.CharField(max_length=40)),
                ('version', models.PositiveIntegerField()),
                ('value', models.JSONField()),
                ('source', models.CharField(default='', max_length=200)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='casework.assessmentpart')),
            ],
        ),
        migrations.CreateModel(
            name='AssessmentShared',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('how', models.CharField(max_length=16)),
                ('on', models.DateField()),
                ('words', models.TextField(max_length=4000)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shared', to='casework.assessment')),
            ],
        ),
        migrations.CreateModel(
            name='AssessmentStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('version', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=12)),
                ('words', models.TextField(default='', max_length=2000)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='casework.assessment')),
            ],
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('question', models.CharField(max_length=40)),
                ('words', models.TextField()),
                ('agency', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='casework.assessmentpart')),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.contributionask')),
            ],
        ),
        migrations.CreateModel(
            name='ContributionCode',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('code_hash', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('used_at', models.DateTimeField(null=True)),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='casework.contributionask')),
            ],
        ),
        migrations.CreateModel(
            name='ContributionOf',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('ask', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='tie', to='casework.contributionask')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked', to='casework.assessment')),
            ],
        ),
        migrations.CreateModel(
            name='ContributionQuestion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('number', models.PositiveSmallIntegerField()),
                ('part', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('question', models.CharField(max_length=40)),
                ('words', models.CharField(max_length=200)),
                ('record', familyhub.people.fields.AboutPerson(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
                ('who', models.CharField(default='', max_length=170)),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='casework.contributionask')),
            ],
        ),
        migrations.CreateModel(
            name='ContributionUse',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('use', models.CharField(max_length=16)),
                ('at', models.DateTimeField()),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='casework.contributionask')),
            ],
        ),
        migrations.CreateModel(
            name='LocalSet',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40)),
                ('version', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=120)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='casework_set_version_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='assessmentpart',
            constraint=models.UniqueConstraint(fields=('assessment', 'section', 'record'), name='casework_part_of_assessment', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('part', 'question', 'version'), name='casework_answer_version_once'),
        ),
        migrations.AddConstraint(
            model_name='assessmentstep',
            constraint=models.UniqueConstraint(fields=('assessment', 'version'), name='casework_assessment_step_once'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.UniqueConstraint(fields=('ask', 'part', 'question'), name='casework_contribution_once'),
        ),
        migrations.AddConstraint(
            model_name='contributionask',
            constraint=models.CheckConstraint(condition=models.Q(('fence', models.F('id'))), name='casework_ask_fence_is_own'),
        ),
    ]
