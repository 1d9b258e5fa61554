"""What somebody took along is theirs alone."""

from django.db import migrations

from familyhub.core.operations import Own


class Migration(migrations.Migration):
    dependencies = [("core", "0007_carried")]

    operations = [Own("core_carried")]
