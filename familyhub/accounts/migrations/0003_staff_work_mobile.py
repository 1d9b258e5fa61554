from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_alter_team_kind'),
    ]

    operations = [
        migrations.AddField(
            model_name='staff',
            name='work_mobile',
            field=models.CharField(blank=True, default='', max_length=20),
        ),
    ]
