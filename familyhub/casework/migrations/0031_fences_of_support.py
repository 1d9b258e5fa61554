"""Row security on support around programmes: read with whom each is about, whatever opens the case."""

from django.db import migrations

from familyhub.core.operations import AppendOnly, BehindAll, Fenced, FencedByAll


class Migration(migrations.Migration):
    dependencies = [("casework", "0030_support_around_programmes")]

    operations = [
        Fenced("casework_support", wide="casework"),
        BehindAll("casework_support", wide="people"),
        FencedByAll("casework_supportstep", all_of=[("casework_support", "support_id")]),
        AppendOnly("casework_supportstep"),
    ]
