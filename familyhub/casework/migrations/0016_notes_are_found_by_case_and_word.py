"""Search in notes takes as long in a county of a million as in a small one.

One index of notes by case and word; one of the grants that let somebody into a case, by holder, so that those of
people are not read along; and what is found is asked who may read it newest first, until there is enough, where before
every hit was asked.
"""

from django.db import migrations

from familyhub.core.operations import BARRED, GRANTED, AsSearch, Run

# every grant on the fence of a case says so first: casework's own (`because`), and those of whoever covers
OF_CASES = "(because LIKE 'case %' OR because LIKE 'cover %')"


def all_seen(behind: str) -> str:
    """May the asker see every person behind these fences?"""
    granted, free = GRANTED.replace("{table}", "p"), BARRED.replace("{table}", "p")
    return (
        f"NOT EXISTS (SELECT 1 FROM unnest({behind}) AS p (fence)"  # noqa: S608
        f" WHERE NOT ((SELECT core_wide('people')) OR {granted}) OR NOT ({free}) OFFSET 0)"
    )


HEAD = """
CREATE OR REPLACE FUNCTION search.notes(words text, lim integer) RETURNS TABLE (note uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50
SET search_path = pg_catalog, public, pg_temp SET jit = off AS $$
#variable_conflict use_column
DECLARE
    wanted tsquery := websearch_to_tsquery('english', words);
BEGIN
    IF NOT core_asking() OR numnode(wanted) = 0 THEN
        RETURN;
    END IF;
"""
SEARCH = f"""{HEAD}
    RETURN QUERY
    WITH allowed AS MATERIALIZED (
        SELECT DISTINCT g.fence FROM core_grant g
        WHERE g.holder = ANY ((SELECT core_holders())::uuid[]) AND {OF_CASES}
            AND g.since <= now() AND (g.until IS NULL OR g.until > now())
    )
    SELECT w.id FROM (
        SELECT one.* FROM allowed a CROSS JOIN LATERAL (
            SELECT n.* FROM casework_notewords n WHERE n.fence = a.fence AND n.found @@ wanted OFFSET 0
        ) AS one ORDER BY one.happened_at DESC, one.id OFFSET 0
    ) AS w
    WHERE {BARRED.replace("{table}", "w")} AND {all_seen("w.behind")}
    LIMIT least(greatest(coalesce(lim, 50), 1), 100);
END $$"""  # noqa: S608
BEFORE = f"""{HEAD}
    RETURN QUERY
    WITH allowed AS MATERIALIZED (
        SELECT DISTINCT g.fence FROM core_grant g
        WHERE g.holder = ANY ((SELECT core_holders())::uuid[])
            AND g.since <= now() AND (g.until IS NULL OR g.until > now())
    )
    SELECT w.id FROM allowed a JOIN casework_notewords w ON w.fence = a.fence
    WHERE w.found @@ wanted AND {BARRED.replace("{table}", "w")} AND {all_seen("w.behind")}
    ORDER BY w.happened_at DESC, w.id LIMIT least(greatest(coalesce(lim, 50), 1), 100);
END $$"""  # noqa: S608


class Migration(migrations.Migration):
    dependencies = [("casework", "0015_guests_stay_with_their_meeting"), ("core", "0001_initial")]

    operations = [
        Run(
            [
                "CREATE EXTENSION IF NOT EXISTS btree_gin",
                # written at once: a list of what is pending would be read through by whoever searches next
                "CREATE INDEX casework_words_found ON casework_notewords USING gin (fence, found)"
                " WITH (fastupdate = off)",
                f"CREATE INDEX core_grant_of_cases ON core_grant (holder) INCLUDE (fence, since, until) WHERE {OF_CASES}",
            ],
            ["DROP INDEX core_grant_of_cases", "DROP INDEX casework_words_found"],
        ),
        AsSearch([SEARCH], [BEFORE]),
    ]
