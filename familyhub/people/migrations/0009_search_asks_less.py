"""The search as `0006_found_by_two_parts` says it today, for a database that was made when it looked at more rows."""

import importlib

from django.db import migrations

from familyhub.core.operations import AsSearch

SAID = importlib.import_module("familyhub.people.migrations.0006_found_by_two_parts")


class Migration(migrations.Migration):
    dependencies = [("people", "0008_linking_line")]

    operations = [
        AsSearch(
            [
                f"DROP FUNCTION {SAID.SIGNATURE}",
                SAID.SEARCH,
                f"REVOKE ALL ON FUNCTION {SAID.SIGNATURE} FROM PUBLIC",
                f"GRANT EXECUTE ON FUNCTION {SAID.SIGNATURE} TO {{app}}, {{worker}}",
            ],
            [],
        ),
    ]
