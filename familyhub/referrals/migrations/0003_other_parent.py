import django.db.models.deletion
import uuid
from django.db import migrations, models

from familyhub.core.operations import AppendOnly, Fenced


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0002_lanes_and_joining'),
    ]

    operations = [
        migrations.CreateModel(
            name='OtherParent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('subject', models.UUIDField()),
                ('may', models.CharField(max_length=8)),
                ('how', models.TextField(blank=True, max_length=500)),
                ('may_be_said', models.TextField(blank=True, max_length=1000)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='other_parents', to='referrals.request')),
            ],
            options={
                'indexes': [models.Index(fields=['request', 'at'], name='referrals_other_parent')],
            },
        ),
        Fenced("referrals_otherparent", wide="referrals"),
        AppendOnly("referrals_otherparent"),
    ]
