"""A bar may yield to a grant: hidden from everybody who was not told, whatever county-wide right they hold.

The policies of every fenced table ask for the bars on its fence. A bar that yields is simply not there for somebody
who holds a grant on that fence, so no policy of any table had to change. It yields to a grant without an end alone:
one that was given for a few hours, with a reason, does not open what is hidden.
"""

from django.db import migrations, models

from familyhub.core.operations import Run

GRANTED = (
    "EXISTS (SELECT 1 FROM core_grant g WHERE g.fence = core_bar.fence"
    " AND g.holder = ANY ((SELECT core_holders())::uuid[])"
    " AND g.since <= now() AND g.until IS NULL OFFSET 0)"
)
HOLDS = f"NOT yields OR NOT ((SELECT core_wide('hidden')) OR {GRANTED})"


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.AddField("bar", "yields", models.BooleanField(default=False, db_default=False)),
        Run(
            [
                "ALTER TABLE core_bar ENABLE ROW LEVEL SECURITY",
                f"CREATE POLICY holds ON core_bar FOR SELECT TO {{app}}, {{search}} USING ({HOLDS})",
                "CREATE POLICY holds_at_work ON core_bar FOR SELECT TO {worker} USING (NOT yields)",
                "CREATE POLICY add ON core_bar FOR INSERT TO {app}, {worker} WITH CHECK (true)",
                "CREATE POLICY change ON core_bar FOR UPDATE TO {app}, {worker} USING (true) WITH CHECK (true)",
            ],
            [
                "DROP POLICY change ON core_bar",
                "DROP POLICY add ON core_bar",
                "DROP POLICY holds_at_work ON core_bar",
                "DROP POLICY holds ON core_bar",
                "ALTER TABLE core_bar DISABLE ROW LEVEL SECURITY",
            ],
        ),
    ]
