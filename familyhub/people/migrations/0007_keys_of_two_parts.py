"""Whoever is on record already gets the keys of two parts of a name."""

from django.db import migrations

from familyhub.people.near import near_keys

BATCH = 5_000
NEXT = "SELECT id, names FROM people_searchkey WHERE id > %s ORDER BY id LIMIT %s"
SEPARATOR = "\x1f"
ADD = """
UPDATE people_searchkey k SET keys = k.keys || string_to_array(n.keys, %s)
FROM unnest(%s::uuid[], %s::text[]) AS n (id, keys) WHERE k.id = n.id
"""
REMOVE = """
UPDATE people_searchkey SET keys = ARRAY(
    SELECT key FROM unnest(keys) AS key WHERE left(key, 2) NOT IN ('x:', 'y:'))
"""


def add(apps, schema_editor):
    """In batches, by number."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT set_config('familyhub.maintenance', 'on', true)")
        after = "00000000-0000-0000-0000-000000000000"
        while True:
            cursor.execute(NEXT, [after, BATCH])
            rows = cursor.fetchall()
            if not rows:
                break
            after = rows[-1][0]
            found = [(key, SEPARATOR.join(near_keys(names))) for key, names in rows]
            found = [(key, keys) for key, keys in found if keys]
            cursor.execute(ADD, [SEPARATOR, [key for key, _ in found], [keys for _, keys in found]])
        cursor.execute("SELECT set_config('familyhub.maintenance', '', true)")


def remove(apps, schema_editor):
    """Take them away again."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT set_config('familyhub.maintenance', 'on', true)")
        cursor.execute(REMOVE)
        cursor.execute("SELECT set_config('familyhub.maintenance', '', true)")


class Migration(migrations.Migration):
    dependencies = [("people", "0006_found_by_two_parts")]

    operations = [migrations.RunPython(add, remove)]
