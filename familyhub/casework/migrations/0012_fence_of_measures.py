"""Row security on outcome measures: read with whom each is about."""

from django.db import migrations

from familyhub.core.operations import AppendOnly, BehindAll, Fenced


class Migration(migrations.Migration):
    dependencies = [("casework", "0011_measures")]

    operations = [
        Fenced("casework_measure", wide="casework"),
        BehindAll("casework_measure", wide="people"),
        AppendOnly("casework_measure"),
    ]
