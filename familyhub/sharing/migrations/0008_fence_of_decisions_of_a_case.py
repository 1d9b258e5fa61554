"""A decision to share that a case made is read by those who hold the case: no county-wide right opens it."""

from django.db import migrations

from familyhub.core.operations import Fenced, Unfenced


class Migration(migrations.Migration):
    dependencies = [("sharing", "0007_decisions_of_a_case")]

    operations = [
        Unfenced("sharing_sharingdecision", wide="people"),
        Fenced("sharing_sharingdecision", wide="people", unless="in_case"),
    ]
