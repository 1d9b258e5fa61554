"""A card's words stand in its row, its documents beside it: a search reads the words of thousands and shows ten.

Left alone, the longest goes first, and what a search reads of each had to be fetched from beside the row, twice. Cards
are made anew with every change; those that are there keep their shape until then.
"""

from django.db import migrations

from familyhub.core.operations import Run

COLUMNS = {"full": "EXTERNAL", "listed": "EXTERNAL", "words": "MAIN", "facets": "MAIN"}


class Migration(migrations.Migration):

    dependencies = [("directory", "0003_editors")]

    operations = [
        Run(
            [f'ALTER TABLE directory_card ALTER COLUMN "{name}" SET STORAGE {kind}' for name, kind in COLUMNS.items()],
            [f'ALTER TABLE directory_card ALTER COLUMN "{name}" SET STORAGE EXTENDED' for name in COLUMNS],
        ),
    ]
