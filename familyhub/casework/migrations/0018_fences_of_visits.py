"""Row security on visits, and on what must be known at a door: read by those who see everybody of the case.

An alarm lies behind a fence of its own, for those who are called.
"""

from django.db import migrations

from familyhub.core.operations import AppendOnly, BehindAll, Fenced, FencedByAll, Run

OF_THE_CASE = ("casework_visit", "casework_doorfact")
WITH_VISIT = ("casework_visitgoer", "casework_visited")


class Migration(migrations.Migration):
    dependencies = [("casework", "0017_visits")]

    operations = [
        *(Fenced(table, wide="casework") for table in OF_THE_CASE),
        *(BehindAll(table, wide="people") for table in OF_THE_CASE),
        *(FencedByAll(table, all_of=[("casework_visit", "visit_id")]) for table in WITH_VISIT),
        FencedByAll("casework_visitoutcome", all_of=[("casework_visit", "visit_id"), ("casework_note", "note_id")]),
        Fenced("casework_visitalarm"),
        FencedByAll("casework_alarmcall", all_of=[("casework_visitalarm", "alarm_id")]),
        *(AppendOnly(table) for table in ("casework_visited", "casework_visitoutcome", "casework_alarmcall")),
        Run(
            [
                "CREATE TRIGGER fence_stays BEFORE UPDATE OF fence ON casework_visitgoer FOR EACH ROW"
                " WHEN (OLD.fence IS DISTINCT FROM NEW.fence) EXECUTE FUNCTION core_append_only()"
            ],
            ["DROP TRIGGER fence_stays ON casework_visitgoer"],
        ),
    ]
