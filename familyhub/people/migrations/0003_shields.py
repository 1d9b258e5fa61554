"""Who is protected, and the one function that matches out of sight.

It runs as the search role and answers with reasons, never with a person. It looks at shielded people and at declared
relations alone, so that what it costs does not depend on how many people there are. Sealed people are in neither.
"""

import uuid

from django.db import migrations, models

from familyhub.core.operations import AsSearch, Fenced, Searchable

MATCH = """
CREATE FUNCTION search.out_of_sight(
    given text[], family text[], born date[], nhs text[], postcode text[], phone text[]
) RETURNS TABLE (kind text, against uuid)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET jit = off AS $$
    WITH asked AS MATERIALIZED (
        SELECT btrim(a.g || ' ' || a.f) AS called, a.g <> '' AND a.f <> '' AS is_whole, a.g AS given,
            ARRAY(SELECT 'w:' || part FROM regexp_split_to_table(btrim(a.g || ' ' || a.f), ' +') AS part
                WHERE part <> '') AS parts,
            people_sounds(btrim(a.g || ' ' || a.f)) AS sounds,
            'd:' || to_char(a.b, 'YYYY-MM-DD') AS born_key, 'n:' || nullif(a.n, '') AS nhs_key,
            'p:' || nullif(a.p, '') AS postcode_key, 't:' || nullif(a.t, '') AS phone_key
        FROM unnest($1, $2, $3, $4, $5, $6) AS a (g, f, b, n, p, t)
    ), watched AS MATERIALIZED (
        SELECT k.keys, k.names, 'protected' AS kind, NULL::uuid AS against
        FROM people_shield s JOIN people_searchkey k ON k.person = s.person
        WHERE s.since <= now() AND (s.until IS NULL OR s.until > now())
            AND NOT EXISTS (SELECT 1 FROM core_bar b WHERE b.fence = k.fence AND b.against IS NULL AND NOT b.yields
                AND (b.until IS NULL OR b.until > now()))
        UNION ALL
        SELECT k.keys, k.names, 'conflict', b.against
        FROM core_bar b JOIN people_searchkey k ON k.fence = b.fence
        WHERE b.against IS NOT NULL AND (b.until IS NULL OR b.until > now())
    )
    SELECT DISTINCT w.kind, w.against FROM asked a JOIN watched w
        ON coalesce(w.keys @> ARRAY[a.nhs_key], false)
        OR coalesce(w.keys @> ARRAY[a.phone_key], false)
        OR (a.parts <> '{}' AND w.keys @> a.parts
            AND (a.born_key IS NULL OR w.keys @> ARRAY[a.born_key] OR coalesce(w.keys @> ARRAY[a.postcode_key], false)))
        OR (coalesce(w.keys @> ARRAY[a.born_key], false) AND (w.keys && a.sounds OR EXISTS (
            SELECT 1 FROM unnest(w.names) AS n WHERE similarity(n, a.called) >= 0.4)))
        OR (a.is_whole AND coalesce(w.keys @> ARRAY[a.postcode_key], false) AND EXISTS (
            SELECT 1 FROM unnest(w.names) AS n WHERE similarity(n, a.called) >= 0.4))
$$"""
SIGNATURE = "search.out_of_sight(text[], text[], date[], text[], text[], text[])"

class Migration(migrations.Migration):
    dependencies = [("people", "0002_fences_and_search"), ("core", "0002_bars_that_yield")]

    operations = [
        migrations.CreateModel(
            name="Shield",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("fence", models.UUIDField()),
                ("person", models.UUIDField()),
                ("is_whole", models.BooleanField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
            ],
            options={"indexes": [models.Index(fields=["person"], name="people_shield_person")]},
        ),
        Fenced("people_shield"),
        Searchable("people_shield"),
        AsSearch(
            [
                MATCH,
                f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC",
                f"GRANT EXECUTE ON FUNCTION {SIGNATURE} TO {{app}}, {{worker}}",
            ],
            [f"DROP FUNCTION {SIGNATURE}"],
        ),
    ]
