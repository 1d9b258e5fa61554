"""Two functions of the search role: who may be opened with a reason, and whether somebody looked for their own relation.

`search.exactly` answers for the one whose whole name, date of birth and NHS number or postcode are all known. A record
that is sealed, or barred to whoever asks, and anybody with a protected address or number is not in its answer: it asks
the same and answers the same as for nobody. `search.own_relation` looks only among what is barred to whoever asks.
"""

from django.db import migrations

from familyhub.core.operations import AsSearch, Run

EXACTLY = """
CREATE FUNCTION search.exactly(called text, born date, nhs text, postcode text)
RETURNS TABLE (person uuid, record uuid, fences uuid[])
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1
SET search_path = pg_catalog, public, pg_temp SET jit = off AS $$
#variable_conflict use_column
DECLARE
    wanted text[] := ARRAY['d:' || to_char(born, 'YYYY-MM-DD')]
        || CASE WHEN nhs <> '' THEN ARRAY['n:' || nhs] ELSE '{}' END
        || CASE WHEN postcode <> '' THEN ARRAY['p:' || postcode] ELSE '{}' END;
BEGIN
    IF NOT core_asking() OR called = '' OR born IS NULL OR (nhs = '' AND postcode = '') THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH fits AS MATERIALIZED (
        SELECT k.person, k.id FROM people_searchkey k WHERE k.keys @> wanted AND called = ANY (k.names)
    ), whole AS MATERIALIZED (
        SELECT k.person, k.id, k.fence FROM people_searchkey k WHERE k.person IN (SELECT fits.person FROM fits)
    ), closed AS MATERIALIZED (
        SELECT w.person FROM whole w JOIN core_bar b ON b.fence IN (w.fence, w.person)
            WHERE (b.against IS NULL OR b.against = (SELECT core_number())) AND (b.until IS NULL OR b.until > now())
        UNION ALL
        SELECT w.person FROM whole w JOIN people_address a ON a.record_id = w.id WHERE a.visibility <> 'normal'
        UNION ALL
        SELECT w.person FROM whole w JOIN people_contactpoint c ON c.record_id = w.id WHERE c.visibility <> 'normal'
    )
    SELECT w.person, min(w.id::text)::uuid, array_agg(DISTINCT w.fence) || w.person FROM whole w
        WHERE w.person NOT IN (SELECT closed.person FROM closed) GROUP BY w.person;
END $$"""

OWN_RELATION = """
CREATE FUNCTION search.own_relation(called text, born date, nhs text, postcode text, phone text)
RETURNS TABLE (fence uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1
SET search_path = pg_catalog, public, pg_temp SET jit = off AS $$
#variable_conflict use_column
DECLARE
    parts text[] := ARRAY(SELECT 'w:' || part FROM regexp_split_to_table(called, ' +') AS part WHERE part <> '');
    born_key text := 'd:' || to_char(born, 'YYYY-MM-DD');
BEGIN
    IF NOT core_asking() THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT DISTINCT k.fence FROM core_bar b JOIN people_searchkey k ON k.fence = b.fence
    WHERE b.against = (SELECT core_number()) AND (b.until IS NULL OR b.until > now()) AND (
        k.keys && ARRAY['n:' || nullif(nhs, ''), 't:' || nullif(phone, '')]
        OR (cardinality(parts) > 1 AND k.keys @> parts)
        OR (k.keys && parts AND k.keys && ARRAY[born_key, 'p:' || nullif(postcode, '')])
    ) LIMIT 5;
END $$"""

SIGNATURES = (
    "search.exactly(text, date, text, text)",
    "search.own_relation(text, date, text, text, text)",
)
# which records have something protected, and nothing of what it is
PROTECTED = ("people_address", "people_contactpoint")


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_initial"), ("people", "0002_fences_and_search"), ("core", "0001_initial")]

    operations = [
        Run(
            [
                *(f"GRANT SELECT (record_id, visibility) ON {table} TO {{search}}" for table in PROTECTED),
                *(f"CREATE POLICY search ON {table} FOR SELECT TO {{search}} USING (true)" for table in PROTECTED),
                "CREATE INDEX sharing_bar_against ON core_bar (against) WHERE against IS NOT NULL",
                "CREATE INDEX sharing_bar_because ON core_bar (because) WHERE against IS NOT NULL",
                "CREATE INDEX sharing_grant_because ON core_grant (because) WHERE until IS NOT NULL",
                "CREATE INDEX sharing_access_barred ON core_access (id) WHERE outcome = 'barred'",
            ],
            [
                "DROP INDEX sharing_access_barred",
                "DROP INDEX sharing_grant_because",
                "DROP INDEX sharing_bar_because",
                "DROP INDEX sharing_bar_against",
                *(f"DROP POLICY search ON {table}" for table in PROTECTED),
                *(f"REVOKE SELECT (record_id, visibility) ON {table} FROM {{search}}" for table in PROTECTED),
            ],
        ),
        AsSearch(
            [
                EXACTLY,
                OWN_RELATION,
                *(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC" for name in SIGNATURES),
                *(f"GRANT EXECUTE ON FUNCTION {name} TO {{app}}, {{worker}}" for name in SIGNATURES),
            ],
            [f"DROP FUNCTION {name}" for name in SIGNATURES],
        ),
    ]
