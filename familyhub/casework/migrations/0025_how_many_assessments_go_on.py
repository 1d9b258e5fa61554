"""Who drafted a set is never changed; and how many assessments are under way on each of its versions.

Whoever looks after the sets sees no family: the function tells a number for each version, and nothing else of the
assessments can be read by the role that it runs as.
"""

from django.db import migrations

from familyhub.core.operations import AppendOnly, AsSearch, Run

COLUMNS = "set_code, set_version, state"
COUNT = """
CREATE FUNCTION search.assessments_under_way(code text) RETURNS TABLE (version integer, how_many bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10
SET search_path = pg_catalog, public, pg_temp SET jit = off AS $$
BEGIN
    IF NOT core_asking() THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT a.set_version, count(*) FROM casework_assessment a
    WHERE a.set_code = code AND a.state IN ('finished', 'open') GROUP BY a.set_version;
END $$"""
SIGNATURE = "search.assessments_under_way(text)"


class Migration(migrations.Migration):
    dependencies = [("casework", "0024_question_sets_are_drafted"), ("core", "0002_bars_that_yield")]

    operations = [
        AppendOnly("casework_setdraftstep"),
        Run(
            [
                f"GRANT SELECT ({COLUMNS}) ON casework_assessment TO {{search}}",
                "CREATE POLICY search ON casework_assessment FOR SELECT TO {search} USING (true)",
            ],
            [
                "DROP POLICY search ON casework_assessment",
                f"REVOKE SELECT ({COLUMNS}) ON casework_assessment FROM {{search}}",
            ],
        ),
        AsSearch(
            [
                COUNT,
                f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC",
                f"GRANT EXECUTE ON FUNCTION {SIGNATURE} TO {{app}}",
            ],
            [f"DROP FUNCTION {SIGNATURE}"],
        ),
    ]
