from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0007_allocation'),
    ]

    operations = [
        migrations.AlterField(
            model_name='contact',
            name='channel',
            field=models.CharField(choices=[('referrer', 'referrer'), ('self', 'self'), ('phone', 'phone'), ('email', 'email'), ('post', 'post'), ('in_person', 'in_person'), ('team', 'team')], max_length=12),
        ),
    ]
