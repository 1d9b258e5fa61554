"""Who is asking, answered by functions that are called instead of written into every policy.

Every policy of every fenced table asks them. As SQL functions they were parsed and planned anew for each table of each
query; called once a query, they cost next to nothing (ADR 0003).
"""

from django.db import migrations

from familyhub.core.operations import Run

ASKED = {
    "core_asking() RETURNS boolean": "NULLIF(current_setting('familyhub.asker', true), '') IS NOT NULL",
    "core_number() RETURNS uuid": "NULLIF(current_setting('familyhub.asker', true), '')::uuid",
    "core_holders() RETURNS uuid[]": "NULLIF(current_setting('familyhub.holders', true), '')::uuid[]",
    "core_wide(word text) RETURNS boolean": (
        "position(',' || word || ',' IN ',' || coalesce(current_setting('familyhub.wide', true), '') || ',') > 0"
    ),
}
STABLE = "STABLE PARALLEL SAFE AS"
CALLED = [
    f"CREATE OR REPLACE FUNCTION {name} LANGUAGE plpgsql {STABLE} $$ BEGIN RETURN {said}; END $$"
    for name, said in ASKED.items()
]
INLINED = [
    f"CREATE OR REPLACE FUNCTION {name} LANGUAGE sql {STABLE} $$ SELECT {said} $$" for name, said in ASKED.items()
]


class Migration(migrations.Migration):
    dependencies = [("core", "0003_fences_together")]

    operations = [Run(CALLED, INLINED)]
