import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0004_fences_of_needs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('about', models.CharField(default='', max_length=300)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('case', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('number', models.PositiveIntegerField()),
                ('family_words', models.TextField(default='')),
                ('contingency', models.TextField(default='')),
                ('review_on', models.DateField(null=True)),
                ('lead_name', models.CharField(default='', max_length=120)),
                ('lead_agency', models.CharField(default='', max_length=120)),
                ('version', models.PositiveIntegerField(default=1)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('published_at', models.DateTimeField(null=True)),
                ('published_by', models.CharField(default='', max_length=120)),
                ('lead', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('thread', models.UUIDField()),
                ('words', models.TextField()),
                ('is_dropped', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.need')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='casework.plan')),
            ],
        ),
        migrations.CreateModel(
            name='PlanAction',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('thread', models.UUIDField()),
                ('words', models.TextField()),
                ('owner_kind', models.CharField(max_length=8)),
                ('owner_name', models.CharField(default='', max_length=120)),
                ('due_on', models.DateField()),
                ('referred_to', models.CharField(default='', max_length=120)),
                ('is_dropped', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='casework.goal')),
                ('offer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.offer')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='casework.plan')),
            ],
        ),
        migrations.CreateModel(
            name='ActionStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('thread', models.UUIDField()),
                ('state', models.CharField(max_length=12)),
                ('words', models.TextField(default='')),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='casework.planaction')),
            ],
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='casework_plan_numbered'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(condition=models.Q(('published_at__isnull', True)), fields=('case',), name='casework_plan_one_draft'),
        ),
        migrations.AddIndex(
            model_name='planaction',
            index=models.Index(fields=['thread', '-at'], name='casework_action_of_thread'),
        ),
        migrations.AddIndex(
            model_name='actionstep',
            index=models.Index(fields=['thread', '-at'], name='casework_action_step_newest'),
        ),
    ]
