"""When a fact happened, where that is another moment than that of telling; and in which order facts were written.

Rows that are there already are numbered in the order in which they lie, which of what is only added to is the order in
which they were written; each of the two tables is written anew for it, once.
"""

from django.db import migrations, models
from django.db.models import F, Func, Value
from django.db.models.functions import Coalesce

from familyhub.core.operations import Run

NEXT = Func(Value("core_event_written"), function="nextval")
WHEN = Coalesce("happened_at", "at")


class Migration(migrations.Migration):
    dependencies = [("core", "0008_fence_of_carried")]

    operations = [
        Run(["CREATE SEQUENCE core_event_written"], ["DROP SEQUENCE core_event_written"]),
        *(
            migrations.AddField(model, name, field)
            for model in ("eventrow", "eventsubject")
            for name, field in (
                ("happened_at", models.DateTimeField(null=True)),
                ("written", models.BigIntegerField(db_default=NEXT)),
            )
        ),
        migrations.RemoveIndex("eventrow", "core_event_about_at"),
        migrations.AddIndex(
            "eventrow", models.Index("about", WHEN, "written", name="core_event_about_when")
        ),
        migrations.RemoveIndex("eventsubject", "core_event_subject_at"),
        migrations.AddIndex(
            "eventsubject",
            models.Index("subject", WHEN.desc(), F("written").desc(), "at", name="core_event_subject_when"),
        ),
    ]
