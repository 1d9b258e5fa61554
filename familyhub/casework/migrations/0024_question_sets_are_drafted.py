import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0023_what_waits_is_found")]

    operations = [
        migrations.CreateModel(
            name="SetDraft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=40)),
                ("before", models.PositiveIntegerField(null=True)),
                ("said", models.JSONField()),
                ("state", models.CharField(max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("changed_by_name", models.CharField(max_length=120)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["code"],
                        condition=models.Q(state__in=["draft", "ready"]),
                        name="casework_set_one_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(state__in=["draft", "ready", "published", "stopped"]),
                        name="casework_set_draft_state",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="SetPiece",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("code", models.CharField(max_length=40)),
                ("said", models.JSONField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("is_out", models.BooleanField(default=False)),
                ("changed_at", models.DateTimeField()),
                ("changed_by_name", models.CharField(max_length=120)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pieces", to="casework.setdraft"
                    ),
                ),
                (
                    "within",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="casework.setpiece",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["draft", "within", "code"],
                        nulls_distinct=False,
                        name="casework_set_piece_code_once",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="SetDraftStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("words", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=120)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="casework.setdraft"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="localset", name="drafted_by", field=models.CharField(default="", max_length=400)
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(
                fields=["set_code", "set_version"],
                name="casework_under_way",
                condition=models.Q(state__in=["finished", "open"]),
            ),
        ),
    ]
