import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import familyhub.people.fields

PHASE_KNOWN = models.Q(phase__in=["before", "during", "after", "over"])


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0029_fence_of_what_was_added_wrongly"),
        ("people", "0010_found_by_fence_and_postcode"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("about", models.CharField(default="", max_length=300)),
                ("is_secret", models.BooleanField(default=False)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("fence", models.UUIDField()),
                ("case", models.UUIDField()),
                (
                    "behind",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None),
                ),
                (
                    "promotes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None),
                ),
                ("words", models.TextField()),
                ("supporter_name", models.CharField(default="", max_length=120)),
                ("phase", models.CharField(max_length=8)),
                ("since", models.DateField()),
                ("next_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=120)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.programme"
                    ),
                ),
                (
                    "record",
                    familyhub.people.fields.AboutPerson(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.record"
                    ),
                ),
                (
                    "supporter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "at", "id"], name="casework_support_of_case")],
                "constraints": [
                    models.CheckConstraint(condition=PHASE_KNOWN, name="casework_support_phase"),
                    models.CheckConstraint(
                        condition=models.Q(("next_on__isnull", True), ("phase", "over"))
                        | models.Q(models.Q(("phase", "over"), _negated=True), ("next_on__isnull", False)),
                        name="casework_support_has_next",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("fence", models.UUIDField()),
                ("version", models.PositiveIntegerField()),
                ("phase", models.CharField(max_length=8)),
                ("on", models.DateField()),
                ("words", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=120)),
                (
                    "support",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="casework.support"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=PHASE_KNOWN, name="casework_support_step_phase"),
                    models.UniqueConstraint(fields=("support", "version"), name="casework_support_step_once"),
                ],
            },
        ),
    ]
