
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('places', '0004_hub_promises'),
    ]

    operations = [
        migrations.CreateModel(
            name='Accessibility',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('place', models.PositiveSmallIntegerField(default=0)),
                ('description', models.TextField(blank=True)),
                ('details', models.TextField(blank=True)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('accessibility', models.TextField(blank=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('place', models.PositiveSmallIntegerField(default=0)),
                ('shown', models.CharField(max_length=6)),
                ('address_1', models.CharField(max_length=300)),
                ('city', models.CharField(max_length=120)),
                ('region', models.CharField(blank=True, max_length=120)),
                ('state_province', models.CharField(max_length=120)),
                ('postal_code', models.CharField(max_length=20)),
                ('country', models.CharField(max_length=60)),
                ('address_type', models.CharField(max_length=8)),
            ],
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=300)),
                ('description', models.TextField(blank=True)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('fees', models.TextField(blank=True)),
                ('accreditations', models.TextField(blank=True)),
                ('minimum_age', models.FloatField(null=True)),
                ('maximum_age', models.FloatField(null=True)),
                ('assured_date', models.DateField(null=True)),
                ('alert', models.TextField(blank=True)),
                ('eligibility', models.TextField(blank=True)),
                ('how_to_refer', models.TextField(blank=True)),
                ('last_modified', models.DateTimeField()),
                ('status', models.CharField(max_length=10)),
                ('sensitivity', models.CharField(default='open', max_length=8)),
                ('publish_on', models.DateField(null=True)),
                ('expire_on', models.DateField(null=True)),
                ('paused_from', models.DateField(null=True)),
                ('paused_until', models.DateField(null=True)),
                ('source_key', models.CharField(blank=True, max_length=200)),
                ('seen_in', models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='ServiceAtLocation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('sensitivity', models.CharField(max_length=8)),
                ('shown', models.CharField(max_length=6)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='service_at_locations', to='directory.service')),
            ],
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=60, unique=True)),
                ('kind', models.CharField(max_length=8)),
                ('address', models.CharField(max_length=500)),
                ('made_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Funding',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('place', models.PositiveSmallIntegerField(default=0)),
                ('source', models.TextField(blank=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Identifier',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('place', models.PositiveSmallIntegerField(default=0)),
                ('identifier_scheme', models.CharField(blank=True, max_length=60)),
                ('identifier_type', models.CharField(max_length=120)),
                ('identifier', models.CharField(max_length=120)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Language',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('place', models.PositiveSmallIntegerField(default=0)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('code', models.CharField(blank=True, max_length=12)),
                ('note', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Location',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('location_type', models.CharField(max_length=8)),
                ('shown', models.CharField(default='full', max_length=6)),
                ('name', models.CharField(blank=True, max_length=300)),
                ('description', models.TextField(blank=True)),
                ('latitude', models.FloatField(null=True)),
                ('longitude', models.FloatField(null=True)),
                ('external_identifier', models.CharField(blank=True, max_length=60)),
                ('external_identifier_type', models.CharField(blank=True, max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=300)),
                ('description', models.TextField(blank=True)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('website', models.CharField(blank=True, max_length=500)),
                ('logo', models.CharField(blank=True, max_length=500)),
                ('uri', models.CharField(blank=True, max_length=500)),
                ('parent_organization_id', models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Origin',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('field', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='Phone',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('place', models.PositiveSmallIntegerField(default=0)),
                ('number', models.CharField(max_length=60)),
                ('description', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=200)),
                ('document', models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('started_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('by_name', models.CharField(max_length=200)),
                ('next_page', models.PositiveIntegerField(default=1)),
                ('pages', models.PositiveIntegerField(default=0)),
                ('read', models.PositiveIntegerField(default=0)),
                ('same', models.PositiveIntegerField(default=0)),
                ('digests', models.JSONField(default=list)),
                ('report', models.JSONField(default=dict)),
                ('refused', models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name='Schedule',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('place', models.PositiveSmallIntegerField(default=0)),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('dtstart', models.DateField(null=True)),
                ('freq', models.CharField(blank=True, max_length=7)),
                ('interval', models.PositiveSmallIntegerField(null=True)),
                ('byday', models.CharField(blank=True, max_length=60)),
                ('bymonthday', models.CharField(blank=True, max_length=100)),
                ('description', models.TextField(blank=True)),
                ('opens_at', models.TimeField(null=True)),
                ('closes_at', models.TimeField(null=True)),
                ('schedule_link', models.CharField(blank=True, max_length=500)),
                ('attending_type', models.CharField(blank=True, max_length=200)),
                ('notes', models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name='ServiceArea',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('place', models.PositiveSmallIntegerField(default=0)),
                ('name', models.TextField(blank=True)),
                ('extent', models.TextField(blank=True)),
                ('extent_type', models.CharField(blank=True, max_length=60)),
                ('uri', models.CharField(blank=True, max_length=500)),
                ('service_area', models.TextField(blank=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('version', models.BigIntegerField(default=0)),
                ('day', models.DateField(null=True)),
                ('services', models.PositiveIntegerField(default=0)),
                ('places', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Taxonomy',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('code', models.CharField(blank=True, max_length=40)),
                ('name', models.CharField(max_length=200)),
                ('description', models.TextField(blank=True)),
                ('uri', models.CharField(blank=True, max_length=500)),
                ('version', models.CharField(blank=True, max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('parent_id', models.UUIDField(null=True)),
                ('code', models.CharField(blank=True, max_length=100)),
                ('name', models.CharField(max_length=300)),
                ('description', models.TextField(blank=True)),
                ('term_uri', models.CharField(blank=True, max_length=500)),
                ('words', models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name='Card',
            fields=[
                ('service', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='card', serialize=False, to='directory.service')),
                ('organization_id', models.UUIDField(null=True)),
                ('name', models.CharField(max_length=300)),
                ('listed', models.TextField()),
                ('full', models.TextField()),
                ('changed_at', models.DateTimeField()),
                ('shown_from', models.DateField(null=True)),
                ('shown_until', models.DateField(null=True)),
                ('paused_from', models.DateField(null=True)),
                ('paused_until', models.DateField(null=True)),
                ('minimum_age', models.FloatField(default=0)),
                ('maximum_age', models.FloatField(default=200)),
                ('facets', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('terms', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('taxonomies', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('said', models.TextField(default='')),
                ('words', django.contrib.postgres.search.SearchVectorField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Attribute',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('place', models.PositiveSmallIntegerField(default=0)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attributes', to='directory.service')),
            ],
        ),
        migrations.CreateModel(
            name='CardPlace',
            fields=[
                ('service_at_location', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='directory.serviceatlocation')),
                ('latitude', models.FloatField(null=True)),
                ('longitude', models.FloatField(null=True)),
                ('listed', models.TextField()),
                ('full', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=200)),
                ('what', models.CharField(max_length=8)),
                ('document', models.JSONField(null=True)),
                ('differences', models.JSONField(default=list)),
                ('warnings', models.JSONField(default=list)),
                ('made_at', models.DateTimeField()),
                ('made_by_name', models.CharField(max_length=200)),
                ('decision', models.CharField(default='waiting', max_length=8)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by_name', models.CharField(blank=True, max_length=200)),
                ('service', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='directory.service')),
                ('twin', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
            ],
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('place', models.PositiveSmallIntegerField(default=0)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='directory.service')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CoreOfferItem',
            fields=[
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=200)),
                ('about', models.TextField(blank=True)),
                ('kind', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='directory_core_offer_ends_after_start'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('code', '='), (models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='directory_core_offer_one_a_day')],
            },
        ),
        migrations.CreateModel(
            name='CoreOfferAt',
            fields=[
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.hubnetwork')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='at', to='directory.coreofferitem')),
            ],
        ),
        migrations.CreateModel(
            name='CostOption',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('place', models.PositiveSmallIntegerField(default=0)),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('option', models.TextField(blank=True)),
                ('amount', models.FloatField(null=True)),
                ('amount_description', models.TextField(blank=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cost_options', to='directory.service')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='service',
            name='source',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.feed'),
        ),
        migrations.AddConstraint(
            model_name='feed',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['oruk3', 'oruk1', 'csv'])), name='directory_feed_kind_known'),
        ),
        migrations.AddField(
            model_name='funding',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='funding', to='directory.service'),
        ),
        migrations.AddField(
            model_name='language',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='languages', to='directory.service'),
        ),
        migrations.AddField(
            model_name='serviceatlocation',
            name='location',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='directory.location'),
        ),
        migrations.AddField(
            model_name='location',
            name='site',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site'),
        ),
        migrations.AddField(
            model_name='location',
            name='source',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.feed'),
        ),
        migrations.AddField(
            model_name='address',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='addresses', to='directory.location'),
        ),
        migrations.AddField(
            model_name='accessibility',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accessibility', to='directory.location'),
        ),
        migrations.AddField(
            model_name='service',
            name='organization',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='services', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='known_as',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='source',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.feed'),
        ),
        migrations.AddField(
            model_name='identifier',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='organization_identifiers', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='origin',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='origins', to='directory.service'),
        ),
        migrations.AddField(
            model_name='phone',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='phones', to='directory.contact'),
        ),
        migrations.AddField(
            model_name='revision',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='directory.service'),
        ),
        migrations.AddField(
            model_name='revision',
            name='source',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.feed'),
        ),
        migrations.AddField(
            model_name='run',
            name='feed',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='directory.feed'),
        ),
        migrations.AddField(
            model_name='change',
            name='run',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='directory.run'),
        ),
        migrations.AddField(
            model_name='schedule',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schedules', to='directory.service'),
        ),
        migrations.AddField(
            model_name='schedule',
            name='service_at_location',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.serviceatlocation'),
        ),
        migrations.AddField(
            model_name='servicearea',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='service_areas', to='directory.service'),
        ),
        migrations.AddConstraint(
            model_name='tally',
            constraint=models.CheckConstraint(condition=models.Q(('id', 1)), name='directory_tally_is_one_row'),
        ),
        migrations.AddConstraint(
            model_name='taxonomy',
            constraint=models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('code',), name='directory_taxonomy_one_of_a_code'),
        ),
        migrations.AddField(
            model_name='term',
            name='taxonomy',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='directory.taxonomy'),
        ),
        migrations.AddField(
            model_name='attribute',
            name='taxonomy_term',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.term'),
        ),
        migrations.AddIndex(
            model_name='card',
            index=models.Index(fields=['changed_at'], name='directory_card_changed'),
        ),
        migrations.AddIndex(
            model_name='card',
            index=models.Index(fields=['organization_id'], name='directory_card_organization'),
        ),
        migrations.AddIndex(
            model_name='card',
            index=django.contrib.postgres.indexes.GinIndex(fields=['words'], name='directory_card_words'),
        ),
        migrations.AddIndex(
            model_name='card',
            index=django.contrib.postgres.indexes.GinIndex(fields=['facets'], name='directory_card_facets'),
        ),
        migrations.AddIndex(
            model_name='card',
            index=django.contrib.postgres.indexes.GinIndex(fields=['terms'], name='directory_card_terms'),
        ),
        migrations.AddIndex(
            model_name='card',
            index=django.contrib.postgres.indexes.GinIndex(fields=['taxonomies'], name='directory_card_taxonomies'),
        ),
        migrations.AddIndex(
            model_name='card',
            index=django.contrib.postgres.indexes.GinIndex(fields=['said'], name='directory_card_said', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddField(
            model_name='cardplace',
            name='card',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='directory.card'),
        ),
        migrations.AddConstraint(
            model_name='coreofferat',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='directory_core_offer_at_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='coreofferat',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('item', '='), ('network', '='), ('service', '='), (models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='directory_core_offer_at_one_a_day'),
        ),
        migrations.AddConstraint(
            model_name='serviceatlocation',
            constraint=models.CheckConstraint(condition=models.Q(('sensitivity', 'open'), models.Q(('sensitivity', 'masked'), ('shown', 'masked')), _connector='OR'), name='directory_no_place_of_a_hidden_service'),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.CheckConstraint(condition=models.Q(('location_type__in', ['physical', 'postal', 'virtual'])), name='directory_location_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.CheckConstraint(condition=models.Q(('shown__in', ['full', 'masked'])), name='directory_location_shown_known'),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.UniqueConstraint(fields=('id', 'shown'), name='directory_location_with_shown'),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.CheckConstraint(condition=models.Q(('shown', 'full'), models.Q(('external_identifier', ''), ('latitude__isnull', True), ('longitude__isnull', True), ('site__isnull', True), models.Q(('name__iregex', '\\m[A-Z]{1,2}[0-9][A-Z0-9]?\\s*[0-9][ABD-HJLNP-UW-Z]{2}\\M'), _negated=True), models.Q(('description__iregex', '\\m[A-Z]{1,2}[0-9][A-Z0-9]?\\s*[0-9][ABD-HJLNP-UW-Z]{2}\\M'), _negated=True)), _connector='OR'), name='directory_masked_has_no_point'),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__gte', -90), ('latitude__lte', 90), ('longitude__gte', -180), ('longitude__lte', 180)), _connector='OR'), name='directory_location_point_on_earth'),
        ),
        migrations.AddConstraint(
            model_name='address',
            constraint=models.CheckConstraint(condition=models.Q(('address_type__in', ['physical', 'postal', 'virtual'])), name='directory_address_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='address',
            constraint=models.CheckConstraint(condition=models.Q(('shown', 'full'), models.Q(('address_1', models.F('city')), ('postal_code__regex', '^[A-Z]{1,2}[0-9][A-Z0-9]?$'), models.Q(('city__iregex', '\\m[A-Z]{1,2}[0-9][A-Z0-9]?\\s*[0-9][ABD-HJLNP-UW-Z]{2}\\M'), _negated=True)), _connector='OR'), name='directory_masked_has_no_street'),
        ),
        migrations.AddIndex(
            model_name='service',
            index=models.Index(fields=['source', 'source_key'], name='directory_service_source'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'waiting', 'published', 'closed'])), name='directory_service_status_known'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('sensitivity__in', ['open', 'masked', 'hidden'])), name='directory_service_sensitivity_known'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.UniqueConstraint(fields=('id', 'sensitivity'), name='directory_service_with_sensitivity'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sensitivity', 'hidden'), _negated=True), models.Q(('name__iregex', '\\m[A-Z]{1,2}[0-9][A-Z0-9]?\\s*[0-9][ABD-HJLNP-UW-Z]{2}\\M'), ('description__iregex', '\\m[A-Z]{1,2}[0-9][A-Z0-9]?\\s*[0-9][ABD-HJLNP-UW-Z]{2}\\M'), ('alert__iregex', '\\m[A-Z]{1,2}[0-9][A-Z0-9]?\\s*[0-9][ABD-HJLNP-UW-Z]{2}\\M'), ('eligibility__iregex', '\\m[A-Z]{1,2}[0-9][A-Z0-9]?\\s*[0-9][ABD-HJLNP-UW-Z]{2}\\M'), ('how_to_refer__iregex', '\\m[A-Z]{1,2}[0-9][A-Z0-9]?\\s*[0-9][ABD-HJLNP-UW-Z]{2}\\M'), ('fees__iregex', '\\m[A-Z]{1,2}[0-9][A-Z0-9]?\\s*[0-9][ABD-HJLNP-UW-Z]{2}\\M'), ('accreditations__iregex', '\\m[A-Z]{1,2}[0-9][A-Z0-9]?\\s*[0-9][ABD-HJLNP-UW-Z]{2}\\M'), _connector='OR', _negated=True), _connector='OR'), name='directory_hidden_says_no_postcode'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('minimum_age__isnull', True), ('maximum_age__isnull', True), ('maximum_age__gte', models.F('minimum_age')), _connector='OR'), name='directory_service_ages_in_order'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('publish_on__isnull', True), ('expire_on__isnull', True), ('expire_on__gt', models.F('publish_on')), _connector='OR'), name='directory_service_expires_after_start'),
        ),
        migrations.AddConstraint(
            model_name='origin',
            constraint=models.UniqueConstraint(fields=('service', 'field'), name='directory_origin_one_a_field'),
        ),
        migrations.AddIndex(
            model_name='revision',
            index=models.Index(fields=['service', '-at'], name='directory_revision_newest'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['decision', 'made_at'], name='directory_change_waiting'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.UniqueConstraint(fields=('run', 'key'), name='directory_change_one_a_service_and_run'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('what__in', ['added', 'changed', 'gone'])), name='directory_change_what_known'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ['waiting', 'approved', 'refused'])), name='directory_change_decision_known'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(('freq__in', ['', 'WEEKLY', 'MONTHLY'])), name='directory_schedule_freq'),
        ),
        migrations.AddIndex(
            model_name='term',
            index=models.Index(fields=['parent_id'], name='directory_term_parent'),
        ),
        migrations.AddConstraint(
            model_name='attribute',
            constraint=models.UniqueConstraint(fields=('owner', 'taxonomy_term'), name='directory_attribute_once'),
        ),
        migrations.AddIndex(
            model_name='cardplace',
            index=models.Index(fields=['latitude', 'longitude'], name='directory_place_point'),
        ),
    ]
