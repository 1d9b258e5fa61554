"""Tables that live as long as the filling: who lives where, which request is in which state, who is named in it."""

# ruff: noqa: S608 - every value in these statements is made in this package
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from familyhub.analysis.matching.spelling import heard
from familyhub.demo.bulk.invented import FAMILY_SIZE, TODAY, family_name, given_name, number_of, postcode, words
from familyhub.demo.bulk.offices import Offices
from familyhub.referrals.terms.requests import AT_FRONT_DOOR, WITH_TEAM, State

QUIET_ROWS, CROWDED_ROWS = 10, 1000
CROWDED_CONTACTS = 10
# the desk takes one contact in so many: somebody in it is protected, or the daily sample drew it
TAKEN_ONE_IN = 50

# of a hundred requests: at the front door 5, waiting in a team 10, with a worker 10, over 75
STATES = [
    (3, State.RECEIVED),
    (4, State.RETURNED),
    (5, State.ESCALATED),
    (15, State.ALLOCATED_TO_TEAM),
    (18, State.ALLOCATED_TO_WORKER),
    (21, State.ACCEPTED),
    (25, State.FIRST_CONTACT_MADE),
    (70, State.CLOSED),
    (80, State.SIGNPOSTED),
    (85, State.NO_FURTHER_ACTION),
    (95, State.DECLINED),
    (100, State.TRANSFERRED),
]
IN_TEAM = [State.RECEIVED, State.ALLOCATED_TO_TEAM]
IN_WORK = [*IN_TEAM, State.ALLOCATED_TO_WORKER, State.ACCEPTED, State.FIRST_CONTACT_MADE]
PATHS = {
    State.RECEIVED: [State.RECEIVED],
    State.RETURNED: [State.RECEIVED, State.RETURNED],
    State.ESCALATED: [State.ESCALATED],
    State.ALLOCATED_TO_TEAM: IN_TEAM,
    State.ALLOCATED_TO_WORKER: IN_WORK[:3],
    State.ACCEPTED: IN_WORK[:4],
    State.FIRST_CONTACT_MADE: IN_WORK,
    State.CLOSED: [*IN_WORK, State.CLOSED],
    State.SIGNPOSTED: [State.RECEIVED, State.SIGNPOSTED],
    State.NO_FURTHER_ACTION: [State.RECEIVED, State.NO_FURTHER_ACTION],
    State.DECLINED: [State.RECEIVED, State.DECLINED],
    State.TRANSFERRED: [State.RECEIVED, State.TRANSFERRED],
}

