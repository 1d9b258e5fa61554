import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0037_who_is_involved_by_case'),
        ('sharing', '0005_withdrawals_are_followed'),
    ]

    operations = [
        migrations.CreateModel(
            name='SentOn',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('kind', models.CharField(max_length=8)),
                ('request', models.UUIDField()),
                ('reference', models.CharField(max_length=12)),
                ('to_whom', models.CharField(max_length=120)),
                ('words', models.TextField(max_length=2000)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('answer', models.CharField(default='', max_length=12)),
                ('answered_at', models.DateTimeField(null=True)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.sharingdecision')),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sent_on', to='casework.episode')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['request'], name='casework_sent_on_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(('answered_at__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='casework_sent_on_answered_says_what'), models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('episode', 'kind'), name='casework_sent_on_one_waits')],
            },
        ),
    ]
