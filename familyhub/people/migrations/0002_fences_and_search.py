"""Row security on every table of people, and the one function that looks for them.

The function runs as the search role, which may read the key table, the grants and the bars, and nothing else. It finds
out inside who is asking: whoever may see the person finds them, nobody else, and nothing is counted of what is hidden.
Every branch filters before it limits, so that no hidden row takes the place of one that may be seen.
"""

from django.db import migrations

from familyhub.core.operations import AsSearch, Fenced, Run, Searchable

OF_THE_PERSON = (
    "people_person",
    "people_record",
    "people_name",
    "people_identifier",
    "people_safecontact",
    "people_relationship",
    "people_family",
    "people_familymember",
    "people_searchkey",
)
WITH_COMPARTMENT = ("people_address", "people_contactpoint")

SOUNDS = """
CREATE FUNCTION people_sounds(words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT 's:' || sound), '{}') FROM (
        SELECT coalesce(nullif(public.dmetaphone(part), ''), part) AS sound
        FROM regexp_split_to_table(words, ' +') AS part WHERE part <> ''
        UNION ALL
        SELECT public.dmetaphone_alt(part) FROM regexp_split_to_table(words, ' +') AS part
    ) AS heard WHERE sound <> ''
$$"""

FIRST_SOUNDS = """
CREATE FUNCTION people_first_sounds(words text, other boolean) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT 's:' || coalesce(
        nullif(CASE WHEN other THEN public.dmetaphone_alt(part) ELSE public.dmetaphone(part) END, ''),
        nullif(public.dmetaphone(part), ''), part)), '{}')
    FROM regexp_split_to_table(words, ' +') AS part WHERE part <> ''
$$"""