FAMILY_OF_REQUEST = "(r * 7919::bigint % {families})::int"
PLACES_COUNTED = "(SELECT count(*) FROM bulk_place)"
PLACES = f"""
CREATE TEMP TABLE bulk_place AS
SELECT row_number() OVER (ORDER BY md5(p.code)) - 1 AS n, p.code AS postcode, p.lsoa21_id AS lsoa, d.decile,
       a.code AS area, c.code AS cluster, c.district_id AS district
FROM places_postcode p
JOIN places_arealsoa l ON l.lsoa_id = p.lsoa21_id AND l.valid_to IS NULL
JOIN places_area a ON a.id = l.area_id AND a.valid_to IS NULL
JOIN places_cluster c ON c.id = a.cluster_id AND c.valid_to IS NULL
LEFT JOIN places_deprivation d ON d.lsoa_id = p.lsoa21_id AND d.edition = 2025 AND d.valid_to IS NULL
WHERE p.valid_to IS NULL AND p.valid_from <= date '{TODAY}'
"""
TEAMS = """
CREATE TEMP TABLE bulk_team AS
SELECT row_number() OVER (ORDER BY s.place) - 1 AS n, t.id, t.name, s.place AS area
FROM accounts_serves s JOIN accounts_team t ON t.id = s.team_id WHERE s.level = 'area' AND s.valid_to IS NULL
"""
WORKERS = """
CREATE TEMP TABLE bulk_worker AS
SELECT row_number() OVER (PARTITION BY p.team_id ORDER BY w.email) - 1 AS n,
       count(*) OVER (PARTITION BY p.team_id) AS many, w.id, w.name, p.team_id AS team
FROM accounts_holding h JOIN accounts_post p ON p.id = h.post_id JOIN accounts_staff w ON w.id = h.staff_id
JOIN bulk_team t ON t.id = p.team_id WHERE p.role = 'family_support_worker'
"""
SOUNDS = """
CREATE TEMP TABLE bulk_sound AS
SELECT part, people_sounds(lower(part)) AS sounds, h.heard,
       ARRAY['|^' || left(lower(part), 1), '|^' || left(lower(part), 3), '|' || right(lower(part), 3) || '$'] AS ends
FROM (SELECT DISTINCT given AS part FROM bulk_person UNION SELECT DISTINCT family FROM bulk_person) AS parts
JOIN bulk_heard h ON h.word = lower(part)
"""
REQUESTS = """
CREATE TEMP TABLE bulk_request AS
SELECT planned.*, {id} AS id, 'B' || lpad(planned.r::text, 9, '0') AS reference, {paths} AS path,
       {postcode} AS postcode, p.lsoa, p.decile, p.area, p.cluster, p.district, t.id AS team, t.name AS team_name,
       w.id AS worker, w.name AS worker_name
FROM (
    SELECT plan.r, plan.family, plan.place, plan.contacts, plan.people, plan.busy, plan.worker_wanted,
           CASE WHEN plan.r <= {requests} AND place.district = '{quiet}' AND plan.state IN ({front_door})
                THEN '{closed}' ELSE plan.state END AS state,
           timestamptz '{today} 09:00+00' - make_interval(hours => plan.age, mins => plan.r % 60) AS received_at
    FROM bulk_plan plan JOIN bulk_place place ON place.n = plan.place
) AS planned
JOIN bulk_place p ON p.n = planned.place
LEFT JOIN bulk_team t ON planned.state IN ({had_team}) AND CASE
    WHEN planned.worker_wanted IS NOT NULL THEN t.id = (SELECT team FROM bulk_worker WHERE id = planned.worker_wanted)
    WHEN planned.busy IS NOT NULL THEN t.id = planned.busy ELSE t.area = p.area END
LEFT JOIN bulk_worker w ON planned.state IN ({had_worker}) AND w.team = t.id AND CASE
    WHEN planned.worker_wanted IS NOT NULL THEN w.id = planned.worker_wanted ELSE w.n = planned.r / 100 % w.many END
"""
CONTACTS = """
CREATE TEMP TABLE bulk_contact AS
SELECT r.r, k, {id} AS id, r.id AS request, CASE WHEN k = 1 THEN r.id ELSE {joined} END AS own_request, r.reference,
       r.people, r.family, r.postcode, r.state, r.received_at + make_interval(mins => k::int) AS received_at,
       {reply} AS reply_fence, {professional} AS professional, r.r / 100 % {one_in} = 7 AS taken
FROM bulk_request r CROSS JOIN LATERAL generate_series(1, r.contacts) k
"""
SUBJECTS = """
CREATE TEMP TABLE bulk_subject AS
SELECT c.*, s, {id} AS subject, 1 + (c.family * {size} + s) % {people_count} AS n
FROM bulk_contact c CROSS JOIN LATERAL generate_series(0, c.people - 1) s
"""
TABLES = ("place", "team", "worker", "person", "sound", "plan", "request", "contact", "subject")


