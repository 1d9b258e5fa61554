"""Row security on copies for one reader; what was signed stays as it is."""

from django.db import migrations

from familyhub.core.operations import AppendOnly, BehindAll, Fenced, Run

TABLES = ("casework_release", "casework_releasestep", "casework_particular")
FACTS = ("casework_releasestep", "casework_particular")

SIGNED = """
CREATE FUNCTION casework_release_is_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state IN ('superseded', 'withdrawn', 'stopped')
        OR OLD.fence IS DISTINCT FROM NEW.fence OR OLD.behind IS DISTINCT FROM NEW.behind
        OR OLD.record_id IS DISTINCT FROM NEW.record_id OR OLD.about IS DISTINCT FROM NEW.about THEN
        RAISE EXCEPTION 'append only: a copy that is over is not changed, and none goes to somebody else';
    END IF;
    IF OLD.state = 'signed' AND (NEW.state NOT IN ('superseded', 'withdrawn')
        OR to_jsonb(NEW) - 'state' - 'version' IS DISTINCT FROM to_jsonb(OLD) - 'state' - 'version') THEN
        RAISE EXCEPTION 'append only: a signed copy is not changed';
    END IF;
    RETURN NEW;
END $$"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0019_copies_for_one_reader")]

    operations = [
        *(Fenced(table, wide="casework") for table in TABLES),
        *(BehindAll(table, wide="people") for table in TABLES),
        *(AppendOnly(table) for table in FACTS),
        Run(
            [
                SIGNED,
                "CREATE TRIGGER is_signed BEFORE UPDATE OR DELETE ON casework_release"
                " FOR EACH ROW EXECUTE FUNCTION casework_release_is_signed()",
            ],
            [
                "DROP TRIGGER is_signed ON casework_release",
                "DROP FUNCTION casework_release_is_signed()",
            ],
        ),
    ]
