import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import familyhub.people.fields

STAND_KNOWN = models.Q(stand__in=["referred", "waiting", "working", "declined", "ended"])


class Migration(migrations.Migration):
    dependencies = [("casework", "0033_fences_of_young_carers"), ("people", "0010_found_by_fence_and_postcode")]

    operations = [
        migrations.CreateModel(
            name="OtherService",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("fence", models.UUIDField()),
                ("case", models.UUIDField()),
                (
                    "behind",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None),
                ),
                ("thread", models.UUIDField()),
                ("service", models.CharField(max_length=12)),
                ("is_secret", models.BooleanField(default=False)),
                ("practitioner", models.CharField(default="", max_length=120)),
                ("stand", models.CharField(max_length=8)),
                ("since", models.DateField(null=True)),
                ("until", models.DateField(null=True)),
                ("ends_by", models.DateField(null=True)),
                ("last_contact_on", models.DateField(null=True)),
                ("said_on", models.DateField()),
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
                "indexes": [
                    models.Index(fields=["record", "stand"], name="casework_other_service_of"),
                    models.Index(fields=["case", "at", "id"], name="casework_other_service_case"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=STAND_KNOWN, name="casework_other_service_stand"),
                    models.UniqueConstraint(fields=("thread", "record"), name="casework_other_service_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="OtherServiceStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("fence", models.UUIDField()),
                (
                    "behind",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None),
                ),
                ("thread", models.UUIDField()),
                ("version", models.PositiveIntegerField()),
                ("stand", models.CharField(max_length=8)),
                ("on", models.DateField()),
                ("words", models.TextField(default="")),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=120)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=STAND_KNOWN, name="casework_other_service_step_stand"),
                    models.UniqueConstraint(fields=("thread", "version"), name="casework_other_service_step_once"),
                ],
            },
        ),
    ]
