from django.db import migrations

from familyhub.core.operations import Run


class Migration(migrations.Migration):
    """Letters about accounts are of a class of their own. Their earlier history stays in the wider class."""

    dependencies = [
        ('messages', '0002_ways_and_arrivals'),
    ]

    operations = [
        Run(
            [
                "SET LOCAL familyhub.maintenance = 'on'",
                "UPDATE messages_message SET wide = 'outbox' WHERE about_kind IN ('staff', 'referrer')",
                "SET LOCAL familyhub.maintenance = ''",
            ],
            [],
        ),
    ]
