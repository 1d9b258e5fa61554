import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0039_fence_of_sent_on'),
    ]

    operations = [
        migrations.AddField(
            model_name='guest',
            name='email',
            field=models.CharField(default='', max_length=254),
        ),
        migrations.CreateModel(
            name='MeetingCopy',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('kind', models.CharField(max_length=12)),
                ('way', models.CharField(max_length=8)),
                ('message', models.UUIDField(null=True)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('given_on', models.DateField(null=True)),
                ('given_by', models.CharField(default='', max_length=120)),
                ('guest', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='casework.guest')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('guest', 'kind'), name='casework_copy_once')],
            },
        ),
    ]
