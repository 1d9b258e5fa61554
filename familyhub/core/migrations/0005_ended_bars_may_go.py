"""The worker may remove bars that ended long ago: nothing asks for them, and most never held for anybody.

It sees every bar that has ended, also those that yielded; those that hold it sees as before.
"""

from django.db import migrations

from familyhub.core.operations import Run

LONG_AGO = "now() - interval '90 days'"


class Migration(migrations.Migration):
    dependencies = [("core", "0004_asked_without_inlining")]

    operations = [
        Run(
            [
                f"CREATE POLICY ended_at_work ON core_bar FOR SELECT TO {{worker}} USING (until < {LONG_AGO})",
                f"CREATE POLICY let_go ON core_bar FOR DELETE TO {{worker}} USING (until < {LONG_AGO})",
            ],
            ["DROP POLICY let_go ON core_bar", "DROP POLICY ended_at_work ON core_bar"],
        ),
    ]
