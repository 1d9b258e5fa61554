"""Two fences may stand together: whoever holds one holds the other, and what hides one hides both.

A grant or a bar that is written later, by whatever room, is copied along by the database; what ends, ends with its
copies. So no room has to know that two fences stand together, and none can forget it. Nobody is let behind a fence
that is hidden from all who were not told: such a fence is told of by a grant of its own and by nothing else.

Whoever joins or parts waits for those who are writing grants or bars, and they for it: nothing falls between.
"""

import uuid

from django.db import migrations, models
from django.db.models import Q

from familyhub.core.operations import Run

# without holders nobody is told, so that the bars that yield to somebody are all there to be read
NOTING = """
    held text := coalesce(current_setting('familyhub.holders', true), '');
    seen text := coalesce(current_setting('familyhub.wide', true), '');"""
ASIDE = "PERFORM set_config('familyhub.holders', '', true), set_config('familyhub.wide', '', true);"
BACK = "PERFORM set_config('familyhub.holders', held, true), set_config('familyhub.wide', seen, true);"
HOLDS = "({0}.until IS NULL OR {0}.until > now())"
LOCK = 8150402117

JOIN = f"""
CREATE FUNCTION core_join(reasons text[], ones uuid[], others uuid[]) RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE hidden uuid[]; {NOTING}
BEGIN
    PERFORM pg_advisory_xact_lock({LOCK});
    {ASIDE}
    WITH given AS (
        SELECT * FROM unnest(reasons, ones, others) AS g (reason, one, other)
    ), pairs AS (
        SELECT reason, one AS fence, other FROM given UNION SELECT reason, other, one FROM given
    ), made AS (
        INSERT INTO core_link (id, fence, other, because, since, carries)
        SELECT gen_random_uuid(), p.fence, p.other, p.reason, now(), NOT EXISTS (
            SELECT 1 FROM core_bar b
            WHERE b.fence = p.other AND b.yields AND b.against IS NULL AND {HOLDS.format('b')})
        FROM pairs p RETURNING id, fence, other, carries
    ), granted AS (
        INSERT INTO core_grant (id, holder, fence, because, since, until, copy_of, through)
        SELECT gen_random_uuid(), g.holder, m.other, g.because, greatest(g.since, now()), g.until, g.id, m.id
        FROM made m JOIN core_grant g ON g.fence = m.fence
        WHERE m.carries AND g.copy_of IS NULL AND {HOLDS.format('g')}
    ), barred AS (
        INSERT INTO core_bar (id, fence, against, because, since, until, yields, copy_of, through)
        SELECT gen_random_uuid(), m.other, b.against, b.because, greatest(b.since, now()), b.until, b.yields, b.id, m.id
        FROM made m JOIN core_bar b ON b.fence = m.fence
        WHERE b.copy_of IS NULL AND {HOLDS.format('b')}
    )
    SELECT coalesce(array_agg(DISTINCT other) FILTER (WHERE NOT carries), '{{}}') INTO hidden FROM made;
    {BACK}
    RETURN hidden;
END $$"""

PART = f"""
CREATE FUNCTION core_part(ones uuid[], others uuid[]) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE ended uuid[]; {NOTING}
BEGIN
    PERFORM pg_advisory_xact_lock({LOCK});
    {ASIDE}
    WITH gone AS (
        UPDATE core_link SET until = now() WHERE until IS NULL
            AND (fence, other) IN (
                SELECT one, other FROM unnest(ones, others) AS g (one, other)
                UNION SELECT other, one FROM unnest(ones, others) AS g (one, other))
        RETURNING id
    ) SELECT coalesce(array_agg(id), '{{}}') INTO ended FROM gone;
    UPDATE core_grant g SET until = greatest(g.since, now()) WHERE g.through = ANY (ended) AND {HOLDS.format('g')};
    UPDATE core_bar b SET until = greatest(b.since, now()) WHERE b.through = ANY (ended) AND {HOLDS.format('b')};
    {BACK}
    RETURN cardinality(ended);
END $$"""

