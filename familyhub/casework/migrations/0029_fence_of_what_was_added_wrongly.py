"""What was added wrongly is fenced as what was added is, and is a fact."""

from django.db import migrations

from familyhub.core.operations import AppendOnly, BehindAll, Fenced

TABLE = "casework_particularend"


class Migration(migrations.Migration):
    dependencies = [("casework", "0028_what_was_added_wrongly"), ("core", "0002_bars_that_yield")]

    operations = [Fenced(TABLE, wide="casework"), BehindAll(TABLE, wide="people"), AppendOnly(TABLE)]
