
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_absences'),
    ]

    operations = [
        migrations.AlterField(
            model_name='team',
            name='kind',
            field=models.CharField(choices=[('front_door', 'front_door'), ('cluster', 'cluster'), ('district', 'district'), ('protection', 'protection'), ('governance', 'governance'), ('contact', 'contact'), ('commissioning', 'commissioning'), ('mash', 'mash'), ('partner', 'partner'), ('system', 'system')], max_length=20),
        ),
    ]
