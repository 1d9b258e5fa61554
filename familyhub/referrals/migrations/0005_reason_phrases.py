"""The first phrases to pick a reason from; an authority edits them on their own page."""

import uuid
from datetime import date

from django.db import migrations

PHRASES = (
    "Several needs that universal services cannot meet alone; the family agrees.",
    "One need that a single service can meet: signposted.",
    "Targeted early help is needed; a worker should lead.",
    "The family has help already and nothing new was said.",
    "The family does not want help now; they know how to ask again.",
    "The child lives in another authority's area.",
)
SINCE = date(2026, 1, 1)


def add(apps, schema_editor):
    model = apps.get_model("referrals", "ReasonPhrase")
    model.objects.bulk_create(
        model(id=uuid.uuid4(), use="reason", words=words, valid_from=SINCE) for words in PHRASES
    )


def remove(apps, schema_editor):
    apps.get_model("referrals", "ReasonPhrase").objects.filter(words__in=PHRASES).delete()


class Migration(migrations.Migration):
    dependencies = [("referrals", "0004_claims_undo_and_phrases")]

    operations = [migrations.RunPython(add, remove)]
