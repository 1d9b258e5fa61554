"""The day of the last contact is written to whoever is involved, by case: without an index a county was read for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0036_search_reads_the_longest_word_first")]

    operations = [
        migrations.AddIndex("involvement", models.Index(fields=["case"], name="casework_involved_by_case")),
    ]
