"""Row security on other services: with the person, by whoever may know who is involved; a secret one with its case alone."""

from django.db import migrations

from familyhub.core.operations import AppendOnly, BehindAll, Fenced


class Migration(migrations.Migration):
    dependencies = [("casework", "0034_other_services")]

    operations = [
        Fenced("casework_otherservice", wide="involvement", unless="is_secret"),
        BehindAll("casework_otherservice", wide="people"),
        Fenced("casework_otherservicestep", wide="casework"),
        BehindAll("casework_otherservicestep", wide="people"),
        AppendOnly("casework_otherservicestep"),
    ]
