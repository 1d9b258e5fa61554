import django.contrib.postgres.fields
import django.db.models.deletion
import familyhub.people.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_alter_team_kind'),
        ('casework', '0020_fences_of_copies'),
        ('people', '0009_search_asks_less'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PartnersMeeting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('starts_at', models.DateTimeField()),
                ('on_day', models.DateField()),
                ('place', models.CharField(max_length=200)),
                ('state', models.CharField(default='called', max_length=10)),
                ('next_on', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
            ],
            options={
                'indexes': [models.Index(fields=['team', '-starts_at', 'id'], name='casework_partners_of_team')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['called', 'held', 'cancelled'])), name='casework_partners_state_known'), models.UniqueConstraint(condition=models.Q(('state', 'cancelled'), _negated=True), fields=('team', 'on_day'), name='casework_partners_one_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('role', models.CharField(max_length=24)),
                ('name', models.CharField(default='', max_length=120)),
                ('agency', models.CharField(default='', max_length=120)),
                ('attendance', models.CharField(default='invited', max_length=12)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='casework.partnersmeeting')),
                ('staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'staff'), name='casework_seat_once')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('code', models.CharField(default='', max_length=24)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('title', models.CharField(default='', max_length=200)),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('known_as', models.CharField(default='', max_length=200)),
                ('age', models.CharField(default='', max_length=60)),
                ('why', models.TextField(default='')),
                ('basis', models.CharField(default='', max_length=12)),
                ('basis_words', models.TextField(default='')),
                ('said', models.TextField(default='')),
                ('said_at', models.DateTimeField(null=True)),
                ('said_by', models.CharField(default='', max_length=120)),
                ('is_off', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('record', familyhub.people.fields.AboutPerson(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='casework.partnersmeeting')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('code', ''), ('record__isnull', False)), models.Q(models.Q(('code', ''), _negated=True), ('record__isnull', True)), _connector='OR'), name='casework_item_standing_or_child'), models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('meeting', 'code'), name='casework_standing_once')],
            },
        ),
        migrations.CreateModel(
            name='ItemOfCase',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('behind', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.episode')),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='of_case', to='casework.agendaitem')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.partnersmeeting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'episode'), name='casework_child_put_once')],
            },
        ),
        migrations.CreateModel(
            name='ItemNeed',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('words', models.CharField(max_length=200)),
                ('until', models.DateField()),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='casework.agendaitem')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.seat')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'seat'), name='casework_need_of_seat_once')],
            },
        ),
        migrations.CreateModel(
            name='AgreedAction',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('words', models.TextField()),
                ('owner_name', models.CharField(default='', max_length=120)),
                ('due_on', models.DateField()),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.CharField(default='', max_length=120)),
                ('done_words', models.TextField(default='')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreed', to='casework.agendaitem')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
    ]
