"""Cases of a full county: who is helped, by whom, what was noted on the way, and the story that the events tell.

Two children are helped in a case. The many lie with the teams of all areas; the sitters' three teams have as many in
every county (`HELD_A_TEAM`), and so have the sitters themselves: 10 episodes, 1,000, and one child of 500 notes.
"""

# ruff: noqa: S608 - every value in these statements is made in this package
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psycopg

from familyhub.casework.models import CaseMember, Episode, EpisodeStep, Involvement, Note, NotePart, NoteWords
from familyhub.casework.terms.episodes import CloseReason, ContactKind, EpisodeKind, Part, StepKind, WhyNotSeen
from familyhub.core.models import EventRow, EventSubject, Grant
from familyhub.demo.bulk import people, work_tables
from familyhub.demo.bulk.filling import Rows, loading, statement
from familyhub.demo.bulk.invented import FAMILY_SIZE, TODAY, number_of, one_of
from familyhub.demo.bulk.offices import Offices

HELD_A_TEAM = 60
QUIET, CROWDED = 5, 500
LONG_NOTES = 500
FEW_NOTES = 2
CHILDREN = 2
Say = Callable[[str], None]

# what is written in notes: each takes one sentence of each list, so that words are common, seldom and rare
SAID = (
    [
        "Mum said that nights are hard and that nobody sleeps.",
        "Dad said that the new rota leaves him the mornings.",
        "Gran was there and said that she can help on Thursdays.",
        "Nobody else was in the flat.",
    ],
    [
        "We talked about school and the walk there.",
        "We talked about bedtime and how it went since the last visit.",
        "We talked about money for the end of the month.",
        "We talked about the damp wall and the letter to the landlord.",
        "We talked about the argument of last week.",
    ],
    [
        "The speech therapist has offered a first appointment.",
        "The nursery has a place from next term.",
        "The food parcel came.",
        "The asthma plan is with the surgery.",
        "The housing officer has not answered.",
        "The group on Tuesday was liked.",
        "The dentist is still to be found.",
    ],
    [f"Agreed next step {n}: the invented {word} is asked again." for n, word in enumerate(
        ("librarian", "gardener", "plumber", "optician", "swimming teacher", "choir", "football coach", "baker",
         "interpreter", "mentor", "neighbour", "physiotherapist", "paediatrician"), start=1)],
)  # fmt: skip
STEPS = (7, 11, 13, 17)
WORDS = " || ' ' || ".join(one_of(words, f"(i.c * 31 + i.i * {step})") for words, step in zip(SAID, STEPS, strict=True))
KIND = one_of([ContactKind.HOME_VISIT, ContactKind.PHONE, ContactKind.WRITTEN, ContactKind.HOME_VISIT], "i.c + i.i")
IS_VISIT = f"({KIND} = '{ContactKind.HOME_VISIT.value}')"
CASES = """
CREATE TEMP TABLE bulk_case AS
SELECT plan.*, {case} AS id, t.id AS team, t.name AS team_name, w.id AS worker, w.name AS worker_name,
       md5('{case_seed}' || plan.c)::uuid AS request, 'C' || lpad(plan.c::text, 9, '0') AS reference,
       date '{today}' - plan.age AS opened_on,
       CASE WHEN plan.is_over THEN date '{today}' - plan.age + (plan.age / 2) END AS closed_on
FROM bulk_case_plan plan
JOIN bulk_team t ON CASE WHEN plan.team_wanted IS NOT NULL THEN t.id = plan.team_wanted
    ELSE t.n = (SELECT n FROM bulk_other_team WHERE o = plan.c % (SELECT count(*) FROM bulk_other_team)) END
JOIN bulk_worker w ON w.team = t.id AND CASE
    WHEN plan.worker_wanted IS NOT NULL THEN w.id = plan.worker_wanted ELSE w.n = plan.c / 7 % w.many END
"""
OTHER_TEAMS = """
CREATE TEMP TABLE bulk_other_team AS
SELECT row_number() OVER (ORDER BY n) - 1 AS o, n FROM bulk_team WHERE NOT id = ANY (ARRAY[{busy}]::uuid[])
"""
IN_CASE = f"""
CREATE TEMP TABLE bulk_in_case AS
SELECT c.c, c.id AS "case", c.team, c.worker, k, c.family, b.person, b.record, k > 0 AS is_child, c.opened_on
FROM bulk_case c CROSS JOIN generate_series(0, {CHILDREN}) k
JOIN bulk_person b ON b.n = 1 + c.family * {FAMILY_SIZE} + k
"""
# a note is about one child of the case, in turn; a visit saw the parent too
NOTES = f"""
CREATE TEMP TABLE bulk_note AS
SELECT i.*, {number_of("note", "i.c || ':' || i.i")} AS id, {KIND} AS kind, {WORDS} AS words, {IS_VISIT} AS is_visit,
       b.record AS child, b.person AS child_fence, p.record AS parent, p.person AS parent_fence
FROM (
    SELECT c.c, c.id AS "case", c.worker, c.worker_name, c.notes, i,
           c.opened_on + time '10:00' + make_interval(days => (i * (date '{TODAY}' - c.opened_on)) / c.notes,
                                                      mins => i % 60) AS happened_at
    FROM bulk_case c CROSS JOIN LATERAL generate_series(0, c.notes - 1) i
) i
JOIN bulk_in_case b ON b.c = i.c AND b.k = CASE WHEN i.notes = {LONG_NOTES} THEN 1 ELSE 1 + i.i % {CHILDREN} END
JOIN bulk_in_case p ON p.c = i.c AND p.k = 0
"""
OF_CASE = {"fence": 'i."case"'}
BY = {"by": "i.worker", "by_name": "i.worker_name", "at": "i.happened_at + interval '2 hours'"}
NOTE_TIMES = {"at": BY["at"], "happened_at": "i.happened_at"}
EPISODE = number_of("episode", "i.c || ':' || i.k")
MEMBERS = "bulk_in_case i"
HELPED = "bulk_in_case i JOIN bulk_case c ON c.c = i.c WHERE i.is_child"
EARLY_HELP = f"'{EpisodeKind.EARLY_HELP.value}'"
STORED = "bulk_note i"
BEHIND = "CASE WHEN i.is_visit THEN ARRAY[i.child_fence, i.parent_fence] ELSE ARRAY[i.child_fence] END"
OPENED_AT = "c.opened_on + time '09:00'"
NOTE_EVENT, OPEN_EVENT = number_of("event:note", "i.c || ':' || i.i"), number_of("event:open", "i.c || ':' || i.k")
TOLD = {**OF_CASE, "wide": "'casework'"}
BECAUSE = {"because": "'case ' || c.id", "since": "c.opened_on"}