MADE_GRANT = f"""
CREATE FUNCTION core_grant_made() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM made WHERE copy_of IS NULL) THEN RETURN NULL; END IF;
    PERFORM pg_advisory_xact_lock_shared({LOCK});
    IF EXISTS (SELECT 1 FROM core_link WHERE until IS NULL) THEN
        INSERT INTO core_grant (id, holder, fence, because, since, until, copy_of, through)
        SELECT gen_random_uuid(), m.holder, l.other, m.because, m.since, m.until, m.id, l.id
        FROM made m JOIN core_link l ON l.fence = m.fence AND l.until IS NULL AND l.carries
        WHERE m.copy_of IS NULL;
    END IF;
    RETURN NULL;
END $$"""

MADE_BAR = f"""
CREATE FUNCTION core_bar_made() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM made WHERE copy_of IS NULL) THEN RETURN NULL; END IF;
    PERFORM pg_advisory_xact_lock_shared({LOCK});
    IF EXISTS (SELECT 1 FROM core_link WHERE until IS NULL) THEN
        INSERT INTO core_bar (id, fence, against, because, since, until, yields, copy_of, through)
        SELECT gen_random_uuid(), l.other, m.against, m.because, m.since, m.until, m.yields, m.id, l.id
        FROM made m JOIN core_link l ON l.fence = m.fence AND l.until IS NULL
        WHERE m.copy_of IS NULL;
    END IF;
    RETURN NULL;
END $$"""

ENDED = """
CREATE FUNCTION {table}_ended() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE {noting}
BEGIN
    IF EXISTS (SELECT 1 FROM core_link WHERE until IS NULL) AND EXISTS (SELECT 1 FROM now_so WHERE copy_of IS NULL) THEN
        {aside}
        UPDATE {table} c SET until = n.until
        FROM now_so n, core_link l
        WHERE n.copy_of IS NULL AND c.copy_of = n.id AND l.id = c.through AND l.until IS NULL
            AND c.until IS DISTINCT FROM n.until;
        {back}
    END IF;
    RETURN NULL;
END $$"""
ENDED = ENDED.replace("{noting}", NOTING).replace("{aside}", ASIDE).replace("{back}", BACK)


def triggers(table: str) -> list[str]:
    """Copies are made as rows are made, and end as they end; statement by statement, not row by row."""
    return [
        f"CREATE TRIGGER copied_along AFTER INSERT ON {table} REFERENCING NEW TABLE AS made"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_made()",
        f"CREATE TRIGGER ended_along AFTER UPDATE ON {table} REFERENCING NEW TABLE AS now_so"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_ended()",
    ]


def no_triggers(table: str) -> list[str]:
    return [
        f"DROP TRIGGER ended_along ON {table}",
        f"DROP TRIGGER copied_along ON {table}",
        f"DROP FUNCTION {table}_ended()",
        f"DROP FUNCTION {table}_made()",
    ]


class Migration(migrations.Migration):
    dependencies = [("core", "0002_bars_that_yield")]

    operations = [
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("fence", models.UUIDField()),
                ("other", models.UUIDField()),
                ("because", models.CharField(max_length=80)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("carries", models.BooleanField()),
            ],
            options={
                "indexes": [models.Index(fields=["fence"], condition=Q(until__isnull=True), name="core_link_of")],
            },
        ),
        *(
            migrations.AddField(model, name, models.UUIDField(null=True))
            for model in ("grant", "bar")
            for name in ("copy_of", "through")
        ),
        *(
            migrations.AddIndex(
                model, models.Index(fields=[name], condition=Q(copy_of__isnull=False), name=f"core_{model}_{name}")
            )
            for model in ("grant", "bar")
            for name in ("copy_of", "through")
        ),
        Run(
            [
                JOIN,
                PART,
                MADE_GRANT,
                MADE_BAR,
                ENDED.replace("{table}", "core_grant"),
                ENDED.replace("{table}", "core_bar"),
                *triggers("core_grant"),
                *triggers("core_bar"),
            ],
            [
                *no_triggers("core_bar"),
                *no_triggers("core_grant"),
                "DROP FUNCTION core_part(uuid[], uuid[])",
                "DROP FUNCTION core_join(text[], uuid[], uuid[])",
            ],
        ),
    ]
