from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_record_of_sign_ins'),
    ]

    operations = [
        migrations.AddField(
            model_name='referrer',
            name='team_email',
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name='referrer',
            name='team_proved_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='team',
            name='kind',
            field=models.CharField(choices=[('front_door', 'front_door'), ('cluster', 'cluster'), ('district', 'district'), ('protection', 'protection'), ('governance', 'governance'), ('contact', 'contact'), ('commissioning', 'commissioning'), ('mash', 'mash'), ('system', 'system')], max_length=20),
        ),
        migrations.AddIndex(
            model_name='referrer',
            index=models.Index(condition=models.Q(('team_email', ''), _negated=True), fields=['team_email'], name='accounts_referrer_team'),
        ),
    ]