EPISODES = [
    Rows(
        Episode,
        HELPED,
        {
            **OF_CASE,
            "id": EPISODE,
            "record_id": "i.record",
            "kind": EARLY_HELP,
            "tier": "2 + i.c % 2",
            "request": "c.request",
            "reference": "c.reference",
            "team_id": "c.team",
            "lead_id": "c.worker",
            "opened_on": "c.opened_on",
            "last_contact_on": f"coalesce(c.closed_on, date '{TODAY}' - i.c % 40)",
            "closed_on": "c.closed_on",
            "close_reason": f"CASE WHEN c.is_over THEN '{CloseReason.NEEDS_MET.value}' ELSE '' END",
        },
    ),
    Rows(
        EpisodeStep,
        HELPED,
        {
            **OF_CASE,
            "episode_id": EPISODE,
            "version": "1",
            "kind": f"'{StepKind.OPENED.value}'",
            "team_id": "c.team",
            "lead_id": "c.worker",
            "at": OPENED_AT,
            "by": "c.worker",
            "by_name": "c.worker_name",
        },
    ),
    Rows(
        Involvement,
        HELPED,
        {
            "fence": "i.person",
            "record_id": "i.record",
            "episode": EPISODE,
            "case": "c.id",
            "kind": EARLY_HELP,
            "team_id": "c.team",
            "lead_id": "c.worker",
            "since": "c.opened_on",
            "until": "c.closed_on",
            "last_contact_on": f"coalesce(c.closed_on, date '{TODAY}' - i.c % 40)",
        },
    ),
    Rows(
        CaseMember,
        MEMBERS,
        {**OF_CASE, "record_id": "i.record", "is_child": "i.is_child", "at": "i.opened_on"},
    ),
]
NOTED = [
    Rows(
        Note,
        STORED,
        {
            **OF_CASE,
            **BY,
            "id": "i.id",
            "case": 'i."case"',
            "behind": BEHIND,
            "kind": "i.kind",
            "happened_at": "i.happened_at",
            "words": "i.words",
        },
    ),
    Rows(
        NotePart,
        STORED,
        {
            **OF_CASE,
            "note_id": "i.id",
            "record_id": "i.child",
            "is_child": "true",
            "part": f"CASE WHEN i.is_visit AND i.i % 3 > 0 THEN '{Part.ALONE.value}'"
            f" WHEN i.is_visit THEN '{Part.NOT_SEEN.value}' ELSE '{Part.ABOUT.value}' END",
            "why_not": f"CASE WHEN i.is_visit AND i.i % 3 = 0 THEN '{WhyNotSeen.ASLEEP.value}' ELSE '' END",
        },
    ),
    Rows(
        NotePart,
        f"{STORED} WHERE i.is_visit",
        {
            **OF_CASE,
            "note_id": "i.id",
            "record_id": "i.parent",
            "is_child": "false",
            "part": f"'{Part.SEEN.value}'",
        },
    ),
    Rows(
        NoteWords,
        STORED,
        {
            **OF_CASE,
            "id": "i.id",
            "behind": BEHIND,
            "happened_at": "i.happened_at",
            "found": "to_tsvector('english', i.words)",
        },
    ),
]
EVENTS = [
    Rows(
        EventRow,
        HELPED,
        {
            **TOLD,
            "id": OPEN_EVENT,
            "code": "'casework.episode_opened'",
            "at": OPENED_AT,
            "by_kind": "'staff'",
            "by": "c.worker",
            "by_name": "c.worker_name",
            "about": EPISODE,
            "payload": f"jsonb_build_object('kind', {EARLY_HELP}, 'reference', c.reference, 'team', c.team_name)",
        },
    ),
    Rows(EventSubject, HELPED, {**TOLD, "event_id": OPEN_EVENT, "subject": "i.record", "at": OPENED_AT}),
    Rows(
        EventRow,
        STORED,
        {
            **TOLD,
            **BY,
            **NOTE_TIMES,
            "id": NOTE_EVENT,
            "code": "'casework.note_written'",
            "by_kind": "'staff'",
            "about": "i.id",
            "payload": "jsonb_build_object('kind', i.kind, 'happened_on', to_char(i.happened_at, 'FMDD FMMonth YYYY'),"
            " 'seen', CASE WHEN i.is_visit THEN '1 seen face to face' ELSE '' END)",
        },
    ),
    *(
        Rows(EventSubject, source, {**TOLD, **NOTE_TIMES, "event_id": NOTE_EVENT, "subject": who})
        for source, who in ((STORED, "i.child"), (f"{STORED} WHERE i.is_visit", "i.parent"))
    ),
]
HOLDERS = "CROSS JOIN LATERAL (VALUES (c.team), (c.worker)) AS h (holder)"
GRANTS = [
    Rows(Grant, f"bulk_case c {HOLDERS}", {**BECAUSE, "holder": "h.holder", "fence": "c.id"}),
    Rows(
        Grant,
        f"bulk_in_case i JOIN bulk_case c ON c.c = i.c {HOLDERS}",
        {**BECAUSE, "holder": "h.holder", "fence": "i.person"},
    ),
]
TABLES = [*EPISODES, *NOTED, *EVENTS, *GRANTS]


