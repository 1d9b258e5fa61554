"""Row security on what a case sent on: read with the child."""

from django.db import migrations

from familyhub.core.operations import BehindAll, Fenced


class Migration(migrations.Migration):
    dependencies = [("casework", "0038_sent_on")]

    operations = [
        Fenced("casework_senton", wide="casework"),
        BehindAll("casework_senton", wide="people"),
    ]
