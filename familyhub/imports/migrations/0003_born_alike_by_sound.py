"""Who was born on the same day with a name that sounds alike, asked sound by sound.

Among a million people a hundred were born on one day: comparing each with each row of a batch costs more than all
else. Here the sounds of those hundred are joined with the sounds that are asked for. Who may ask, and who is found,
is as before.
"""

from django.db import migrations

from familyhub.core.operations import AsSearch

ALIKE = """
CREATE FUNCTION search.born_sounding(key uuid[], born text[], sound text[], lim integer)
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
        SELECT a.k AS asked, a.b AS born, a.s AS sound FROM unnest($1, $2, $3) AS a (k, b, s)
    ), barred AS MATERIALIZED (
        SELECT b.fence FROM core_bar b
        WHERE (b.against IS NULL OR b.against = core_number()) AND (b.until IS NULL OR b.until > now())
    ), near AS MATERIALIZED (
        SELECT d.born, k.id, k.person, k.names, heard.sound FROM (SELECT DISTINCT w.born FROM wanted w) AS d
        CROSS JOIN LATERAL (
            SELECT s.* FROM people_searchkey s
            WHERE s.keys @> ARRAY[d.born] AND s.fence NOT IN (SELECT b.fence FROM barred b)
        ) AS k
        CROSS JOIN LATERAL unnest(k.keys) AS heard (sound)
        WHERE heard.sound LIKE 's:%'
    ), alike AS (
        SELECT DISTINCT w.asked, n.id, n.person, n.names FROM wanted w JOIN near n ON n.born = w.born AND n.sound = w.sound
    ), placed AS (
        SELECT a.*, row_number() OVER (PARTITION BY a.asked ORDER BY a.id) AS place FROM alike a
    )
    SELECT p.asked, p.id, p.person, p.names FROM placed p WHERE p.place <= $4;
END $$"""
SIGNATURE = "search.born_sounding(uuid[], text[], text[], integer)"


class Migration(migrations.Migration):
    dependencies = [("imports", "0002_born_alike")]

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
