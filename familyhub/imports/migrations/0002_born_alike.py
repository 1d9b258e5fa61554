"""Who was born on the same day as somebody in a feed, with a name that sounds alike.

Row security keeps the operators of the key index from being used under it: so this runs as the search role, as the
search for people does, and finds out inside who is asking. The worker alone may ask. Sealed people are behind bars that
do not yield; hidden ones are there for work that says so (`core_wide('hidden')`, by the bars' own policy).
"""

from django.db import migrations

from familyhub.core.operations import AsSearch

ALIKE = """
CREATE FUNCTION search.born_alike(key uuid[], born text[], words text[], lim integer)
RETURNS TABLE (asked uuid, record uuid, person uuid, names text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
BEGIN
    IF NOT (core_asking() AND core_wide('people')) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH wanted AS MATERIALIZED (
        SELECT a.k AS asked, a.b AS born, people_sounds(a.w) AS sounds FROM unnest($1, $2, $3) AS a (k, b, w)
    ), barred AS MATERIALIZED (
        SELECT b.fence FROM core_bar b
        WHERE (b.against IS NULL OR b.against = core_number()) AND (b.until IS NULL OR b.until > now())
    ), near AS MATERIALIZED (
        SELECT d.born, k.id, k.person, k.keys, k.names FROM (SELECT DISTINCT w.born FROM wanted w) AS d
        CROSS JOIN LATERAL (
            SELECT s.* FROM people_searchkey s
            WHERE s.keys @> ARRAY[d.born] AND s.fence NOT IN (SELECT b.fence FROM barred b)
        ) AS k
    ), alike AS (
        SELECT w.asked, n.id, n.person, n.names, row_number() OVER (PARTITION BY w.asked ORDER BY n.id) AS place
        FROM wanted w JOIN near n ON n.born = w.born AND n.keys && w.sounds
    )
    SELECT a.asked, a.id, a.person, a.names FROM alike a WHERE a.place <= $4;
END $$"""
SIGNATURE = "search.born_alike(uuid[], text[], text[], integer)"


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial"), ("people", "0004_shield_who_is_protected")]

    operations = [
        AsSearch(
            [
                ALIKE,
                f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC",
                f"GRANT EXECUTE ON FUNCTION {SIGNATURE} TO {{worker}}",
            ],
            [f"DROP FUNCTION {SIGNATURE}"],
        ),
    ]
