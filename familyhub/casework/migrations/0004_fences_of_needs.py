"""Row security on needs: read with whom each is about, whatever opens the case."""

from django.db import migrations

from familyhub.core.operations import AppendOnly, BehindAll, Fenced, FencedByAll


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_needs")]

    operations = [
        Fenced("casework_need", wide="casework"),
        BehindAll("casework_need", wide="people"),
        FencedByAll("casework_needstep", all_of=[("casework_need", "need_id")]),
        AppendOnly("casework_needstep"),
    ]
