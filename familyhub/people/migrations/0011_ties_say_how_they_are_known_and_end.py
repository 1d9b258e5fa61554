"""How parental responsibility is known and since when; a relationship that ended or was wrong stays and says why."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("people", "0010_found_by_fence_and_postcode")]

    operations = [
        migrations.AddField("relationship", "known_by", models.CharField(max_length=12, default="", db_default="")),
        migrations.AddField("relationship", "responsible_since", models.DateField(null=True)),
        migrations.AddField("relationship", "end_reason", models.CharField(max_length=10, default="", db_default="")),
        migrations.AddField("relationship", "end_words", models.CharField(max_length=500, default="", db_default="")),
        migrations.AddField("relationship", "ended_at", models.DateTimeField(null=True)),
        migrations.AddField("relationship", "ended_by", models.UUIDField(null=True)),
        migrations.AddConstraint(
            "relationship",
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | (Q(valid_to__isnull=False) & ~Q(end_reason="")),
                name="people_relationship_ended_says_why",
            ),
        ),
    ]