def statements(offices: Offices, people_count: int, requests: int) -> list[str]:
    """What makes them, in order."""
    contact, of_contact = number_of("contact", "r.r || ':' || k"), number_of("reply", "r.r || ':' || k")
    return [
        *of_people(people_count),
        "CREATE TEMP TABLE bulk_plan (r int, family int, place int, state text, age int, contacts int, people int,"
        " busy uuid, worker_wanted uuid)",
        *_plans(offices, people_count // FAMILY_SIZE, requests),
        "ANALYZE bulk_plan",
        REQUESTS.format(
            id=number_of("request", "planned.r"),
            postcode=postcode("p", "planned.family"),
            paths=_path("planned.state"),
            requests=requests,
            quiet=offices.quiet_district,
            front_door=_listed(AT_FRONT_DOOR),
            closed=State.CLOSED.value,
            today=TODAY,
            had_team=_listed([*WITH_TEAM, State.CLOSED]),
            had_worker=_listed([*WITH_TEAM[1:], State.CLOSED]),
        ),
        CONTACTS.format(
            id=contact,
            joined=number_of("joined", "r.r || ':' || k"),
            reply=of_contact,
            professional="(r.r + k) % 5 <> 0",
            one_in=TAKEN_ONE_IN,
        ),
        SUBJECTS.format(
            id=number_of("subject", "c.r || ':' || c.k || ':' || s"), size=FAMILY_SIZE, people_count=people_count
        ),
        *(f"ANALYZE bulk_{name}" for name in ("request", "contact", "subject")),
    ]


def of_people(people_count: int) -> list[str]:
    """Places, teams and the people themselves."""
    made = [PLACES, TEAMS, WORKERS, persons(people_count), heard_words(), SOUNDS]
    return made + [f"ANALYZE bulk_{name}" for name in ("place", "team", "worker", "person", "sound")]


def heard_words() -> str:
    """Every part of a name with how it sounds to the keys of two parts (`people.near`)."""
    rows = ", ".join(f"('{word}', '{heard(word)}')" for word in words())
    return f"CREATE TEMP TABLE bulk_heard AS SELECT * FROM (VALUES {rows}) AS w (word, heard)"


def persons(people_count: int) -> str:
    family = f"((n - 1) / {FAMILY_SIZE})"
    return (
        f"CREATE TEMP TABLE bulk_person AS SELECT n, {number_of('person', 'n')} AS person,"
        f" {number_of('record', 'n')} AS record, {given_name('n')} AS given, {family_name(family)} AS family,"
        f" {family} % (SELECT count(*) FROM bulk_place) AS place FROM generate_series(1, {people_count}) n"
    )


def _plans(offices: Offices, families: int, requests: int) -> Iterator[str]:
    """The many, then those whose only use is to show that a page asks as much for 10 rows as for 1,000."""
    busy = ", ".join(f"'{team}'" for team in offices.busy_teams)
    family = FAMILY_OF_REQUEST.format(families=families)
    yield (
        f"INSERT INTO bulk_plan SELECT r, {family}, {family} % {PLACES_COUNTED}, {_state('r')}, CASE WHEN r % 100 < 5"
        f" THEN r / 100 % 48 WHEN r % 100 < 25 THEN 48 + r / 100 % 1400 ELSE 1500 + r % 24000 END,"
        f" 1 + (r / 100 % 3 = 0)::int, 2 + (r % 2 = 0)::int,"
        f" CASE WHEN r % 4 <> 0 AND r % 100 < 25 THEN (ARRAY[{busy}]::uuid[])[1 + r / 4 % {len(offices.busy_teams)}]"
        f" END, NULL FROM generate_series(1, {requests}) r"
    )
    quiet = f"(SELECT min(n) FROM bulk_place WHERE district = '{offices.quiet_district}')"
    other = f"(SELECT min(n) FROM bulk_place WHERE district <> '{offices.quiet_district}')"
    after = requests
    for few in (
        Few(QUIET_ROWS, State.ACCEPTED, worker=f"'{offices.quiet_worker}'::uuid"),
        Few(CROWDED_ROWS, State.ACCEPTED, worker=f"'{offices.crowded_worker}'::uuid"),
        Few(QUIET_ROWS, State.RECEIVED, place=quiet),
        Few(1, State.RECEIVED, place=other, contacts=1, people=QUIET_ROWS),
        Few(1, State.RECEIVED, place=other, contacts=CROWDED_CONTACTS, people=CROWDED_ROWS // CROWDED_CONTACTS),
    ):
        yield (
            f"INSERT INTO bulk_plan SELECT r, {family}, {few.place or f'{family} % {PLACES_COUNTED}'},"
            f" '{few.state.value}', 12 + r % 24, {few.contacts}, {few.people}, NULL, {few.worker}"
            f" FROM generate_series({after + 1}, {after + few.count}) r"
        )
        after += few.count


@dataclass(frozen=True)
class Few:
    """Requests beside the many: how many, in which state, of what shape; whose and where, as SQL."""

    count: int
    state: State
    contacts: int = 1
    people: int = 2
    worker: str = "NULL"
    place: str = ""


def few_and_many(requests: int) -> tuple[str, str]:
    """The references of the request with 10 rows and of the one with 1,000."""
    first = requests + QUIET_ROWS + CROWDED_ROWS + QUIET_ROWS + 1
    return f"B{first:09d}", f"B{first + 1:09d}"


def _state(r: str) -> str:
    cases = " ".join(f"WHEN {r} % 100 < {below} THEN '{state.value}'" for below, state in STATES)
    return f"CASE {cases} END"


def _path(state: str) -> str:
    cases = " ".join(f"WHEN '{one.value}' THEN ARRAY[{_listed(path)}]" for one, path in PATHS.items())
    return f"CASE {state} {cases} END"


def _listed(states: Iterable[State]) -> str:
    return ", ".join(f"'{state.value}'" for state in states)
