from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0025_how_many_assessments_go_on")]

    operations = [
        migrations.AddField(model_name="contributionask", name="account", field=models.UUIDField(null=True)),
        migrations.AddField(model_name="contributionask", name="agreement", field=models.UUIDField(null=True)),
        migrations.AddIndex(
            model_name="contributionask",
            index=models.Index(
                fields=["account", "due_at"],
                name="casework_asked_account",
                condition=models.Q(account__isnull=False),
            ),
        ),
    ]
