from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sharing', '0006_by_what_right_somebody_answers'),
    ]

    operations = [
        migrations.AddField(
            model_name='sharingdecision',
            name='in_case',
            field=models.BooleanField(default=False),
        ),
    ]
