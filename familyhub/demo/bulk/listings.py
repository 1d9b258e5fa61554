"""A directory of any size for benchmarks: the demonstration's listings, copied by the database with names, days and
places of their own. The same every time for the same number.

Each copy has its own word in its name (one of 8,100), its own day of the week where it is on once a week, its own place
up to eight miles from the one it was copied from, and its own documents. One in ten keeps the words of what it was
copied from; the others are about one of 400 other things ("Chess for beginners"), as most of what a large directory
holds has nothing to do with any one search. What a list or a search reads of a listing is
there: its card and places, and the service, location and tie behind them; the parts that only its editors read are not.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import psycopg
from django.conf import settings
from django.db import models

from familyhub.core import fence
from familyhub.demo import county
from familyhub.demo.bulk.filling import loading
from familyhub.demo.bulk.invented import family_name, number_of, one_of
from familyhub.demo.services import SEEDER, seed_services
from familyhub.directory.actions.cards import COUNT, NEW_WORDS
from familyhub.directory.models import Card, CardPlace, Location, Service, ServiceAtLocation
from familyhub.places.actions import Batch
from familyhub.places.authority import read_authority

Say = Callable[[str], None]
MODELS: tuple[type[models.Model], ...] = (Location, Service, ServiceAtLocation, Card, CardPlace)
SUBJECTS = (
    *("Chess", "Pottery", "Guitar", "Judo", "Gardening", "Choir", "Sewing", "Cycling", "Astronomy", "Badminton"),
    *(
        "Robotics",
        "Photography",
        "Knitting",
        "Archery",
        "Drumming",
        "Fishing",
        "Origami",
        "Karate",
        "Canoeing",
        "Bowls",
    ),
)
MANNERS = (
    *("beginners", "improvers", "evenings", "juniors", "outdoors", "competitions", "workshops", "taster", "advanced"),
    *(
        "league",
        "academy",
        "society",
        "studio",
        "circle",
        "masterclass",
        "exhibition",
        "tournament",
        "festival",
        "camp",
        "trips",
    ),
)
THEME = f"{one_of(SUBJECTS, 'n / 7')} || ' ' || {one_of(MANNERS, 'n / 141')}"
# a listing of the demonstration (`b`), and how its n-th copy is called and when it is on
BASE = """
CREATE TABLE bulk_base AS
SELECT row_number() OVER (ORDER BY c.service_id) - 1 AS nr, c.service_id, c.name, to_json(c.name)::text AS told,
    p.service_at_location_id AS place, l.location_id, p.latitude, p.longitude,
    CASE WHEN count(f.day) = 1 THEN min(f.day) END AS day
FROM directory_card c LEFT JOIN directory_cardplace p ON p.card_id = c.service_id
    LEFT JOIN directory_serviceatlocation l ON l.id = p.service_at_location_id
    LEFT JOIN LATERAL (
        SELECT right(facet, 1)::int AS day FROM unnest(c.facets) facet WHERE facet LIKE 'day:%') f ON true
GROUP BY c.service_id, c.name, p.service_at_location_id, l.location_id, p.latitude, p.longitude
"""
COPY = f"""
CREATE TABLE bulk_copy AS
SELECT n, b.*, {number_of("listing", "n")} AS new_service,
    CASE WHEN b.place IS NOT NULL THEN {number_of("listing place", "n")} END AS new_place,
    CASE WHEN b.place IS NOT NULL THEN {number_of("listing location", "n")} END AS new_location,
    n % 10 = 0 AS is_kept, {THEME} AS theme,
    CASE WHEN n % 10 = 0 THEN b.name ELSE {THEME} END || ' (' || {family_name("n")} || ')' AS new_name,
    round((b.latitude + (hashint4(n) % 1000) / 9000.0)::numeric, 6)::float8 AS new_latitude,
    round((b.longitude + (hashint4(-n) % 1000) / 6000.0)::numeric, 6)::float8 AS new_longitude,
    (b.day + n / k.many) % 7 AS new_day
FROM (SELECT count(*)::int AS many FROM bulk_base) k CROSS JOIN generate_series(1, MANY) n
    JOIN bulk_base b ON b.nr = n % k.many
