"""The words that listings hold, each once: what a misspelt one may be is asked of them, and no longer of every card."""

import django.contrib.postgres.indexes
from django.db import migrations, models

from familyhub.core.operations import Run

FILL = """
INSERT INTO directory_word (word) SELECT DISTINCT w FROM directory_card c, regexp_split_to_table(lower(unaccent(
    c.name || ' ' || c.said || ' ' || coalesce(c."full"::jsonb ->> 'description', ''))), '[^a-z]+') AS w
WHERE length(w) BETWEEN 4 AND 30
"""


class Migration(migrations.Migration):

    dependencies = [('directory', '0004_cards_kept_short')]

    operations = [
        migrations.CreateModel(
            name='Word',
            fields=[('word', models.CharField(max_length=30, primary_key=True, serialize=False))],
            options={
                'indexes': [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=['word'], name='directory_word_like', opclasses=['gin_trgm_ops']
                    )
                ],
            },
        ),
        Run([FILL], []),
        migrations.RemoveIndex(model_name='card', name='directory_card_said'),
        migrations.RemoveField(model_name='card', name='said'),
    ]
