"""Row security on meetings, and on who is kept apart: read by those who see everybody of the case, or both."""

from django.db import migrations

from familyhub.core.operations import BehindAll, Fenced, FencedByAll

WITH_MEETING = ("casework_guest", "casework_decision")


class Migration(migrations.Migration):
    dependencies = [("casework", "0009_meetings")]

    operations = [
        *(Fenced(table, wide="casework") for table in ("casework_meeting", "casework_keptapart")),
        *(BehindAll(table, wide="people") for table in ("casework_meeting", "casework_keptapart")),
        *(FencedByAll(table, all_of=[("casework_meeting", "meeting_id")]) for table in WITH_MEETING),
    ]
