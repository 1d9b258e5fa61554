from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sharing', '0005_withdrawals_are_followed'),
    ]

    operations = [
        migrations.AddField(
            model_name='sharingdecision',
            name='in_case',
            field=models.BooleanField(default=False),
        ),
    ]
