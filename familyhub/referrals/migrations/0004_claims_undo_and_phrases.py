import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from familyhub.core.operations import AppendOnly, Fenced


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_staff_work_mobile'),
        ('referrals', '0003_other_parent'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReasonPhrase',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('use', models.CharField(choices=[('reason', 'reason'), ('harm', 'harm')], max_length=8)),
                ('words', models.CharField(max_length=300)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='ReplyTakenBack',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Separation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('because', models.TextField(max_length=2000)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='Undone',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('decided_at', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
            ],
        ),
        migrations.AddField(
            model_name='reply',
            name='shown_from',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name='request',
            index=models.Index(condition=models.Q(('claimed_by__isnull', False)), fields=['claimed_by'], name='referrals_request_claimed'),
        ),
        migrations.AddIndex(
            model_name='subjectplace',
            index=models.Index(condition=models.Q(models.Q(('postcode', ''), _negated=True), ('is_protected', False)), fields=['postcode'], name='referrals_place_postcode'),
        ),
        migrations.AddConstraint(
            model_name='reasonphrase',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='referrals_phrase_ends_after_start'),
        ),
        migrations.AddField(
            model_name='replytakenback',
            name='reply',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='taken_back', to='referrals.reply'),
        ),
        migrations.AddField(
            model_name='separation',
            name='joining',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='separations', to='referrals.joining'),
        ),
        migrations.AddField(
            model_name='undone',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='undone', to='referrals.request'),
        ),
        migrations.AddConstraint(
            model_name='replytakenback',
            constraint=models.UniqueConstraint(fields=('reply',), name='referrals_reply_taken_back_once'),
        ),
        migrations.AddConstraint(
            model_name='undone',
            constraint=models.UniqueConstraint(fields=('request', 'decided_at'), name='referrals_undone_once'),
        ),
        Fenced("referrals_undone", wide="referrals"),
        Fenced("referrals_replytakenback", wide="referrals"),
        Fenced("referrals_separation", wide="referrals"),
        AppendOnly("referrals_undone"),
        AppendOnly("referrals_replytakenback"),
        AppendOnly("referrals_separation"),
    ]
