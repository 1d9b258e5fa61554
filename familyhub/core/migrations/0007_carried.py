
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0006_log_by_time'),
    ]

    operations = [
        migrations.CreateModel(
            name='Carried',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('take', models.UUIDField()),
                ('kind', models.CharField(max_length=40)),
                ('about', models.UUIDField()),
                ('device', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['fence', '-at'], name='core_carried_of')],
            },
        ),
    ]
