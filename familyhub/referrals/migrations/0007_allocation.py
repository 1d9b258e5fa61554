import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from familyhub.core.operations import AppendOnly, Fenced


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_absences'),
        ('referrals', '0006_mash_workspace'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Addition',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('is_safeguarding', models.BooleanField()),
                ('words', models.TextField(max_length=10000)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='ContactAttempt',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('way', models.CharField(max_length=8)),
                ('result', models.CharField(max_length=16)),
                ('tried_at', models.DateTimeField()),
                ('is_against_rules', models.BooleanField(default=False)),
                ('words', models.TextField(blank=True, max_length=1000)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='GivenBack',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('to', models.CharField(max_length=12)),
                ('reason', models.CharField(max_length=24)),
                ('words', models.TextField(blank=True, max_length=2000)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='NotReached',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('words', models.TextField(max_length=2000)),
                ('due_at', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('answer', models.CharField(blank=True, max_length=16)),
                ('answer_words', models.TextField(blank=True, max_length=2000)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.UUIDField(null=True)),
                ('answered_by_name', models.CharField(blank=True, max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='Reopening',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('words', models.TextField(max_length=2000)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('opened_at', models.DateTimeField()),
                ('phone_by', models.DateTimeField(null=True)),
                ('receipt_by', models.DateTimeField()),
                ('authority', models.CharField(blank=True, max_length=9)),
                ('authority_name', models.CharField(blank=True, max_length=120)),
                ('way', models.CharField(blank=True, max_length=8)),
                ('basis', models.CharField(blank=True, max_length=8)),
                ('what', models.TextField(blank=True, max_length=2000)),
                ('phoned_to', models.CharField(blank=True, max_length=120)),
                ('passed_at', models.DateTimeField(null=True)),
                ('passed_by', models.UUIDField(null=True)),
                ('passed_by_name', models.CharField(blank=True, max_length=120)),
                ('received_at', models.DateTimeField(null=True)),
                ('received_by', models.CharField(blank=True, max_length=120)),
                ('their_reference', models.CharField(blank=True, max_length=120)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('reason', models.CharField(max_length=16)),
                ('words', models.TextField(blank=True, max_length=2000)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
            ],
        ),
        migrations.AddField(
            model_name='decision',
            name='team_why',
            field=models.TextField(blank=True, default='', max_length=1000),
        ),
        migrations.AddIndex(
            model_name='request',
            index=models.Index(condition=models.Q(('state__in', ['allocated_to_team', 'allocated_to_worker', 'accepted_by_team'])), fields=['team', 'allocate_by', 'id'], name='referrals_request_not_yet'),
        ),
        migrations.AddField(
            model_name='addition',
            name='contact',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='additions', to='referrals.contact'),
        ),
        migrations.AddField(
            model_name='contactattempt',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='referrals.request'),
        ),
        migrations.AddField(
            model_name='givenback',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='given_back', to='referrals.request'),
        ),
        migrations.AddField(
            model_name='givenback',
            name='team',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team'),
        ),
        migrations.AddField(
            model_name='givenback',
            name='worker',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notreached',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='not_reached', to='referrals.request'),
        ),
        migrations.AddField(
            model_name='notreached',
            name='team',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team'),
        ),
        migrations.AddField(
            model_name='reopening',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reopenings', to='referrals.request'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='referrals.request'),
        ),
        migrations.AddField(
            model_name='withdrawal',
            name='contact',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to='referrals.contact'),
        ),
        migrations.AddIndex(
            model_name='addition',
            index=models.Index(fields=['contact', 'at'], name='referrals_addition_contact'),
        ),
        migrations.AddIndex(
            model_name='contactattempt',
            index=models.Index(fields=['request', 'tried_at'], name='referrals_attempt_request'),
        ),
        migrations.AddIndex(
            model_name='givenback',
            index=models.Index(fields=['request', 'at'], name='referrals_back_request'),
        ),
        migrations.AddIndex(
            model_name='givenback',
            index=models.Index(fields=['team', 'at'], name='referrals_back_team'),
        ),
        migrations.AddIndex(
            model_name='notreached',
            index=models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['team', 'due_at', 'id'], name='referrals_not_reached_open'),
        ),
        migrations.AddConstraint(
            model_name='notreached',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('request',), name='referrals_not_reached_one_open'),
        ),
        migrations.AddConstraint(
            model_name='notreached',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(('answered_at__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='referrals_not_reached_answered'),
        ),
        migrations.AddIndex(
            model_name='reopening',
            index=models.Index(fields=['request', 'at'], name='referrals_reopening_request'),
        ),
        migrations.AddIndex(
            model_name='transfer',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['receipt_by', 'id'], name='referrals_transfer_open'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('request',), name='referrals_transfer_one_open'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('received_at__isnull', True), ('passed_at__isnull', False), _connector='OR'), name='referrals_transfer_in_order'),
        ),
        migrations.AddIndex(
            model_name='withdrawal',
            index=models.Index(fields=['contact'], name='referrals_withdrawal_contact'),
        ),
        Fenced("referrals_givenback", wide="referrals"),
        Fenced("referrals_contactattempt", wide="referrals"),
        Fenced("referrals_notreached", wide="referrals"),
        Fenced("referrals_transfer", wide="referrals"),
        Fenced("referrals_addition", wide="referrals"),
        Fenced("referrals_withdrawal", wide="referrals"),
        Fenced("referrals_reopening", wide="referrals"),
        AppendOnly("referrals_givenback"),
        AppendOnly("referrals_contactattempt"),
        AppendOnly("referrals_addition"),
        AppendOnly("referrals_withdrawal"),
        AppendOnly("referrals_reopening"),
    ]
