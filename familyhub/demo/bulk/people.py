"""The people of a full county: families of four, each with an address, found by name, sound, birth and postcode."""

from __future__ import annotations

from familyhub.core.models import Bar, Grant
from familyhub.demo.bulk.filling import Rows
from familyhub.demo.bulk.invented import FAMILY_SIZE, born_on, number_of, postcode, sex
from familyhub.people.models import (
    Address,
    ContactPoint,
    Name,
    Person,
    Record,
    Relationship,
    SafeContact,
    SearchKey,
    Shield,
)

N = "n.n"
EVERYBODY = "bulk_person n"
PARENTS = f"bulk_person n WHERE (n.n - 1) % {FAMILY_SIZE} = 0"
CHILDREN = f"bulk_person n WHERE (n.n - 1) % {FAMILY_SIZE} <> 0"
LONG_AGO = "timestamptz '2024-03-01 10:00+00'"
SHIELD = number_of("shield", "n.n")
POSTCODE = postcode("p", f"((n.n - 1) / {FAMILY_SIZE})")
# the keys of two parts together, as `people.near` makes them of names that are nobody's short form
NEAR = (
    "ARRAY['x:' || least(g.heard COLLATE \"C\", f.heard) || '|' || greatest(g.heard COLLATE \"C\", f.heard)]"
    " || ARRAY(SELECT 'y:' || g.heard || e FROM unnest(f.ends) e)"
    " || ARRAY(SELECT 'y:' || f.heard || e FROM unnest(g.ends) e)"
)
RECORD = {"fence": "n.person", "record_id": "n.record"}
THE_PARENT = number_of("record", f"(n.n - (n.n - 1) % {FAMILY_SIZE})")
THE_PARENTS_FENCE = number_of("person", f"(n.n - (n.n - 1) % {FAMILY_SIZE})")

TABLES = [
    Rows(Person, EVERYBODY, {"id": "n.person", "fence": "n.person"}),
    Rows(
        Record,
        EVERYBODY,
        {
            "id": "n.record",
            "fence": "n.person",
            "person_id": "n.person",
            "source": "'10'",
            "born_on": born_on(N),
            "born_accuracy": "'exact'",
            "sex": sex(N),
            "made_at": LONG_AGO,
        },
    ),
    Rows(Name, EVERYBODY, {**RECORD, "given": "n.given", "family": "n.family", "use": "'legal'"}),
    Rows(
        Address,
        f"{EVERYBODY} JOIN bulk_place p ON p.n = n.place",
        {
            **RECORD,
            "line1": "(n.n % 180 + 1) || ' Invented Street'",
            "town": "'Exampleton'",
            "postcode": POSTCODE,
            "lsoa": "p.lsoa",
            "valid_from": "date '2024-03-01'",
        },
    ),
    Rows(
        ContactPoint,
        PARENTS,
        {
            **RECORD,
            "kind": "'phone'",
            "value": "'+447700900' || lpad((n.n % 1000)::text, 3, '0')",
            "may_voice": "'yes'",
            "may_text": "'yes'",
            "valid_from": "date '2024-03-01'",
        },
    ),
    Rows(
        SafeContact,
        PARENTS,
        {**RECORD, "known": "'yes'", "words": "'Ring after ten in the morning.'", "set_at": LONG_AGO},
    ),
    Rows(
        Relationship,
        CHILDREN,
        {
            "fence": THE_PARENTS_FENCE,
            "from_record_id": THE_PARENT,
            "to_record_id": "n.record",
            "kind": "'mother'",
            "made_at": LONG_AGO,
        },
    ),
    Rows(
        SearchKey,
        f"{EVERYBODY} JOIN bulk_place p ON p.n = n.place"
        " JOIN bulk_sound g ON g.part = n.given JOIN bulk_sound f ON f.part = n.family",
        {
            "id": "n.record",
            "fence": "n.person",
            "person": "n.person",
            "keys": f"ARRAY['d:' || ({born_on(N)}), 'p:' || replace({POSTCODE}, ' ', ''), 'w:' || lower(n.family),"
            f" 'w:' || lower(n.given)] || g.sounds || f.sounds || {NEAR}",
            "names": "ARRAY[lower(n.given || ' ' || n.family)]",
        },
    ),
    Rows(
        Grant,
        f"{EVERYBODY} JOIN bulk_place p ON p.n = n.place JOIN bulk_team t ON t.area = p.area",
        {"holder": "t.id", "fence": "n.person", "because": "'people: registered'", "since": LONG_AGO},
    ),
    # one in 500 is protected and hidden from all who were not told, one in 2,000 is sealed from everybody
    Rows(
        Shield,
        "bulk_person n WHERE n.n % 500 = 7",
        {"id": SHIELD, "fence": SHIELD, "person": "n.person", "is_whole": "true", "since": LONG_AGO},
    ),
    Rows(
        Bar,
        "bulk_person n WHERE n.n % 500 = 7 OR n.n % 2000 = 11",
        {"fence": "n.person", "because": "'hidden'", "since": LONG_AGO, "yields": "n.n % 500 = 7"},
    ),
]
