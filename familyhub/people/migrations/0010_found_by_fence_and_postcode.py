"""Who a number was merged into, and who lives at a postcode, are found without reading everybody."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0009_search_asks_less")]

    operations = [
        migrations.AddIndex("record", models.Index(fields=["fence"], name="people_record_fence")),
        migrations.AddIndex("address", models.Index(fields=["postcode"], name="people_address_postcode")),
    ]
