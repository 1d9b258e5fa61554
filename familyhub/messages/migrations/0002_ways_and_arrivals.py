from django.db import migrations, models

from familyhub.core.operations import Fenced, Unfenced


class Migration(migrations.Migration):

    dependencies = [
        ('messages', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='attempt',
            name='wide',
            field=models.CharField(default='messages', max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='message',
            name='arrival',
            field=models.CharField(blank=True, choices=[('', ''), ('delivered', 'delivered'), ('bounced', 'bounced'), ('lost', 'lost'), ('never said', 'never said')], max_length=12),
        ),
        migrations.AddField(
            model_name='message',
            name='carrier',
            field=models.CharField(default='', max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='message',
            name='carrier_number',
            field=models.CharField(default='', max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='message',
            name='wide',
            field=models.CharField(default='messages', max_length=20),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='attempt',
            name='step',
            field=models.CharField(choices=[('begun', 'begun'), ('sent', 'sent'), ('refused', 'refused'), ('not now', 'not now'), ('unknown', 'unknown'), ('withheld', 'withheld'), ('never', 'never'), ('delivered', 'delivered'), ('bounced', 'bounced'), ('lost', 'lost'), ('again', 'again'), ('elsewhere', 'elsewhere'), ('aside', 'aside')], max_length=10),
        ),
        migrations.AlterField(
            model_name='message',
            name='audience',
            field=models.CharField(choices=[('referrer', 'referrer'), ('staff', 'staff'), ('partner', 'partner'), ('person', 'person')], max_length=12),
        ),
        migrations.AlterField(
            model_name='message',
            name='state',
            field=models.CharField(choices=[('waiting', 'waiting'), ('sent', 'sent'), ('withheld', 'withheld'), ('failed', 'failed'), ('dead', 'dead'), ('set aside', 'set aside')], max_length=10),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('arrival', ''), ('state', 'sent'), models.Q(('carrier_number', ''), _negated=True)), fields=['sent_at'], name='messages_followed'),
        ),
        Unfenced("messages_message", wide="messages"),
        Fenced("messages_message", by_row=True),
        Unfenced("messages_attempt", wide="messages"),
        Fenced("messages_attempt", by_row=True),
    ]
