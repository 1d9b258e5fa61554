"""Row security on what is asked six months on: read with the child."""

from django.db import migrations

from familyhub.core.operations import BehindAll, Fenced


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_sustainment")]

    operations = [
        Fenced("casework_sustainmentcheck", wide="casework"),
        BehindAll("casework_sustainmentcheck", wide="people"),
    ]
