"""Row security: supervision for those two and their line; what is about a family for those of them who hold the case."""

from django.db import migrations

from familyhub.core.operations import AppendOnly, BehindAll, Fenced, Run

OF_A_FAMILY = ("workforce_talkedabout", "workforce_supervisiondecision")


class Migration(migrations.Migration):
    dependencies = [("workforce", "0001_supervision"), ("core", "0002_bars_that_yield")]

    operations = [
        Fenced("workforce_supervision"),
        *(Fenced(table) for table in OF_A_FAMILY),
        *(BehindAll(table, wide="workforce") for table in OF_A_FAMILY),
        AppendOnly("workforce_supervision"),
        AppendOnly("workforce_talkedabout"),
        Run(
            [
                "CREATE TRIGGER fence_stays BEFORE UPDATE OF fence, behind ON workforce_supervisiondecision FOR EACH ROW"
                " WHEN (OLD.fence IS DISTINCT FROM NEW.fence OR OLD.behind IS DISTINCT FROM NEW.behind)"
                " EXECUTE FUNCTION core_append_only()"
            ],
            ["DROP TRIGGER fence_stays ON workforce_supervisiondecision"],
        ),
    ]
