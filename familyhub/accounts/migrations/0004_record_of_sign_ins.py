import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from familyhub.core.operations import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_staff_work_mobile'),
    ]

    operations = [
        migrations.CreateModel(
            name='DirectoryPerson',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('issuer', models.CharField(max_length=255)),
                ('subject', models.CharField(max_length=255)),
                ('bound_at', models.DateTimeField()),
                ('let_go_at', models.DateTimeField(null=True)),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('let_go_at', None)), fields=('issuer', 'subject'), name='accounts_directory_subject_once'), models.UniqueConstraint(condition=models.Q(('let_go_at', None)), fields=('issuer', 'staff'), name='accounts_directory_staff_once')],
            },
        ),
        migrations.CreateModel(
            name='SignInRecord',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('what', models.CharField(choices=[('in', 'in'), ('wrong_password', 'wrong_password'), ('wrong_factor', 'wrong_factor'), ('too_many', 'too_many'), ('refused', 'refused'), ('out', 'out'), ('ended', 'ended'), ('proved', 'proved'), ('factor_added', 'factor_added'), ('factor_removed', 'factor_removed'), ('codes_renewed', 'codes_renewed')], max_length=16)),
                ('unknown', models.CharField(blank=True, max_length=64)),
                ('how', models.CharField(blank=True, max_length=60)),
                ('ip', models.GenericIPAddressField(null=True)),
                ('browser', models.CharField(blank=True, max_length=200)),
                ('staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['-at', 'id'], name='accounts_sign_ins_newest'), models.Index(fields=['staff', '-at'], name='accounts_sign_ins_of')],
            },
        ),
        AppendOnly("accounts_signinrecord"),
    ]
