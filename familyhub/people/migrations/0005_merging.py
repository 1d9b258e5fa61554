"""Pairs that may be one person, merges that can be undone, and what is left to be decided.

What is about two people is seen by those alone who see both. The matching out of sight knows a protected person by
whatever is known of the one that they were merged with.
"""

import importlib
import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import familyhub.people.fields
from familyhub.core.operations import AppendOnly, AsSearch, FencedByAll

MATCH = importlib.import_module("familyhub.people.migrations.0003_shields").MATCH
OUT_OF_SIGHT = "CREATE OR REPLACE FUNCTION search.out_of_sight" + MATCH.partition("search.out_of_sight")[2].replace(
    "FROM people_shield s JOIN people_searchkey k ON k.person = s.person",
    "FROM people_shield s JOIN people_searchkey own ON own.fence = s.person"
    " JOIN people_searchkey k ON k.person = own.person",
)
RECORDS_OF = """
CREATE FUNCTION search.records_of(people uuid[]) RETURNS TABLE (record uuid, person uuid, fence uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET jit = off AS $$
    SELECT k.id, k.person, k.fence FROM people_searchkey k WHERE core_asking() AND k.person = ANY (people)
$$"""


class Migration(migrations.Migration):

    dependencies = [("people", "0004_shield_who_is_protected"), ("core", "0003_fences_together")]

    operations = [
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('absorbed_status', models.CharField(max_length=12)),
                ('is_open', models.BooleanField()),
                ('reason', models.CharField(max_length=1000)),
                ('proposed_by', models.UUIDField()),
                ('proposed_name', models.CharField(max_length=200)),
                ('proposed_at', models.DateTimeField()),
                ('by', models.UUIDField()),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.UUIDField(null=True)),
                ('ended_name', models.CharField(default='', max_length=200)),
                ('ended_why', models.CharField(default='', max_length=1000)),
                ('absorbed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='MergedRecord',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('merge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moved', to='people.merge')),
                ('moved_from', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('moved_to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
        ),
        migrations.CreateModel(
            name='Pair',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('probability', models.FloatField(null=True)),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), size=None)),
                ('source', models.CharField(max_length=12)),
                ('rank', models.SmallIntegerField(default=1)),
                ('state', models.CharField(default='open', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.UUIDField(null=True)),
                ('claimed_by', models.UUIDField(null=True)),
                ('claimed_name', models.CharField(default='', max_length=200)),
                ('claimed_until', models.DateTimeField(null=True)),
                ('proposed_by', models.UUIDField(null=True)),
                ('proposed_name', models.CharField(default='', max_length=200)),
                ('proposed_at', models.DateTimeField(null=True)),
                ('proposed_why', models.CharField(default='', max_length=1000)),
                ('first', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
                ('second', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
        ),
        migrations.CreateModel(
            name='PairStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('kind', models.CharField(max_length=10)),
                ('words', models.CharField(default='', max_length=1000)),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('pair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='people.pair')),
            ],
        ),
        migrations.CreateModel(
            name='ToSettle',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('kind', models.CharField(max_length=14)),
                ('about', models.UUIDField(null=True)),
                ('words', models.CharField(max_length=300)),
                ('at', models.DateTimeField()),
                ('outcome', models.CharField(default='', max_length=10)),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_by', models.UUIDField(null=True)),
                ('settled_name', models.CharField(default='', max_length=200)),
                ('settled_words', models.CharField(default='', max_length=1000)),
                ('merge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='to_settle', to='people.merge')),
                ('record', familyhub.people.fields.AboutPerson(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(('kept', models.F('absorbed')), _negated=True), name='people_merge_of_two'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(('proposed_by', models.F('by')), _negated=True), name='people_merge_by_two_people'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_why', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_why', ''), _negated=True)), _connector='OR'), name='people_merge_end_has_reason'),
        ),
        migrations.AddIndex(
            model_name='mergedrecord',
            index=models.Index(fields=['record', 'at'], name='people_mergedrecord_of'),
        ),
        migrations.AddIndex(
            model_name='pair',
            index=models.Index(condition=models.Q(('state__in', ['open', 'proposed'])), fields=['rank', 'made_at', 'id'], name='people_pair_undecided'),
        ),
        migrations.AddConstraint(
            model_name='pair',
            constraint=models.CheckConstraint(condition=models.Q(('first', models.F('second')), _negated=True), name='people_pair_of_two'),
        ),
        migrations.AddConstraint(
            model_name='pair',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'proposed', 'same', 'different'])), name='people_pair_state_known'),
        ),
        migrations.AddConstraint(
            model_name='pair',
            constraint=models.CheckConstraint(condition=models.Q(('probability__isnull', True), models.Q(('probability__gte', 0), ('probability__lte', 1)), _connector='OR'), name='people_pair_probability'),
        ),
        migrations.AddConstraint(
            model_name='pair',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'proposed'), _negated=True), ('proposed_by__isnull', False), _connector='OR'), name='people_pair_proposed_by_somebody'),
        ),
        migrations.AddIndex(
            model_name='pairstep',
            index=models.Index(fields=['pair', 'at'], name='people_pairstep_of'),
        ),
        migrations.AddConstraint(
            model_name='pairstep',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['noticed', 'proposed', 'agreed', 'different', 'asked', 'separated'])), name='people_pairstep_kind_known'),
        ),
        migrations.AddIndex(
            model_name='tosettle',
            index=models.Index(fields=['merge', 'at'], name='people_tosettle_of'),
        ),
        migrations.AddConstraint(
            model_name='tosettle',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('settled_at__isnull', True)), models.Q(('outcome__in', ['stays', 'by_hand']), ('settled_at__isnull', False)), _connector='OR'), name='people_tosettle_outcome'),
        ),
        FencedByAll("people_pair", all_of=(("people_record", "first_id"), ("people_record", "second_id"))),
        FencedByAll("people_pairstep", all_of=(("people_pair", "pair_id"),)),
        FencedByAll("people_merge", all_of=(("people_person", "kept_id"), ("people_person", "absorbed_id"))),
        FencedByAll("people_mergedrecord", all_of=(("people_merge", "merge_id"),)),
        FencedByAll("people_tosettle", all_of=(("people_merge", "merge_id"),)),
        AppendOnly("people_pairstep"),
        AppendOnly("people_mergedrecord"),
        AsSearch(
            [
                OUT_OF_SIGHT,
                RECORDS_OF,
                "REVOKE ALL ON FUNCTION search.records_of(uuid[]) FROM PUBLIC",
                "GRANT EXECUTE ON FUNCTION search.records_of(uuid[]) TO {app}, {worker}",
            ],
            [MATCH.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"), "DROP FUNCTION search.records_of(uuid[])"],
        ),
    ]
