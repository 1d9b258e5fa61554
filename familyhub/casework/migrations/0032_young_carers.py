import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import familyhub.people.fields

STATE_KNOWN = models.Q(state__in=["to_offer", "offered", "accepted", "declined", "done", "ended"])


class Migration(migrations.Migration):
    dependencies = [("casework", "0031_fences_of_support"), ("people", "0010_found_by_fence_and_postcode")]

    operations = [
        migrations.CreateModel(
            name="YoungCarer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("fence", models.UUIDField()),
                (
                    "behind",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None),
                ),
                (
                    "cares",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None),
                ),
                ("cares_since", models.DateField(null=True)),
                ("found_by", models.CharField(max_length=8)),
                ("source", models.CharField(default="", max_length=200)),
                ("child_words", models.TextField(default="")),
                ("why_no_words", models.CharField(default="", max_length=200)),
                ("need", models.UUIDField()),
                ("state", models.CharField(max_length=8)),
                ("since_on", models.DateField()),
                ("offer_due_on", models.DateField()),
                ("offered_on", models.DateField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=120)),
                (
                    "record",
                    familyhub.people.fields.AboutPerson(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.record"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["fence", "at", "id"], name="casework_carer_of_case")],
                "constraints": [
                    models.CheckConstraint(condition=STATE_KNOWN, name="casework_carer_state_known"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "ended"), _negated=True),
                        fields=("fence", "record"),
                        name="casework_carer_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaredFor",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("fence", models.UUIDField()),
                (
                    "behind",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None),
                ),
                ("kind", models.CharField(max_length=12)),
                ("words", models.TextField(default="")),
                (
                    "carer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cared_for",
                        to="casework.youngcarer",
                    ),
                ),
                (
                    "record",
                    familyhub.people.fields.AboutPerson(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.record"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("record__isnull", False), ("words", ""), _connector="OR"),
                        name="casework_cared_for_named_or_silent",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CarerStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("fence", models.UUIDField()),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=8)),
                ("on", models.DateField()),
                ("words", models.TextField(default="")),
                ("child_words", models.TextField(default="")),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=120)),
                (
                    "carer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="casework.youngcarer"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=STATE_KNOWN, name="casework_carer_step_state"),
                    models.UniqueConstraint(fields=("carer", "version"), name="casework_carer_step_once"),
                ],
            },
        ),
    ]
