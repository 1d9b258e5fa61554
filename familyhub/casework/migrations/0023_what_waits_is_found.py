"""What waits for a signature or for a partner is found without reading what is over."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0022_fences_of_partners_meetings")]

    operations = [
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(
                fields=["sign_due_at", "id"], name="casework_to_sign", condition=models.Q(state="finished")
            ),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(
                fields=["finished_by"], name="casework_waits_for_sign", condition=models.Q(state="finished")
            ),
        ),
        migrations.AddIndex(
            model_name="contributionask",
            index=models.Index(
                fields=["tells", "due_at"],
                name="casework_asked_waits",
                condition=models.Q(answered_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ),
    ]