"""  # noqa: S608 - every expression is this package's own
CODES = "(ARRAY['MO','TU','WE','TH','FR','SA','SU'])"
TEXT = "{}"
for _old, _new in (
    ("k.service_id::text", "k.new_service::text"),
    ("coalesce(k.place::text, '-')", "coalesce(k.new_place::text, '-')"),
    ("coalesce(k.location_id::text, '-')", "coalesce(k.new_location::text, '-')"),
    ("k.told", "to_json(k.new_name)::text"),
    ("""coalesce('"latitude":' || k.latitude, '-')""", """coalesce('"latitude":' || k.new_latitude, '-')"""),
    ("""coalesce('"longitude":' || k.longitude, '-')""", """coalesce('"longitude":' || k.new_longitude, '-')"""),
    (
        f"""coalesce('"byday":"' || {CODES}[1 + k.day], '-')""",
        f"""coalesce('"byday":"' || {CODES}[1 + k.new_day], '-')""",
    ),
):
    TEXT = f"replace({TEXT}, {_old}, {_new})"
WORDS = "CASE WHEN k.is_kept THEN s.words ELSE '' END"
OWN: dict[type[models.Model], tuple[str, dict[str, str]]] = {
    Location: (
        "s.id = k.location_id",
        {"id": "k.new_location", "latitude": "k.new_latitude", "longitude": "k.new_longitude", "site_id": "NULL"},
    ),
    Service: ("s.id = k.service_id", {"id": "k.new_service", "name": "k.new_name"}),
    ServiceAtLocation: (
        "s.id = k.place",
        {"id": "k.new_place", "service_id": "k.new_service", "location_id": "k.new_location"},
    ),
    Card: (
        "s.service_id = k.service_id",
        {
            "service_id": "k.new_service",
            "name": "k.new_name",
            "listed": TEXT.format("s.listed"),
            "full": TEXT.format("s.full"),
            "facets": "array_replace(s.facets, 'day:' || k.day, 'day:' || k.new_day)",
            "latitude": "k.new_latitude",
            "longitude": "k.new_longitude",
            "is_spread": "false",  # each copy is in one place
            "words": f"{WORDS} || setweight(to_tsvector('english', k.new_name), 'A')",
        },
    ),
    CardPlace: (
        "s.service_at_location_id = k.place",
        {
            "service_at_location_id": "k.new_place",
            "card_id": "k.new_service",
            "latitude": "k.new_latitude",
            "longitude": "k.new_longitude",
            "listed": TEXT.format("s.listed"),
            "full": TEXT.format("s.full"),
        },
    ),
}
DAY = date(2026, 11, 22)
NOW = datetime.combine(DAY, time(9), tzinfo=UTC)


def open_directory() -> None:
    """The county and the demonstration's listings, in a migrated, empty database, as role app."""
    with fence.enter(SEEDER):
        batch = Batch(source=county.SOURCE, on=DAY, at=NOW, by=SEEDER)
        county.generate(authority=read_authority(settings.ENVIRONMENT.authority), batch=batch)
    seed_services(NOW)


def fill(connection: psycopg.Connection, many: int, say: Say) -> None:
    """So many copies beside the originals. `connection` is owner's, in maintenance."""
    for words in ("SET maintenance_work_mem = '256MB'", "SET work_mem = '128MB'", "SET jit = off"):
        connection.execute(words)
    connection.execute(BASE)
    connection.execute(COPY.replace("MANY", str(int(many))))
    connection.execute("ANALYZE bulk_copy")
    with loading(connection, MODELS, say):
        for model in MODELS:
            connection.execute(_copied(model))
    connection.execute("DROP TABLE bulk_copy, bulk_base")
    connection.execute(NEW_WORDS, [[name for (name,) in connection.execute("SELECT name FROM directory_card")]])
    connection.execute(COUNT, {"day": DAY, "at": NOW})
    for model in MODELS:
        connection.execute(f"VACUUM (ANALYZE) {model._meta.db_table}")


def _copied(model: type[models.Model]) -> str:
    """The statement that copies the rows of one table."""
    joined, own = OWN[model]
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    columns = [f'"{field.column}"' for field in fields]
    values = [own.get(str(field.column), f's."{field.column}"') for field in fields]
    return (
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {', '.join(values)}"  # noqa: S608
        f" FROM bulk_copy k JOIN {model._meta.db_table} s ON {joined} ORDER BY k.n"
    )
