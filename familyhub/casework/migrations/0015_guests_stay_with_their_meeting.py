"""A guest and a decision are seen with their meeting; nobody moves them behind another fence."""

from django.db import migrations

from familyhub.core.operations import Run

OF_MEETING = ("casework_guest", "casework_decision")


class Migration(migrations.Migration):
    dependencies = [("casework", "0014_fences_of_assessments")]

    operations = [
        Run(
            [
                f"CREATE TRIGGER fence_stays BEFORE UPDATE OF fence ON {table} FOR EACH ROW"
                " WHEN (OLD.fence IS DISTINCT FROM NEW.fence) EXECUTE FUNCTION core_append_only()"
                for table in OF_MEETING
            ],
            [f"DROP TRIGGER fence_stays ON {table}" for table in OF_MEETING],
        ),
    ]