SEARCH = """
CREATE FUNCTION search.people(
    given text, family text, born date, nhs text, postcode text, phone text, lim integer
) RETURNS TABLE (person uuid, score real, why text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20
SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
    everyone boolean := core_asking() AND core_wide('people');
    called text := btrim(coalesce(given, '') || ' ' || coalesce(family, ''));
    is_whole boolean := given <> '' AND family <> '';
    parts text[];
    sounds text[];
    others text[];
    family_sounds text[];
    born_key text := 'd:' || to_char(born, 'YYYY-MM-DD');
    nhs_key text := 'n:' || nullif(nhs, '');
    postcode_key text := 'p:' || nullif(postcode, '');
    phone_key text := 't:' || nullif(phone, '');
BEGIN
    IF NOT core_asking() THEN
        RETURN;
    END IF;
    IF called <> '' THEN
        parts := ARRAY(SELECT 'w:' || part FROM regexp_split_to_table(called, ' +') AS part);
        sounds := people_first_sounds(called, false);
        others := people_first_sounds(called, true);
        IF is_whole THEN
            family_sounds := people_first_sounds(family, false);
        END IF;
    END IF;
    RETURN QUERY
    WITH allowed AS MATERIALIZED (
        SELECT g.fence FROM core_grant g
        WHERE NOT everyone AND g.holder = ANY ((SELECT core_holders())::uuid[])
            AND g.since <= now() AND (g.until IS NULL OR g.until > now())
    ), barred AS MATERIALIZED (
        SELECT b.fence FROM core_bar b
        WHERE (b.against IS NULL OR b.against = (SELECT core_number())) AND (b.until IS NULL OR b.until > now())
    ), seen AS (
        (SELECT k.* FROM people_searchkey k WHERE k.keys @> ARRAY[nhs_key]
            AND (everyone OR k.fence IN (SELECT fence FROM allowed)) AND k.fence NOT IN (SELECT fence FROM barred) LIMIT 100)
        UNION ALL
        (SELECT k.* FROM people_searchkey k WHERE k.keys @> ARRAY[phone_key]
            AND (everyone OR k.fence IN (SELECT fence FROM allowed)) AND k.fence NOT IN (SELECT fence FROM barred) LIMIT 100)
        UNION ALL
        (SELECT k.* FROM people_searchkey k WHERE k.keys @> (parts || born_key)
            AND (everyone OR k.fence IN (SELECT fence FROM allowed)) AND k.fence NOT IN (SELECT fence FROM barred) LIMIT 200)
        UNION ALL
        (SELECT k.* FROM people_searchkey k WHERE k.keys @> ARRAY[born_key]
            AND (everyone OR k.fence IN (SELECT fence FROM allowed)) AND k.fence NOT IN (SELECT fence FROM barred) LIMIT 500)
        UNION ALL
        (SELECT k.* FROM people_searchkey k WHERE k.keys @> ARRAY[postcode_key]
            AND (everyone OR k.fence IN (SELECT fence FROM allowed)) AND k.fence NOT IN (SELECT fence FROM barred) LIMIT 300)
        UNION ALL
        (SELECT k.* FROM people_searchkey k WHERE k.keys @> parts
            AND (everyone OR k.fence IN (SELECT fence FROM allowed)) AND k.fence NOT IN (SELECT fence FROM barred) LIMIT 300)
        UNION ALL
        (SELECT k.* FROM people_searchkey k WHERE k.keys @> sounds
            AND (everyone OR k.fence IN (SELECT fence FROM allowed)) AND k.fence NOT IN (SELECT fence FROM barred) LIMIT 300)
        UNION ALL
        (SELECT k.* FROM people_searchkey k WHERE k.keys @> others AND others <> sounds
            AND (everyone OR k.fence IN (SELECT fence FROM allowed)) AND k.fence NOT IN (SELECT fence FROM barred) LIMIT 300)
        UNION ALL
        (SELECT k.* FROM people_searchkey k WHERE k.keys @> family_sounds
            AND (everyone OR k.fence IN (SELECT fence FROM allowed)) AND k.fence NOT IN (SELECT fence FROM barred) LIMIT 300)
    ), once AS MATERIALIZED (
        SELECT DISTINCT ON (k.id) k.* FROM seen k
    ), weighed AS (
        SELECT k.person AS who,
            coalesce(k.keys @> ARRAY[nhs_key], false) AS same_nhs,
            coalesce(k.keys @> ARRAY[phone_key], false) AS same_phone,
            coalesce(k.keys @> ARRAY[born_key], false) AS same_born,
            coalesce(k.keys @> ARRAY[postcode_key], false) AS same_postcode,
            coalesce(k.keys @> parts, false) AS same_name,
            coalesce(k.keys && (sounds || others), false) AS sounds_like,
            coalesce((
                SELECT max(CASE WHEN is_whole THEN similarity(n, called) ELSE word_similarity(called, n) END)
                FROM unnest(k.names) AS n), 0) AS likeness
        FROM once k
    ), scored AS (
        SELECT who,
            (10 * same_nhs::int + 3 * same_phone::int + 3 * same_born::int + 2 * same_postcode::int
                + same_name::int + 4 * likeness)::real AS points,
            array_remove(ARRAY[
                CASE WHEN same_nhs THEN 'nhs' END, CASE WHEN same_born THEN 'born' END,
                CASE WHEN same_name THEN 'name' WHEN called <> '' AND (sounds_like OR likeness >= 0.4) THEN 'sound' END,
                CASE WHEN same_postcode THEN 'postcode' END, CASE WHEN same_phone THEN 'phone' END
            ], NULL) AS reasons
        FROM weighed
        -- a date or a postcode alone does not make somebody with quite another name worth showing
        WHERE called = '' OR same_nhs OR same_phone OR same_name OR sounds_like OR likeness >= 0.3
    ), best AS (
        SELECT DISTINCT ON (who) who, points, reasons FROM scored ORDER BY who, points DESC
    )
    SELECT who, points, reasons FROM best ORDER BY points DESC, who LIMIT least(greatest(coalesce(lim, 20), 1), 20);
END $$"""

SIGNATURE = "search.people(text, text, date, text, text, text, integer)"
READS = ("core_grant", "core_bar")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        *(Fenced(table, wide="people") for table in OF_THE_PERSON),
        *(Fenced(table, wide="people", unless="visibility <> 'normal'") for table in WITH_COMPARTMENT),
        Run(
            [SOUNDS, FIRST_SOUNDS],
            ["DROP FUNCTION people_first_sounds(text, boolean)", "DROP FUNCTION people_sounds(text)"],
        ),
        Searchable("people_searchkey"),
        Run(
            [f"GRANT SELECT ON {table} TO {{search}}" for table in READS],
            [f"REVOKE SELECT ON {table} FROM {{search}}" for table in READS],
        ),
        AsSearch(
            [
                SEARCH,
                f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC",
                f"GRANT EXECUTE ON FUNCTION {SIGNATURE} TO {{app}}, {{worker}}",
            ],
            [f"DROP FUNCTION {SIGNATURE}"],
        ),
    ]
