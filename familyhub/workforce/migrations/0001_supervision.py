import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0007_alter_team_kind'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Supervision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('happened_on', models.DateField()),
                ('words', models.TextField(default='')),
                ('next_on', models.DateField()),
                ('at', models.DateTimeField()),
                ('supervisor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['worker', '-happened_on', 'id'], name='workforce_of_worker')],
                'constraints': [models.UniqueConstraint(fields=('worker', 'supervisor', 'happened_on'), name='workforce_once_a_day'), models.CheckConstraint(condition=models.Q(('worker', models.F('supervisor')), _negated=True), name='workforce_of_two'), models.CheckConstraint(condition=models.Q(('next_on__gt', models.F('happened_on'))), name='workforce_next_is_later')],
            },
        ),
        migrations.CreateModel(
            name='TalkedAbout',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('reference', models.CharField(max_length=12)),
                ('words', models.TextField()),
                ('supervision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='talked', to='workforce.supervision')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('supervision', 'fence'), name='workforce_case_once')],
            },
        ),
        migrations.CreateModel(
            name='SupervisionDecision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('words', models.CharField(max_length=500)),
                ('due_on', models.DateField()),
                ('done_at', models.DateTimeField(null=True)),
                ('done_words', models.CharField(default='', max_length=500)),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supervision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='workforce.supervision')),
            ],
        ),
    ]
