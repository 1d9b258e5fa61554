"""What a search reads of thousands of cards stands in them: where the listing is, and a number for all its facets.

Sorting by distance looked each of their places up, one by one; the card of a listing in several places says so, and
those are looked up as before. Counting facets compared them word by word; cards with the same facets have one number.
"""

from django.db import migrations, models

from familyhub.core.operations import Run

FILL = """
UPDATE directory_card c SET latitude = p.latitude, longitude = p.longitude, is_spread = p.many > 1 FROM (
    SELECT card_id, count(*) AS many, CASE WHEN count(*) = 1 THEN min(latitude) END AS latitude,
        CASE WHEN count(*) = 1 THEN min(longitude) END AS longitude
    FROM directory_cardplace GROUP BY card_id) p
WHERE p.card_id = c.service_id
"""


class Migration(migrations.Migration):

    dependencies = [('directory', '0005_words_of_listings')]

    operations = [
        migrations.AddField(model_name='card', name='latitude', field=models.FloatField(null=True)),
        migrations.AddField(model_name='card', name='longitude', field=models.FloatField(null=True)),
        migrations.AddField(model_name='card', name='is_spread', field=models.BooleanField(default=False)),
        migrations.AddField(
            model_name='card',
            name='facets_number',
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(models.F('facets'), models.Value(0), function='hash_array_extended'),
                output_field=models.BigIntegerField(),
            ),
        ),
        Run(["SET LOCAL statement_timeout = 0", FILL], []),
    ]
