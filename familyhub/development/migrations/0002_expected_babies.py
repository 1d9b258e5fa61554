"""Those who are expected stand on a centre's list, too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("development", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="newcomer", name="development_news_known"),
        migrations.AddConstraint(
            model_name="newcomer",
            constraint=models.CheckConstraint(
                condition=models.Q(("news__in", ["expected", "new_baby", "moved_in", "moved_out"])),
                name="development_news_known",
            ),
        ),
    ]
