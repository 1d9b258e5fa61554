import django.db.models.deletion
import familyhub.people.fields
import uuid
from django.db import migrations, models

from familyhub.core.operations import Fenced


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0004_shield_who_is_protected'),
    ]

    operations = [
        migrations.CreateModel(
            name='BirthTotal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('month', models.DateField(unique=True)),
                ('told', models.PositiveIntegerField(null=True)),
                ('live', models.PositiveIntegerField(default=0)),
                ('still', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Care',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('practice', models.CharField(default='', max_length=10)),
                ('health_visiting_team', models.CharField(default='', max_length=120)),
                ('midwife_team', models.CharField(default='', max_length=120)),
                ('valid_from', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
            options={
                'indexes': [models.Index(fields=['record', '-valid_from'], name='development_care_newest')],
            },
        ),
        migrations.CreateModel(
            name='HealthNotice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('checked_on', models.DateField()),
                ('reason', models.TextField()),
                ('ground', models.CharField(max_length=12)),
                ('given_by', models.CharField(default='', max_length=120)),
                ('given_on', models.DateField(null=True)),
                ('given_how', models.CharField(default='', max_length=120)),
                ('basis', models.TextField(default='')),
                ('team', models.CharField(default='', max_length=120)),
                ('plan_due_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.UUIDField(null=True)),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('given_on__isnull', False), ('ground', 'permission'), models.Q(('given_by', ''), _negated=True), models.Q(('given_how', ''), _negated=True)), models.Q(('ground', 'safeguarding'), models.Q(('basis', ''), _negated=True)), _connector='OR'), name='development_notice_has_ground')],
            },
        ),
        migrations.CreateModel(
            name='Newcomer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('news', models.CharField(max_length=10)),
                ('area', models.CharField(max_length=20)),
                ('happened_on', models.DateField()),
                ('maternity', models.UUIDField(null=True)),
                ('made_at', models.DateTimeField()),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
            options={
                'indexes': [models.Index(fields=['area', 'news', '-happened_on', 'id'], name='development_list_of_area'), models.Index(fields=['maternity'], name='development_maternity')],
                'constraints': [models.CheckConstraint(condition=models.Q(('news__in', ['new_baby', 'moved_in', 'moved_out'])), name='development_news_known')],
            },
        ),
        Fenced("development_newcomer", wide="development"),
        Fenced("development_care", wide="development"),
        Fenced("development_healthnotice", wide="development"),
    ]
