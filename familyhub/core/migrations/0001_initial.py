import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

from familyhub.core.operations import AppendOnly, Fenced, Log, Own, Run

EXTENSIONS = ("btree_gist", "pg_trgm", "fuzzystrmatch", "unaccent")

ASKING = [
    """CREATE FUNCTION core_asking() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT NULLIF(current_setting('familyhub.asker', true), '') IS NOT NULL $$""",
    """CREATE FUNCTION core_number() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT NULLIF(current_setting('familyhub.asker', true), '')::uuid $$""",
    """CREATE FUNCTION core_holders() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT NULLIF(current_setting('familyhub.holders', true), '')::uuid[] $$""",
    """CREATE FUNCTION core_wide(word text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT position(',' || word || ',' IN ',' || coalesce(current_setting('familyhub.wide', true), '') || ',') > 0 $$""",
    """CREATE FUNCTION core_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$""",
]
CACHE = [
    """CREATE TABLE core_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL)""",
    "CREATE INDEX core_cache_expires ON core_cache (expires)",
]



class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        Run([f"CREATE EXTENSION IF NOT EXISTS {name}" for name in EXTENSIONS], []),
        Run(
            ASKING,
            [
                "DROP FUNCTION core_append_only()",
                "DROP FUNCTION core_wide(text)",
                "DROP FUNCTION core_holders()",
                "DROP FUNCTION core_number()",
                "DROP FUNCTION core_asking()",
            ],
        ),
        Run(CACHE, ["DROP TABLE core_cache"]),
        migrations.CreateModel(
            name='AccessRow',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('kind', models.CharField(max_length=12)),
                ('asker', models.UUIDField(null=True)),
                ('purpose', models.CharField(max_length=120)),
                ('screen', models.CharField(max_length=120)),
                ('method', models.CharField(max_length=10)),
                ('outcome', models.CharField(max_length=12)),
                ('subjects', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('asked', models.CharField(max_length=200)),
                ('request', models.UUIDField()),
            ],
            options={
                'db_table': 'core_access',
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('low', models.BigIntegerField()),
                ('high', models.BigIntegerField()),
                ('missing', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('late', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('marks', models.BinaryField()),
                ('digest', models.BinaryField()),
                ('previous', models.BinaryField()),
                ('hash', models.BinaryField()),
            ],
            options={
                'db_table': 'core_seal',
                'indexes': [models.Index(fields=['at'], name='core_seal_at')],
            },
        ),
        migrations.CreateModel(
            name='Bar',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('against', models.UUIDField(null=True)),
                ('because', models.CharField(max_length=80)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['fence'], name='core_bar_fence')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('form', models.CharField(max_length=80)),
                ('about', models.UUIDField(null=True)),
                ('version_seen', models.CharField(default='', max_length=64)),
                ('sealed_values', models.BinaryField()),
                ('kept_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['fence', 'form', 'about'], name='core_draft_of')],
            },
        ),
        migrations.CreateModel(
            name='EventRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('wide', models.CharField(max_length=20)),
                ('code', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
                ('by_kind', models.CharField(max_length=12)),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=200)),
                ('about', models.UUIDField()),
                ('payload', models.JSONField()),
            ],
            options={
                'db_table': 'core_event',
                'indexes': [models.Index(fields=['about', 'at'], name='core_event_about_at')],
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('holder', models.UUIDField()),
                ('fence', models.UUIDField()),
                ('because', models.CharField(max_length=80)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['fence', 'holder'], include=['since', 'until'], name='core_grant_fence_holder')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='core_grant_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='ReactionRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('event', models.UUIDField()),
                ('reaction', models.CharField(max_length=80)),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'core_reaction',
                'constraints': [models.UniqueConstraint(fields=('event', 'reaction'), name='core_reaction_once')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('form', models.CharField(max_length=80)),
                ('key', models.UUIDField()),
                ('content', models.BinaryField()),
                ('result', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['fence', 'form', 'key'], name='core_submission_key'), models.Index(fields=['fence', 'form', 'content', 'at'], name='core_submission_content')],
            },
        ),
        migrations.CreateModel(
            name='EventSubject',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('wide', models.CharField(max_length=20)),
                ('subject', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.eventrow')),
            ],
            options={
                'db_table': 'core_event_subject',
                'indexes': [models.Index(fields=['subject', '-at'], name='core_event_subject_at')],
            },
        ),
        Fenced("core_event", by_row=True),
        Fenced("core_event_subject", by_row=True),
        Log("core_access", wide="access log"),
        Own("core_draft"),
        Own("core_submission"),
        AppendOnly("core_event"),
        AppendOnly("core_event_subject"),
        AppendOnly("core_access"),
        AppendOnly("core_seal"),
        AppendOnly("core_reaction"),
    ]
