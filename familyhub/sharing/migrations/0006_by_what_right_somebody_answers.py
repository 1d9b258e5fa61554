"""What was seen of a giver's authority; who judged, and when, that somebody under 16 understands what they agree to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sharing", "0005_withdrawals_are_followed")]

    operations = [
        migrations.AddField("agreement", "giver_known_by", models.CharField(max_length=12, default="", db_default="")),
        migrations.AddField("agreement", "judged_by", models.CharField(max_length=200, default="", db_default="")),
        migrations.AddField("agreement", "judged_on", models.DateField(null=True)),
    ]
