"""Whoever has a protected address or number already is shielded."""

from django.db import migrations

from familyhub.core.operations import Run

ALREADY = """
INSERT INTO people_shield (id, fence, person, is_whole, since)
SELECT s.id, s.id, s.person, false, now()
FROM (
    SELECT gen_random_uuid() AS id, person FROM (
        SELECT r.person_id AS person FROM people_address a JOIN people_record r ON r.id = a.record_id
        WHERE a.visibility <> 'normal'
        UNION
        SELECT r.person_id FROM people_contactpoint c JOIN people_record r ON r.id = c.record_id
        WHERE c.visibility <> 'normal'
    ) AS protected
) AS s
"""
MAINTAIN = "SELECT set_config('familyhub.maintenance', 'on', true)"
DONE = "SELECT set_config('familyhub.maintenance', '', true)"


class Migration(migrations.Migration):
    dependencies = [("people", "0003_shields")]

    operations = [Run([MAINTAIN, ALREADY, DONE], [])]
