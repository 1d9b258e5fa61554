import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0027_own_answers_are_read_at_an_account")]

    operations = [
        migrations.CreateModel(
            name="ParticularEnd",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("fence", models.UUIDField()),
                (
                    "behind",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None),
                ),
                ("words", models.TextField(max_length=2000)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=120)),
                (
                    "particular",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="end", to="casework.particular"
                    ),
                ),
            ],
        ),
    ]
