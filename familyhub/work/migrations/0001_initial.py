import uuid
from django.db import migrations, models

from familyhub.core.operations import Fenced


class Migration(migrations.Migration):

    initial = True

    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('holder', models.UUIDField()),
                ('about_kind', models.CharField(max_length=40)),
                ('about', models.UUIDField()),
                ('words', models.CharField(max_length=200)),
                ('due_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.UUIDField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.UUIDField(null=True)),
                ('done_because', models.CharField(choices=[('', ''), ('done', 'done'), ('not needed', 'not needed'), ('done elsewhere', 'done elsewhere')], max_length=20)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('done_at__isnull', True)), fields=['holder', 'due_at', 'made_at'], name='work_open_of_holder'), models.Index(fields=['about', 'made_at'], name='work_about')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('done_because', '')), models.Q(('done_at__isnull', False), models.Q(('done_because', ''), _negated=True)), _connector='OR'), name='work_done_has_reason'), models.CheckConstraint(condition=models.Q(('done_at__isnull', True), ('done_at__gte', models.F('made_at')), _connector='OR'), name='work_done_after_made')],
            },
        ),
        Fenced("work_task"),
    ]
