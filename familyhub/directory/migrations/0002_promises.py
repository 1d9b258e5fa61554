"""What no single row can promise: a service without a place is at none, a masked one at masked locations alone."""

from django.db import migrations

from familyhub.core.operations import AppendOnly, Run

HELD_TO = (
    ("serviceatlocation", "service_id", "sensitivity", "service"),
    ("serviceatlocation", "location_id", "shown", "location"),
    ("address", "owner_id", "shown", "location"),
)
# changed at one end, the other follows in the same statement, and its own constraint refuses what may not be
FORWARDS = [
    f"ALTER TABLE directory_{table} ADD CONSTRAINT directory_{table}_{column}_held"
    f" FOREIGN KEY ({key}, {column}) REFERENCES directory_{other} (id, {column}) ON UPDATE CASCADE"
    for table, key, column, other in HELD_TO
]
BACKWARDS = [f"ALTER TABLE directory_{table} DROP CONSTRAINT directory_{table}_{column}_held" for table, _, column, _ in HELD_TO]


class Migration(migrations.Migration):

    dependencies = [("directory", "0001_initial")]

    operations = [
        Run(FORWARDS, BACKWARDS),
        AppendOnly("directory_revision"),
    ]
