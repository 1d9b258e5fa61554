"""Row security on young carers: read with the child; whom they care for and why, with that person too."""

from django.db import migrations

from familyhub.core.operations import AppendOnly, BehindAll, Fenced, FencedByAll


class Migration(migrations.Migration):
    dependencies = [("casework", "0032_young_carers")]

    operations = [
        Fenced("casework_youngcarer", wide="casework"),
        BehindAll("casework_youngcarer", wide="people"),
        FencedByAll("casework_caredfor", all_of=[("casework_youngcarer", "carer_id")]),
        BehindAll("casework_caredfor", wide="people"),
        FencedByAll("casework_carerstep", all_of=[("casework_youngcarer", "carer_id")]),
        AppendOnly("casework_caredfor"),
        AppendOnly("casework_carerstep"),
    ]
