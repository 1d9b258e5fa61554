from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("people", "0012_deaths")]

    operations = [
        migrations.AddIndex(
            model_name="tosettle",
            index=models.Index(condition=models.Q(("outcome", "")), fields=["-at", "id"], name="people_tosettle_open"),
        ),
    ]
