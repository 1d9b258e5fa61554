import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

STAFF = settings.AUTH_USER_MODEL
PROTECT = django.db.models.deletion.PROTECT


def key(to, related_name='+', null=False):
    return models.ForeignKey(null=null, on_delete=PROTECT, related_name=related_name, to=to)


def numbers():
    return django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)


def own():
    return [('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)), ('fence', models.UUIDField())]


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_alter_team_kind'),
        ('workforce', '0002_fences'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditDraw',
            fields=[
                *own(),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('as_on', models.DateField()),
                ('size', models.PositiveSmallIntegerField()),
                ('auditors', numbers()),
                ('seed', models.CharField(max_length=32)),
                ('state', models.CharField(max_length=8)),
                ('could', models.PositiveIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('drawn_by', key(STAFF)),
                ('team', key('accounts.team')),
            ],
            options={
                'indexes': [models.Index(fields=['team', '-first'], name='workforce_samples')],
                'constraints': [
                    models.UniqueConstraint(
                        condition=models.Q(('state', 'too_few'), _negated=True),
                        fields=('team', 'first'),
                        name='workforce_sample_once_a_quarter',
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name='AuditLeftOut',
            fields=[
                *own(),
                ('behind', numbers()),
                ('case', models.UUIDField()),
                ('reference', models.CharField(max_length=12)),
                ('reason', models.CharField(max_length=8)),
                ('draw', key('workforce.auditdraw', 'left_out')),
            ],
        ),
        migrations.CreateModel(
            name='Audit',
            fields=[
                *own(),
                ('behind', numbers()),
                ('case', models.UUIDField()),
                ('reference', models.CharField(max_length=12)),
                ('as_on', models.DateField()),
                ('due_on', models.DateField()),
                ('state', models.CharField(max_length=10)),
                ('scale', models.CharField(default='', max_length=24)),
                ('grade', models.CharField(default='', max_length=24)),
                ('words', models.TextField(default='', max_length=2000)),
                ('finished_at', models.DateTimeField(null=True)),
                ('final', models.CharField(default='', max_length=24)),
                ('moderated_words', models.TextField(default='', max_length=2000)),
                ('moderated_at', models.DateTimeField(null=True)),
                ('auditor', key(STAFF)),
                ('draw', key('workforce.auditdraw', 'audits')),
                ('moderator', key(STAFF, null=True)),
                ('team', key('accounts.team')),
                ('worker', key(STAFF, null=True)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['auditor', 'state', 'due_on'], name='workforce_audits_to_write'),
                    models.Index(fields=['moderator', 'state', 'due_on'], name='workforce_audits_to_check'),
                    models.Index(fields=['worker', '-moderated_at'], name='workforce_audits_of_worker'),
                    models.Index(fields=['case'], name='workforce_audits_of_case'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('draw', 'case'), name='workforce_audit_once_a_sample'),
                    models.CheckConstraint(
                        condition=models.Q(
                            ('worker__isnull', True),
                            models.Q(('worker', models.F('auditor')), _negated=True),
                            _connector='OR',
                        ),
                        name='workforce_audit_not_ones_own',
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ('moderator__isnull', True),
                            models.Q(('moderator', models.F('auditor')), _negated=True),
                            _connector='OR',
                        ),
                        name='workforce_audit_of_two',
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(('state', 'moderated'), _negated=True),
                            models.Q(models.Q(('final', ''), _negated=True), ('moderated_at__isnull', False)),
                            _connector='OR',
                        ),
                        name='workforce_audit_final_says_what',
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name='AuditAnswer',
            fields=[
                *own(),
                ('behind', numbers()),
                ('question', models.CharField(max_length=16)),
                ('grade', models.CharField(max_length=24)),
                ('words', models.TextField(max_length=2000)),
                ('audit', key('workforce.audit', 'answers')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('audit', 'question'), name='workforce_audit_answer_once')
                ],
            },
        ),
        migrations.CreateModel(
            name='AuditAction',
            fields=[
                *own(),
                ('behind', numbers()),
                ('words', models.CharField(max_length=500)),
                ('due_on', models.DateField()),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.CharField(default='', max_length=120)),
                ('done_words', models.CharField(default='', max_length=500)),
                ('audit', key('workforce.audit', 'actions')),
                ('owner', key(STAFF)),
            ],
            options={
                'indexes': [models.Index(fields=['fence', 'due_on'], name='workforce_actions_of_case')],
            },
        ),
        migrations.CreateModel(
            name='AuditResult',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('completed_on', models.DateField()),
                ('scale', models.CharField(max_length=24)),
                ('grade', models.CharField(max_length=24)),
                ('team', key('accounts.team')),
            ],
            options={
                'indexes': [models.Index(fields=['completed_on', 'team'], name='workforce_results')],
            },
        ),
    ]
