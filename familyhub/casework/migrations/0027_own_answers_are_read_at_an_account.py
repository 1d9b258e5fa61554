"""Whoever is asked at their account reads there what they said, as long as the ask is open to them and no longer.

A link is granted its own number and reads no answer: what makes the difference is that an account was named.
"""

from django.db import migrations

from familyhub.core.operations import BARRED, GRANTED, Run

MINE = (
    "EXISTS (SELECT 1 FROM casework_contributionask a WHERE a.id = casework_contribution.ask_id"
    " AND a.account = ANY ((SELECT core_holders())::uuid[]) AND EXISTS (SELECT 1 FROM core_grant g"
    " WHERE g.fence = a.fence AND g.holder = a.account AND g.since <= now()"
    " AND (g.until IS NULL OR g.until > now())) OFFSET 0)"
)
GRANTED_HERE = GRANTED.replace("{table}", "casework_contribution")
WIDE = f"CASE WHEN (SELECT core_wide('casework')) THEN true ELSE {GRANTED_HERE} END"
GRANTED_P, FREE_P = GRANTED.replace("{table}", "p"), BARRED.replace("{table}", "p")
ALL_NAMED = (
    "NOT EXISTS (SELECT 1 FROM unnest(behind) AS p (fence)"  # noqa: S608
    f" WHERE NOT ((SELECT core_wide('people')) OR {GRANTED_P}) OR NOT ({FREE_P}) OFFSET 0)"
)
SEE = "ALTER POLICY see ON casework_contribution USING ({})"
NAMED = "ALTER POLICY all_named ON casework_contribution USING ({})"


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0026_partners_are_asked_at_their_account"),
        ("core", "0002_bars_that_yield"),
    ]

    operations = [
        Run(
            [SEE.format(f"({WIDE}) OR {MINE}"), NAMED.format(f"({ALL_NAMED}) OR {MINE}")],
            [SEE.format(WIDE), NAMED.format(ALL_NAMED)],
        )
    ]
