import django.db.models.deletion
import familyhub.people.fields
import uuid
from django.conf import settings
from django.db import migrations, models

from familyhub.core.operations import AppendOnly, Fenced


FENCED = (
    "informationrequest",
    "informationsubject",
    "linkuse",
    "linkcode",
    "partneranswer",
    "adultconcern",
    "dutycall",
    "acknowledgement",
)
FACTS = ("informationsubject", "linkuse", "partneranswer", "dutycall", "acknowledgement")


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_staff_work_mobile'),
        ('people', '0004_shield_who_is_protected'),
        ('referrals', '0005_reason_phrases'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Acknowledgement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='AdultConcern',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('who', models.CharField(max_length=400)),
                ('words', models.TextField(max_length=4000)),
                ('raised_at', models.DateTimeField()),
                ('raised_by', models.UUIDField(null=True)),
                ('raised_by_name', models.CharField(max_length=120)),
                ('due_by', models.DateTimeField()),
                ('passed_at', models.DateTimeField(null=True)),
                ('passed_how', models.CharField(blank=True, max_length=12)),
                ('passed_to', models.CharField(blank=True, max_length=200)),
                ('passed_by_name', models.CharField(blank=True, max_length=120)),
                ('received_at', models.DateTimeField(null=True)),
                ('received_by', models.CharField(blank=True, max_length=120)),
                ('received_reference', models.CharField(blank=True, max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name='DutyCall',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('number', models.PositiveIntegerField()),
                ('round', models.PositiveIntegerField()),
                ('staff_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='DutyPost',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('order', models.PositiveSmallIntegerField()),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField()),
                ('made_by_name', models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='InformationRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('agency', models.CharField(max_length=120)),
                ('contact_name', models.CharField(max_length=120)),
                ('contact_email', models.CharField(max_length=254)),
                ('question', models.TextField(max_length=2000)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.UUIDField(null=True)),
                ('asked_by_name', models.CharField(max_length=120)),
                ('due_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_by_name', models.CharField(blank=True, max_length=120)),
                ('answered_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='InformationSubject',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('number', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=170)),
                ('born_on', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='LinkCode',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('code_hash', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('used_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='LinkUse',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('use', models.CharField(max_length=16)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='PartnerAnswer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('words', models.TextField(max_length=8000)),
                ('is_late', models.BooleanField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name='enquiry',
            name='referrals_enquiry_open',
        ),
        migrations.AddField(
            model_name='enquiry',
            name='rank',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddIndex(
            model_name='enquiry',
            index=models.Index(condition=models.Q(('state__in', ['closed', 'joined_to_another']), _negated=True), fields=['rank', 'decide_by', 'id'], name='referrals_enquiry_open'),
        ),
        migrations.AddField(
            model_name='acknowledgement',
            name='enquiry',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledged', to='referrals.enquiry'),
        ),
        migrations.AddField(
            model_name='adultconcern',
            name='enquiry',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='adults', to='referrals.enquiry'),
        ),
        migrations.AddField(
            model_name='dutycall',
            name='enquiry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='referrals.enquiry'),
        ),
        migrations.AddField(
            model_name='dutycall',
            name='staff',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='dutypost',
            name='post',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.post'),
        ),
        migrations.AddField(
            model_name='dutypost',
            name='staff',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='informationrequest',
            name='enquiry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked', to='referrals.enquiry'),
        ),
        migrations.AddField(
            model_name='informationsubject',
            name='asked',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subjects', to='referrals.informationrequest'),
        ),
        migrations.AddField(
            model_name='informationsubject',
            name='record',
            field=familyhub.people.fields.AboutPerson(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record'),
        ),
        migrations.AddField(
            model_name='linkcode',
            name='asked',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='referrals.informationrequest'),
        ),
        migrations.AddField(
            model_name='linkuse',
            name='asked',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='referrals.informationrequest'),
        ),
        migrations.AddField(
            model_name='partneranswer',
            name='asked',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='referrals.informationrequest'),
        ),
        migrations.AddIndex(
            model_name='adultconcern',
            index=models.Index(condition=models.Q(('received_at__isnull', True)), fields=['due_by'], name='referrals_adult_open'),
        ),
        migrations.AddIndex(
            model_name='adultconcern',
            index=models.Index(fields=['enquiry'], name='referrals_adult_enquiry'),
        ),
        migrations.AddConstraint(
            model_name='adultconcern',
            constraint=models.CheckConstraint(condition=models.Q(('received_at__isnull', True), ('passed_at__isnull', False), _connector='OR'), name='referrals_adult_received_after_passed'),
        ),
        migrations.AddConstraint(
            model_name='dutycall',
            constraint=models.UniqueConstraint(fields=('enquiry', 'number'), name='referrals_duty_call_once'),
        ),
        migrations.AddConstraint(
            model_name='dutypost',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('post__isnull', True), ('staff__isnull', False)), models.Q(('post__isnull', False), ('staff__isnull', True)), _connector='OR'), name='referrals_duty_post_or_staff'),
        ),
        migrations.AddConstraint(
            model_name='dutypost',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='referrals_duty_in_order'),
        ),
        migrations.AddIndex(
            model_name='informationrequest',
            index=models.Index(fields=['enquiry'], name='referrals_asked_enquiry'),
        ),
        *(Fenced(f"referrals_{table}", wide="referrals") for table in FENCED),
        *(AppendOnly(f"referrals_{table}") for table in FACTS),
    ]
