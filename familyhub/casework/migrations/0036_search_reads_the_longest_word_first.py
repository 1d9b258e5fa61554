"""Search in notes for several words asks the index for the longest of them, and what it finds for the others.

An index of words unpacks a page of each word's places for every case that it is asked about; of a county's common words
those pages are many times those of a small one. A long word is a rare one (Zipf's law of abbreviation), so one question
finds little, and the rest is read in the note itself. Where a search says "or" or leaves a word out, it is asked whole.
"""

import importlib

from django.db import migrations

from familyhub.core.operations import BARRED, AsSearch

before = importlib.import_module("familyhub.casework.migrations.0016_notes_are_found_by_case_and_word")

LONGEST = """
    IF wanted::text !~ '[|!]' THEN
        SELECT one[1]::tsquery INTO STRICT longest
        FROM regexp_matches(wanted::text, '''(?:[^'']|'''')+''', 'g') WITH ORDINALITY AS found (one, nth)
        ORDER BY length(one[1]) DESC, nth LIMIT 1;
    END IF;
"""
HEAD = before.HEAD.replace("BEGIN\n", "    longest tsquery := wanted;\nBEGIN\n", 1) + LONGEST
SEARCH = f"""{HEAD}
    RETURN QUERY
    WITH allowed AS MATERIALIZED (
        SELECT DISTINCT g.fence FROM core_grant g
        WHERE g.holder = ANY ((SELECT core_holders())::uuid[]) AND {before.OF_CASES}
            AND g.since <= now() AND (g.until IS NULL OR g.until > now())
    )
    SELECT w.id FROM (
        SELECT one.* FROM allowed a CROSS JOIN LATERAL (
            SELECT n.id, n.fence, n.behind, n.happened_at FROM casework_notewords n
            WHERE n.fence = a.fence AND n.found @@ longest AND (n.found @@ wanted) IS TRUE OFFSET 0
        ) AS one ORDER BY one.happened_at DESC, one.id OFFSET 0
    ) AS w
    WHERE {BARRED.replace("{table}", "w")} AND {before.all_seen("w.behind")}
    LIMIT least(greatest(coalesce(lim, 50), 1), 100);
END $$"""  # noqa: S608


class Migration(migrations.Migration):
    dependencies = [("casework", "0035_fences_of_other_services")]

    operations = [AsSearch([SEARCH], [before.SEARCH])]
