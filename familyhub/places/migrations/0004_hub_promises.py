"""What no single row can promise: a live network has a main site, a spoke has a network, lineage has no circle."""

from django.db import migrations

from familyhub.core.operations import AppendOnly, Run

LIVE = """
CREATE FUNCTION places_live_has_main_site() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    told record;
    networks uuid[];
BEGIN
    IF TG_OP = 'INSERT' THEN networks := ARRAY[NEW.network_id];
    ELSIF TG_OP = 'DELETE' THEN networks := ARRAY[OLD.network_id];
    ELSE networks := ARRAY[OLD.network_id, NEW.network_id];
    END IF;
    FOR told IN
        SELECT s.network_id FROM (
            SELECT network_id, state, daterange("on", lead("on") OVER (PARTITION BY network_id ORDER BY "on")) AS days
            FROM places_hubnetworkstate WHERE network_id = ANY (networks)
        ) s WHERE s.state = 'live' AND NOT s.days <@ coalesce(
            (SELECT range_agg(daterange(m.valid_from, m.valid_to)) FROM places_mainsite m
             WHERE m.network_id = s.network_id), datemultirange())
    LOOP
        RAISE EXCEPTION 'a live hub network has no main site on some day'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'places_live_has_main_site';
    END LOOP;
    RETURN NULL;
END $$
"""
SPOKE = """
CREATE FUNCTION places_spoke_has_network() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked uuid;
BEGIN
    IF TG_TABLE_NAME = 'places_spoke' THEN asked := NEW.id; ELSE asked := OLD.spoke_id; END IF;
    IF EXISTS (SELECT 1 FROM places_spoke WHERE id = asked)
        AND NOT EXISTS (SELECT 1 FROM places_spokemember WHERE spoke_id = asked) THEN
        RAISE EXCEPTION 'a spoke belongs to no hub network'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'places_spoke_has_network';
    END IF;
    RETURN NULL;
END $$
"""
CIRCLE = """
CREATE FUNCTION places_succession_no_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('places_succession'));
    IF EXISTS (
        WITH RECURSIVE onward AS (
            SELECT NEW.successor_id AS id
            UNION
            SELECT s.successor_id FROM places_succession s JOIN onward o ON s.predecessor_id = o.id
        ) SELECT 1 FROM onward WHERE id = NEW.predecessor_id
    ) THEN
        RAISE EXCEPTION 'an organisation cannot come from itself'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'places_succession_no_circle';
    END IF;
    RETURN NEW;
END $$
"""
LATE = "AFTER {what} ON {on} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {function}()"


def late(name: str, what: str, on: str, function: str) -> str:
    """A trigger that runs at commit."""
    return f"CREATE CONSTRAINT TRIGGER {name} {LATE.format(what=what, on=on, function=function)}"


class Migration(migrations.Migration):
    dependencies = [("places", "0003_hubs_and_organisations")]

    operations = [
        Run(
            [
                LIVE,
                late("main_site", "INSERT", "places_hubnetworkstate", "places_live_has_main_site"),
                late("while_live", "INSERT OR UPDATE OR DELETE", "places_mainsite", "places_live_has_main_site"),
                SPOKE,
                late("has_network", "INSERT", "places_spoke", "places_spoke_has_network"),
                late("last_network", "UPDATE OR DELETE", "places_spokemember", "places_spoke_has_network"),
                CIRCLE,
                "CREATE TRIGGER no_circle BEFORE INSERT ON places_succession"
                " FOR EACH ROW EXECUTE FUNCTION places_succession_no_circle()",
            ],
            [
                "DROP FUNCTION places_live_has_main_site() CASCADE",
                "DROP FUNCTION places_spoke_has_network() CASCADE",
                "DROP FUNCTION places_succession_no_circle() CASCADE",
            ],
        ),
        AppendOnly("places_hubnetworkstate"),
        AppendOnly("places_succession"),
    ]
