"""Row security on partners meetings: a child's item is read by those it was put to, and by those who hold the case."""

from django.db import migrations

from familyhub.core.operations import BehindAll, Fenced, FencedByAll, FencedThrough, NoneBarred, Run

WITH_ITEM = ("casework_itemneed", "casework_agreedaction")
STAYS = ("casework_partnersmeeting", "casework_seat", "casework_agendaitem", "casework_itemofcase", *WITH_ITEM)


class Migration(migrations.Migration):
    dependencies = [("casework", "0021_partners_meetings")]

    operations = [
        Fenced("casework_partnersmeeting"),
        FencedByAll("casework_seat", all_of=[("casework_partnersmeeting", "meeting_id")]),
        Fenced("casework_itemofcase", wide="casework"),
        BehindAll("casework_itemofcase", wide="people"),
        FencedThrough("casework_agendaitem", seen_by="casework_itemofcase", key="item_id"),
        NoneBarred("casework_agendaitem"),
        *(FencedByAll(table, all_of=[("casework_agendaitem", "item_id")]) for table in WITH_ITEM),
        Run(
            [
                f"CREATE TRIGGER fence_stays BEFORE UPDATE OF fence ON {table} FOR EACH ROW"
                " WHEN (OLD.fence IS DISTINCT FROM NEW.fence) EXECUTE FUNCTION core_append_only()"
                for table in STAYS
            ],
            [f"DROP TRIGGER fence_stays ON {table}" for table in STAYS],
        ),
    ]
