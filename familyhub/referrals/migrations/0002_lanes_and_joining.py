import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from familyhub.core.operations import AppendOnly, Fenced


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_alter_team_kind'),
        ('referrals', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DeskReason',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('why', models.CharField(max_length=12)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Enquiry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('state', models.CharField(max_length=24)),
                ('colour', models.CharField(blank=True, max_length=8)),
                ('opened_at', models.DateTimeField()),
                ('decide_by', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, max_length=24)),
                ('decided_at', models.DateTimeField(null=True)),
                ('action_started_on', models.DateField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='EnquiryStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('version', models.PositiveIntegerField()),
                ('state', models.CharField(max_length=24)),
                ('words', models.TextField(blank=True, max_length=2000)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('placed_at', models.DateTimeField()),
                ('decide_by', models.DateTimeField()),
                ('released_at', models.DateTimeField(null=True)),
                ('released_by', models.UUIDField(null=True)),
                ('released_by_name', models.CharField(blank=True, max_length=120)),
                ('words', models.TextField(blank=True, max_length=2000)),
            ],
        ),
        migrations.CreateModel(
            name='Joining',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('because', models.TextField(max_length=2000)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='WithDesk',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('request_number', models.UUIDField()),
                ('reference', models.CharField(max_length=12)),
                ('lane', models.CharField(max_length=12)),
                ('rank', models.PositiveSmallIntegerField()),
                ('received_at', models.DateTimeField()),
                ('decide_by', models.DateTimeField()),
                ('against', models.UUIDField(null=True)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='request',
            name='claimed_by',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='request',
            name='claimed_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='request',
            name='joined_to',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='referrals.request'),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'joined_to_another'), ('joined_to__isnull', False)), models.Q(models.Q(('state', 'joined_to_another'), _negated=True), ('joined_to__isnull', True)), _connector='OR'), name='referrals_request_joined_says_to_which'),
        ),
        migrations.AddField(
            model_name='deskreason',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='desk_reasons', to='referrals.request'),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enquiries', to='referrals.request'),
        ),
        migrations.AddField(
            model_name='enquirystep',
            name='enquiry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='referrals.enquiry'),
        ),
        migrations.AddField(
            model_name='hold',
            name='enquiry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='referrals.enquiry'),
        ),
        migrations.AddField(
            model_name='hold',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='referrals.request'),
        ),
        migrations.AddField(
            model_name='joining',
            name='into',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='received_joinings', to='referrals.request'),
        ),
        migrations.AddField(
            model_name='joining',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joinings', to='referrals.request'),
        ),
        migrations.AddIndex(
            model_name='withdesk',
            index=models.Index(condition=models.Q(('until__isnull', True)), fields=['rank', 'decide_by', 'id'], name='referrals_desk_board'),
        ),
        migrations.AddIndex(
            model_name='withdesk',
            index=models.Index(fields=['request_number'], name='referrals_desk_request'),
        ),
        migrations.AddIndex(
            model_name='enquiry',
            index=models.Index(condition=models.Q(('state__in', ['closed', 'joined_to_another']), _negated=True), fields=['decide_by', 'id'], name='referrals_enquiry_open'),
        ),
        migrations.AddConstraint(
            model_name='enquiry',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['closed', 'joined_to_another']), _negated=True), fields=('request',), name='referrals_enquiry_one_open'),
        ),
        migrations.AddConstraint(
            model_name='enquiry',
            constraint=models.CheckConstraint(condition=models.Q(('decided_at__isnull', True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='referrals_enquiry_decided_has_outcome'),
        ),
        migrations.AddConstraint(
            model_name='enquirystep',
            constraint=models.UniqueConstraint(fields=('enquiry', 'version'), name='referrals_enquiry_step_once'),
        ),
        migrations.AddIndex(
            model_name='hold',
            index=models.Index(condition=models.Q(('released_at__isnull', True)), fields=['decide_by'], name='referrals_hold_open'),
        ),
        migrations.AddIndex(
            model_name='hold',
            index=models.Index(fields=['enquiry'], name='referrals_hold_enquiry'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.UniqueConstraint(condition=models.Q(('released_at__isnull', True)), fields=('request', 'enquiry'), name='referrals_hold_once'),
        ),
        migrations.AddIndex(
            model_name='subject',
            index=models.Index(fields=['born_on', 'role'], name='referrals_subject_born'),
        ),
        Fenced("referrals_enquiry", wide="referrals"),
        Fenced("referrals_enquirystep", wide="referrals"),
        Fenced("referrals_hold", wide="referrals"),
        Fenced("referrals_withdesk", wide="referrals", unless="against IS NOT NULL"),
        Fenced("referrals_deskreason", wide="referrals"),
        Fenced("referrals_joining", wide="referrals"),
        AppendOnly("referrals_enquirystep"),
        AppendOnly("referrals_deskreason"),
        AppendOnly("referrals_joining"),
    ]
