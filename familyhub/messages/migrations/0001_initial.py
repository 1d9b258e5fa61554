import django.db.models.deletion
import uuid
from django.db import migrations, models

from familyhub.core.operations import AppendOnly, Fenced


class Migration(migrations.Migration):

    initial = True

    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('letter', models.CharField(max_length=60)),
                ('audience', models.CharField(choices=[('referrer', 'referrer'), ('staff', 'staff'), ('person', 'person')], max_length=12)),
                ('person_record', models.UUIDField(null=True)),
                ('to_address', models.CharField(max_length=320)),
                ('way', models.CharField(choices=[('email', 'email'), ('text', 'text'), ('letter', 'letter')], max_length=8)),
                ('about_kind', models.CharField(max_length=40)),
                ('about', models.UUIDField()),
                ('values', models.JSONField()),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('sent', 'sent'), ('withheld', 'withheld'), ('failed', 'failed'), ('dead', 'dead')], max_length=10)),
                ('reason', models.CharField(max_length=200)),
                ('tries', models.PositiveIntegerField()),
                ('refusals', models.PositiveIntegerField()),
                ('next_try_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.UUIDField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('provider_reference', models.CharField(max_length=320)),
            ],
            options={
                'indexes': [models.Index(fields=['about', 'made_at'], name='messages_about'), models.Index(condition=models.Q(('state__in', ('waiting', 'failed'))), fields=['next_try_at'], name='messages_due'), models.Index(fields=['state', '-made_at'], name='messages_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), ('sent_at__isnull', False)), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='messages_sent_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('waiting', 'failed')), ('next_try_at__isnull', False)), models.Q(models.Q(('state__in', ('waiting', 'failed')), _negated=True), ('next_try_at__isnull', True)), _connector='OR'), name='messages_open_has_next_try'), models.CheckConstraint(condition=models.Q(models.Q(('audience', 'person'), ('person_record__isnull', False)), models.Q(models.Q(('audience', 'person'), _negated=True), ('person_record__isnull', True)), _connector='OR'), name='messages_person_has_record')],
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('number', models.PositiveIntegerField()),
                ('step', models.CharField(choices=[('begun', 'begun'), ('sent', 'sent'), ('refused', 'refused'), ('not now', 'not now'), ('unknown', 'unknown'), ('withheld', 'withheld')], max_length=10)),
                ('at', models.DateTimeField()),
                ('detail', models.CharField(max_length=200)),
                ('is_repeat', models.BooleanField()),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='messages.message')),
            ],
            options={
                'indexes': [models.Index(fields=['message', 'number'], name='messages_attempt_of')],
            },
        ),
        Fenced("messages_message", wide="messages"),
        Fenced("messages_attempt", wide="messages"),
        AppendOnly("messages_attempt"),
    ]
