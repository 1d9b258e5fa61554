import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0006_fences_of_plans'),
    ]

    operations = [
        migrations.AddField(
            model_name='involvement',
            name='passed_on',
            field=models.UUIDField(null=True),
        ),
        migrations.CreateModel(
            name='SustainmentCheck',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('due_on', models.DateField()),
                ('result', models.CharField(default='', max_length=12)),
                ('words', models.TextField(default='')),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.CharField(default='', max_length=120)),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='casework.episode')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('result', '')), models.Q(('done_at__isnull', False), models.Q(('result', ''), _negated=True)), _connector='OR'), name='casework_check_done_has_result'), models.UniqueConstraint(condition=models.Q(('done_at__isnull', True)), fields=('episode',), name='casework_check_one_waits')],
            },
        ),
    ]