def fill_cases(
    connection: psycopg.Connection, offices: Offices, people_count: int, episodes: int, notes: int, say: Say
) -> None:
    """Fill a database that holds places, teams and staff. `connection` is owner's, in maintenance."""
    for words in ("SET maintenance_work_mem = '512MB'", "SET work_mem = '256MB'", "SET jit = off"):
        connection.execute(words)
    for made in work_tables.of_people(people_count):
        connection.execute(made)
    for made in _statements(offices, people_count // FAMILY_SIZE, episodes // CHILDREN, notes):
        connection.execute(made)
    tables = [*people.TABLES, *TABLES]
    with loading(connection, [rows.model for rows in tables], say):
        for rows in tables:
            say(f"filling {rows.model._meta.db_table}")
            connection.execute(statement(rows))
    for table in dict.fromkeys(rows.model._meta.db_table for rows in tables):
        connection.execute(f"VACUUM (ANALYZE) {table}")


@dataclass(frozen=True)
class Planned:
    """Cases one after another, each of a family of its own; `team`, `worker` and `is_over` are SQL over `c`."""

    count: int
    notes: int
    team: str
    worker: str = "NULL"
    is_over: str = "false"


def _statements(offices: Offices, families: int, cases: int, notes: int) -> Iterator[str]:
    busy = ", ".join(f"'{team}'" for team in offices.busy_teams)
    yield OTHER_TEAMS.format(busy=busy)
    yield (
        "CREATE TEMP TABLE bulk_case_plan (c int, family int, age int, is_over boolean, notes int, team_wanted uuid,"
        " worker_wanted uuid)"
    )
    after = 0
    for group in _groups(offices, busy, cases, max(1, notes // cases)):
        yield (
            f"INSERT INTO bulk_case_plan SELECT c, (c * 7919::bigint % {families})::int, 40 + c % 400,"
            f" {group.is_over}, {group.notes}, {group.team}, {group.worker}"
            f" FROM generate_series({after + 1}, {after + group.count}) c"
        )
        after += group.count
    yield CASES.format(case=number_of("case", "plan.c"), case_seed="case request", today=TODAY)
    yield IN_CASE
    yield from ("ANALYZE bulk_case", "CREATE INDEX ON bulk_in_case (c, k)", "ANALYZE bulk_in_case")
    yield NOTES
    yield "ANALYZE bulk_note"


def _groups(offices: Offices, busy: str, cases: int, many: int) -> Iterator[Planned]:
    """The many, of which a quarter is over, and what the sitters themselves lead."""
    held = HELD_A_TEAM * len(offices.busy_teams)
    one_team = f"(ARRAY[{busy}]::uuid[])[1 + c % {len(offices.busy_teams)}]"
    yield Planned(cases, many, f"CASE WHEN c <= {held} THEN {one_team} END", is_over="c % 4 = 0")
    for count, notes, worker in (
        (QUIET, FEW_NOTES, offices.quiet_worker),
        (CROWDED, FEW_NOTES, offices.crowded_worker),
        (1, LONG_NOTES, offices.quiet_worker),
        (1, FEW_NOTES, offices.worker_elsewhere),
    ):
        team = f"(SELECT team FROM bulk_worker WHERE id = '{worker}')"
        yield Planned(count, notes, team, worker=f"'{worker}'::uuid")
