"""Row security on casework, and the one function that searches notes.

A note is read by whoever holds its fence and may see everybody whom it names. The search starts from the fences that
the asker holds, so that what they do not hold costs no time, and asks the same of those whom a note names.
"""

from django.db import migrations

from familyhub.core.operations import BARRED, GRANTED, AppendOnly, AsSearch, Fenced, FencedByAll, Run, Searchable

OF_THE_CASE = ("casework_episode", "casework_episodestep", "casework_casemember", "casework_note")
FACTS = ("casework_episodestep", "casework_casemember", "casework_note", "casework_notepart", "casework_notewords")


def all_seen(behind: str) -> str:
    """May the asker see every person behind these fences?"""
    granted, free = GRANTED.replace("{table}", "p"), BARRED.replace("{table}", "p")
    return (
        f"NOT EXISTS (SELECT 1 FROM unnest({behind}) AS p (fence)"  # noqa: S608
        f" WHERE NOT ((SELECT core_wide('people')) OR {granted}) OR NOT ({free}) OFFSET 0)"
    )


SEARCH = f"""
CREATE FUNCTION search.notes(words text, lim integer) RETURNS TABLE (note uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50
SET search_path = pg_catalog, public, pg_temp SET jit = off AS $$
#variable_conflict use_column
DECLARE
    wanted tsquery := websearch_to_tsquery('english', words);
BEGIN
    IF NOT core_asking() OR numnode(wanted) = 0 THEN
        RETURN;
    END IF;
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
SIGNATURE = "search.notes(text, integer)"


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0001_initial"),
        ("core", "0002_bars_that_yield"),
        ("people", "0002_fences_and_search"),
    ]

    operations = [
        *(Fenced(table, wide="casework") for table in OF_THE_CASE),
        Fenced("casework_involvement", wide="involvement"),
        Fenced("casework_notewords"),
        FencedByAll("casework_notepart", all_of=[("casework_note", "note_id")]),
        *(AppendOnly(table) for table in FACTS),
        Run(
            [
                "CREATE POLICY with_child ON casework_episode AS RESTRICTIVE FOR SELECT TO {app}"
                " USING (EXISTS (SELECT 1 FROM people_record r WHERE r.id = record_id OFFSET 0))",
                "CREATE POLICY all_named ON casework_note AS RESTRICTIVE FOR SELECT TO {app}"
                f" USING ({all_seen('behind')})",
            ],
            ["DROP POLICY all_named ON casework_note", "DROP POLICY with_child ON casework_episode"],
        ),
        Searchable("casework_notewords"),
        AsSearch(
            [
                SEARCH,
                f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC",
                f"GRANT EXECUTE ON FUNCTION {SIGNATURE} TO {{app}}",
            ],
            [f"DROP FUNCTION {SIGNATURE}"],
        ),
    ]
