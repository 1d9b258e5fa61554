"""The search for people asks for keys that few share, so that it costs the same in a county of any size.

One look into the key index answers for everything that tells people apart: numbers, the date of birth (also with day
and month exchanged), the postcode, and two parts of a name together, however they were written (`people.near`, worked
out by whoever asks). What is barred and what is granted is asked of each person found, before anything is limited or
weighed: the same work for one who is hidden and one who is not. Only where nobody was found is a name looked for by
one part alone, which thousands may share.
"""

import importlib

from django.db import migrations

from familyhub.core.operations import AsSearch

BEFORE = importlib.import_module("familyhub.people.migrations.0002_fences_and_search")
# what may be read of k by whoever asks; OFFSET 0 changes no answer: without it the whole table of grants may be read
SEEN = """(everyone OR EXISTS (SELECT 1 FROM core_grant g WHERE g.fence = k.fence AND g.holder = ANY (holders)
                AND g.since <= now() AND (g.until IS NULL OR g.until > now()) OFFSET 0))
            AND NOT EXISTS (SELECT 1 FROM core_bar b WHERE b.fence = k.fence AND (b.against IS NULL OR b.against = me)
                AND (b.until IS NULL OR b.until > now()) OFFSET 0)"""


def branch(found_by: str, weight: int, most: str) -> str:
    """Those found by something, at most so many of those who may be seen, and how much it tells."""
    return f"(SELECT k.id, k.names, {weight} AS weight FROM people_searchkey k WHERE {found_by} AND {SEEN} LIMIT {most})"


def weighed(*branches: str) -> str:
    """The likeliest of them, with what is the same."""
    return f"""
    RETURN QUERY
    WITH seen AS (
        {" UNION ALL ".join(branches)}
    ), once AS (
        -- what tells most together is looked at more closely
        SELECT s.id FROM seen s GROUP BY s.id, s.names
        ORDER BY sum(s.weight) + 2 * coalesce(greatest(similarity(s.names[1], called), similarity(s.names[2], called)), 0)
            DESC, s.id LIMIT CASE WHEN called = '' THEN 400 ELSE 80 END
    ), marked AS MATERIALIZED (
        SELECT k.person AS who,
            coalesce(nhs_key = ANY (k.keys), false) AS same_nhs,
            coalesce(phone_key = ANY (k.keys), false) AS same_phone,
            coalesce(born_key = ANY (k.keys), false) AS same_born,
            coalesce(postcode_key = ANY (k.keys), false) AS same_postcode,
            coalesce(k.keys @> parts, false) AS same_name,
            coalesce(k.keys && near, false) AS is_near,
            coalesce((
                SELECT max(CASE WHEN is_whole THEN similarity(n, called) ELSE word_similarity(called, n) END)
                FROM unnest(k.names) AS n), 0) AS likeness,
            CASE WHEN born IS NULL THEN 9 ELSE coalesce((
                SELECT min(CASE WHEN d = exchanged_key THEN 1 ELSE levenshtein(d, born_key) END)
                FROM unnest(k.keys) AS d WHERE d LIKE 'd:%'), 9) END AS apart
        FROM once o JOIN people_searchkey k ON k.id = o.id
    ), scored AS (
        SELECT who,
            (10 * same_nhs::int + 5 * same_phone::int + 3 * same_postcode::int + same_name::int + 2 * is_near::int
                + 5 * likeness + CASE apart WHEN 0 THEN 5 WHEN 1 THEN 3 WHEN 2 THEN 2 ELSE 0 END)::real AS points,
            array_remove(ARRAY[
                CASE WHEN same_nhs THEN 'nhs' END, CASE WHEN same_born THEN 'born' END,
                CASE WHEN same_name THEN 'name' WHEN called <> '' AND (is_near OR likeness >= 0.3) THEN 'sound' END,
                CASE WHEN same_postcode THEN 'postcode' END, CASE WHEN same_phone THEN 'phone' END
            ], NULL) AS reasons
        FROM marked
        -- a date or a postcode alone does not make somebody with quite another name worth showing
        WHERE called = '' OR same_nhs OR same_phone OR same_name OR is_near OR likeness >= 0.3
            OR (likeness >= 0.15 AND (same_born OR same_postcode))
    ), best AS (
        SELECT DISTINCT ON (who) who, points, reasons FROM scored ORDER BY who, points DESC
    )
    SELECT who, points, reasons FROM best ORDER BY points DESC, who LIMIT most;"""


