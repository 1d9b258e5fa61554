import django.db.models.deletion
import uuid
from django.db import migrations, models

from familyhub.core.operations import AppendOnly, Fenced


class Migration(migrations.Migration):

    dependencies = [
        ('sharing', '0004_agreements'),
    ]

    operations = [
        migrations.CreateModel(
            name='AgreementFollowed',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('words', models.TextField(max_length=2000)),
                ('by', models.UUIDField()),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('agreement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='followed', to='sharing.agreement')),
            ],
        ),
        Fenced("sharing_agreementfollowed", wide="people"),
        AppendOnly("sharing_agreementfollowed"),
    ]
