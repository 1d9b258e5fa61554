import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0002_outside_postcodes'),
    ]

    operations = [
        migrations.AddField(
            model_name='site',
            name='district',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sites', to='places.district'),
        ),
        migrations.AddField(
            model_name='site',
            name='source',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AlterField(
            model_name='site',
            name='area',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sites', to='places.area'),
        ),
        migrations.AlterField(
            model_name='site',
            name='postcode',
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.CreateModel(
            name='HubNetwork',
            fields=[
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('district', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hub_networks', to='places.district')),
            ],
        ),
        migrations.CreateModel(
            name='HubNetworkState',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('consulted', 'Consulted on'), ('design', 'Design site'), ('pilot', 'Pilot'), ('live', 'Live'), ('reduced', 'Reduced'), ('closed', 'Closed')], max_length=10)),
                ('on', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=200)),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='states', to='places.hubnetwork')),
            ],
        ),
        migrations.CreateModel(
            name='MainSite',
            fields=[
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='main_sites', to='places.hubnetwork')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='main_of', to='places.site')),
            ],
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=160)),
                ('kind', models.CharField(choices=[('council', 'Council'), ('nhs', 'NHS'), ('school', 'School or college'), ('police', 'Police'), ('probation', 'Probation or youth justice'), ('voluntary', 'Voluntary organisation'), ('company', 'Company'), ('other', 'Other')], max_length=12)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='places_organisation_ends_after_start'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('code', '='), (models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='places_organisation_code_one_a_day')],
            },
        ),
        migrations.AddField(
            model_name='site',
            name='organisation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sites', to='places.organisation'),
        ),
        migrations.CreateModel(
            name='SiteBase',
            fields=[
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bases', to='places.site')),
            ],
        ),
        migrations.CreateModel(
            name='Spoke',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('service', 'Service'), ('partnership', 'Partnership'), ('group', 'Group'), ('building', 'Building'), ('virtual', 'Online')], max_length=12)),
                ('type', models.CharField(blank=True, choices=[('young_people', "Young people's centre"), ('healthy_family', 'Healthy family team'), ('icds', "Integrated children's disability service"), ('midwives', 'Midwives'), ('family_service', 'Family service'), ('school', 'School'), ('district_council', 'District council'), ('online', 'Online resources and virtual groups')], max_length=20)),
                ('name', models.CharField(max_length=160)),
                ('reference_kind', models.CharField(blank=True, max_length=40)),
                ('reference', models.UUIDField(null=True)),
                ('site', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='spokes', to='places.site')),
            ],
        ),
        migrations.CreateModel(
            name='SpokeMember',
            fields=[
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='places.hubnetwork')),
                ('spoke', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='places.spoke')),
            ],
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('how', models.CharField(choices=[('renamed', 'was renamed'), ('converted', 'was converted into'), ('merged', 'was merged into'), ('split', 'was split into'), ('abolished', 'was abolished; its duties went to')], max_length=10)),
                ('at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=200)),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='became', to='places.organisation')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='came_from', to='places.organisation')),
            ],
        ),
        migrations.AddConstraint(
            model_name='hubnetwork',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='places_hub_network_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='hubnetwork',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('name', '='), (models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='places_hub_network_name_one_a_day'),
        ),
        migrations.AddConstraint(
            model_name='hubnetworkstate',
            constraint=models.UniqueConstraint(fields=('network', 'on'), name='places_hub_network_state_one_a_day'),
        ),
        migrations.AddConstraint(
            model_name='hubnetworkstate',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'consulted', 'design', 'pilot', 'live', 'reduced', 'closed'])), name='places_hub_network_state_known'),
        ),
        migrations.AddConstraint(
            model_name='mainsite',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='places_main_site_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='mainsite',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('network', '='), (models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='places_main_site_one_a_day'),
        ),
        migrations.AddConstraint(
            model_name='sitebase',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='places_site_base_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='sitebase',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('site', '='), (models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='places_site_base_one_a_day'),
        ),
        migrations.AddConstraint(
            model_name='spoke',
            constraint=models.UniqueConstraint(fields=('kind', 'name'), name='places_spoke_once'),
        ),
        migrations.AddConstraint(
            model_name='spoke',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['service', 'partnership', 'group', 'building', 'virtual'])), name='places_spoke_kind'),
        ),
        migrations.AddConstraint(
            model_name='spoke',
            constraint=models.CheckConstraint(condition=models.Q(('type__in', ['', 'young_people', 'healthy_family', 'icds', 'midwives', 'family_service', 'school', 'district_council', 'online'])), name='places_spoke_type'),
        ),
        migrations.AddConstraint(
            model_name='spoke',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'building'), ('site__isnull', False)), models.Q(models.Q(('kind', 'building'), _negated=True), ('site__isnull', True)), _connector='OR'), name='places_spoke_building_has_a_site'),
        ),
        migrations.AddConstraint(
            model_name='spoke',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reference__isnull', True), ('reference_kind', '')), models.Q(('reference__isnull', False), models.Q(('reference_kind', ''), _negated=True)), _connector='OR'), name='places_spoke_reference_has_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='spokemember',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='places_spoke_member_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='spokemember',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('network', '='), ('spoke', '='), (models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='places_spoke_member_one_a_day'),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.UniqueConstraint(fields=('predecessor', 'successor'), name='places_succession_once'),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='places_succession_of_another'),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.CheckConstraint(condition=models.Q(('how__in', ['renamed', 'converted', 'merged', 'split', 'abolished'])), name='places_succession_how'),
        ),
    ]