SEARCH = f"""
CREATE FUNCTION search.people(
    given text, family text, born date, nhs text, postcode text, phone text, near text[], lim integer
) RETURNS TABLE (person uuid, score real, why text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20
SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off SET jit = off
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    everyone boolean := core_asking() AND core_wide('people');
    me uuid := core_number();
    holders uuid[] := core_holders();
    most integer := least(greatest(coalesce(lim, 20), 1), 20);
    called text := btrim(coalesce(given, '') || ' ' || coalesce(family, ''));
    is_whole boolean := given <> '' AND family <> '';
    -- of a whole name something is right, a sound at least; of one part, or of the beginnings of two, maybe nothing
    by_name boolean := is_whole AND greatest(length(given), length(family)) > 4;
    parts text[];
    sounds text[];
    others text[];
    family_sounds text[];
    born_key text := 'd:' || to_char(born, 'YYYY-MM-DD');
    exchanged_key text := 'd:' || to_char(born, 'YYYY-DD-MM');
    born_about text[];
    nhs_key text := 'n:' || nullif(nhs, '');
    postcode_key text := 'p:' || nullif(postcode, '');
    phone_key text := 't:' || nullif(phone, '');
    sounding text[] := ARRAY(SELECT key FROM unnest(near) AS key WHERE left(key, 2) = 'x:');
    begun text[] := ARRAY(SELECT key FROM unnest(near) AS key WHERE left(key, 2) = 'y:');
    sure text[] := array_remove(ARRAY[nhs_key, phone_key], NULL);
    dates text[] := array_remove(ARRAY[born_key, exchanged_key], NULL);
    firm text[] := array_remove(sure || dates || postcode_key, NULL);
    named text[];
BEGIN
    IF NOT core_asking() THEN
        RETURN;
    END IF;
    IF called <> '' THEN
        parts := ARRAY(SELECT 'w:' || part FROM regexp_split_to_table(called, ' +') AS part);
        sounds := people_first_sounds(called, false);
        others := people_first_sounds(called, true);
        -- of those with the same date or postcode, whose name has something of this one: a sound, or what it is short for
        named := ARRAY(SELECT DISTINCT unnest(
            sounds || others || ARRAY(SELECT key FROM unnest(sounding) AS key WHERE key LIKE '%~%')));
        IF is_whole THEN
            family_sounds := people_first_sounds(family, false);
        END IF;
        IF born IS NOT NULL THEN
            -- a date with a slip: the other days of the month, months of the year, years with one digit
            born_about := ARRAY(
                SELECT 'd:' || to_char(born, 'YYYY-MM-') || lpad(i::text, 2, '0') FROM generate_series(1, 31) AS i
                UNION SELECT 'd:' || to_char(born, 'YYYY-') || lpad(i::text, 2, '0') || to_char(born, '-DD')
                FROM generate_series(1, 12) AS i
                UNION SELECT 'd:' || y::text || to_char(born, '-MM-DD') FROM generate_series(1930, 2039) AS y
                WHERE y / 10 = date_part('year', born)::int / 10 OR y % 10 = date_part('year', born)::int % 10);
        END IF;
    END IF;
    {
    weighed(
        branch("k.keys && sure", 8, "1000"),
        branch("by_name AND k.keys && dates AND k.keys && named", 3, "500"),
        branch("NOT by_name AND k.keys && dates", 3, "1000"),
        branch("called = '' AND k.keys @> ARRAY[postcode_key]", 2, "1000"),
        branch("k.keys @> ARRAY[postcode_key] AND k.keys && named", 2, "500"),
        branch("k.keys && sounding", 3, "CASE WHEN firm = '{}' THEN 1000 ELSE 200 END"),
        branch("firm = '{}' AND k.keys && begun", 1, "1000"),
        branch("is_whole AND k.keys && born_about AND k.keys && near", 2, "300"),
        branch("NOT is_whole AND k.keys && born_about AND k.keys @> sounds", 2, "300"),
    )
}
    IF NOT FOUND AND called <> '' THEN{
    weighed(
        branch("k.keys && begun", 2, "300"),
        branch("k.keys @> parts", 3, "300"),
        branch("NOT is_whole AND k.keys && near", 2, "300"),
        branch("k.keys @> sounds", 2, "300"),
        branch("others <> sounds AND k.keys @> others", 2, "300"),
        branch("k.keys @> family_sounds", 1, "300"),
    )
}
    END IF;
END $$"""
SIGNATURE = "search.people(text, text, date, text, text, text, text[], integer)"


class Migration(migrations.Migration):
    dependencies = [("people", "0005_merging")]

    operations = [
        AsSearch(
            [
                f"DROP FUNCTION {BEFORE.SIGNATURE}",
                SEARCH,
                f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC",
                f"GRANT EXECUTE ON FUNCTION {SIGNATURE} TO {{app}}, {{worker}}",
            ],
            [
                f"DROP FUNCTION {SIGNATURE}",
                BEFORE.SEARCH,
                f"REVOKE ALL ON FUNCTION {BEFORE.SIGNATURE} FROM PUBLIC",
                f"GRANT EXECUTE ON FUNCTION {BEFORE.SIGNATURE} TO {{app}}, {{worker}}",
            ],
        ),
    ]
