"""What is really stored, read past every fence inside the transaction of a test, and what each asker sees of it.

The connection belongs to whoever owns the server and takes the site's role on: so that one transaction, which is taken
back whole, holds what the site writes as itself and what an auditor reads of it.
"""

from __future__ import annotations

import contextlib
import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.db import connection, connections
from django.db.backends.signals import connection_created
from psycopg import sql

from familyhub.core import fence
from familyhub.core.asker import Asker
from tests.conftest import DATABASE, close_connections
from tests.database import ROLES

# table, the class that opens it county-wide, and the fences of people behind which it lies besides
BEHIND, ALONE = "t.behind", "'{}'::uuid[]"
CHILD = "(SELECT array_agg(r.fence) FROM people_record r WHERE r.id = t.record_id)"
NORMAL = "CASE WHEN t.visibility = 'normal' THEN 'people' ELSE '' END"
KINDS: Mapping[str, tuple[str, str, str]] = {
    "episode": ("casework_episode", "'casework'", CHILD),
    "member": ("casework_casemember", "'casework'", ALONE),
    "note": ("casework_note", "'casework'", BEHIND),
    "need": ("casework_need", "'casework'", BEHIND),
    "plan": ("casework_plan", "'casework'", BEHIND),
    "assessment": ("casework_assessment", "'casework'", ALONE),
    "part": ("casework_assessmentpart", "'casework'", BEHIND),
    "step": ("casework_assessmentstep", "'casework'", BEHIND),
    "check": ("casework_sustainmentcheck", "'casework'", BEHIND),
    "involvement": ("casework_involvement", "'involvement'", ALONE),
    "record": ("people_record", "'people'", ALONE),
    "agreement": ("sharing_agreement", "'people'", ALONE),
    "address": ("people_address", NORMAL, ALONE),
    "task": ("work_task", "''", ALONE),
}
HOLDS = "g.since <= now() AND (g.until IS NULL OR g.until > now())"
STORED = " UNION ALL ".join(
    f"SELECT '{kind}', t.id, {wide}, t.fence, {behind} FROM {table} t" for kind, (table, wide, behind) in KINDS.items()
)
SEEN = " UNION ALL ".join(f"SELECT t.id FROM {table} t" for table, _, _ in KINDS.values())
GRANTS = f"SELECT DISTINCT g.holder, g.fence FROM core_grant g WHERE {HOLDS}"

# what nobody changes once it is there; of plans, those agreed, of assessments, those that are over
AGREED = "WHERE EXISTS (SELECT 1 FROM casework_plan p WHERE p.id = t.plan_id AND p.published_at IS NOT NULL)"
OVER = "('authorised', 'stopped')"
FINAL = (
    "WHERE EXISTS (SELECT 1 FROM casework_assessmentpart p JOIN casework_assessment a ON a.id = p.assessment_id"
    f" WHERE p.id = t.part_id AND a.state IN {OVER})"
)
FACTS = {
    "casework_note": "",
    "casework_notepart": "",
    "casework_episodestep": "",
    "casework_needstep": "",
    "casework_plan": "WHERE t.published_at IS NOT NULL",
    "casework_goal": AGREED,
    "casework_planaction": AGREED,
    "casework_assessment": f"WHERE t.state IN {OVER}",
    "casework_answer": FINAL,
    "sharing_agreement": "",
    "sharing_agreementend": "",
}
HASHES = " UNION ALL ".join(
    f"SELECT t.id, md5(t::text) AS digest FROM {table} t {where}" for table, where in FACTS.items()
)
STATE = (
    *(table for table, _, _ in KINDS.values()),
    *FACTS,
    "casework_assessmentshared",
    "people_merge",
    "people_tosettle",
    "referrals_request",
    "core_event",
    "core_grant",
)
WHOLE = "SELECT md5(string_agg(h, '' ORDER BY h)) FROM ({}) AS every".format(
    " UNION ALL ".join(f"SELECT md5(t::text) AS h FROM {table} t" for table in dict.fromkeys(STATE))
)

TWICE = """
SELECT r.person_id, count(*) AS many FROM casework_episode e JOIN people_record r ON r.id = e.record_id
WHERE e.closed_on IS NULL AND NOT EXISTS (
    SELECT 1 FROM people_merge m JOIN people_tosettle s ON s.merge_id = m.id
    WHERE m.ended_at IS NULL AND s.kind = 'one_each' AND s.words LIKE 'Early help is open%'
      AND r.person_id IN (m.kept_id, m.absorbed_id))
GROUP BY r.person_id, e.kind HAVING count(*) > 1
"""
EXISTS = "EXISTS (SELECT 1 FROM {} x WHERE x.{} = t.about)"
ABOUT = {
    "casework.episode": EXISTS.format("casework_episode", "id"),
    "casework.plan": EXISTS.format("casework_plan", "id"),
    "casework.action": EXISTS.format("casework_planaction", "thread"),
    "casework.check": EXISTS.format("casework_sustainmentcheck", "id"),
    "casework.assessment": EXISTS.format("casework_assessment", "id"),
    "referrals.request": EXISTS.format("referrals_request", "id"),
}
WHENS = " ".join(f"WHEN '{kind}' THEN {exists}" for kind, exists in ABOUT.items())
# a task whose object is not there, or in the tray of somebody who does not hold its fence by their own number
LOST_TASKS = f"""
SELECT t.about_kind, t.words, t.holder, t.fence, CASE t.about_kind {WHENS} ELSE false END AS is_there FROM work_task t
WHERE t.done_at IS NULL AND (NOT CASE t.about_kind {WHENS} ELSE false END OR NOT EXISTS (
    SELECT 1 FROM core_grant g WHERE g.fence = t.fence AND g.holder = t.holder AND {HOLDS}))
"""
# an open episode whose team or lead does not hold its case; a row behind a fence that nobody was ever let through
LOST_ROWS = f"""
SELECT 'episode' AS kind, e.id FROM casework_episode e, unnest(ARRAY[e.team_id, e.lead_id]) AS own (holder)
WHERE e.closed_on IS NULL AND own.holder IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM core_grant g WHERE g.fence = e.fence AND g.holder = own.holder AND {HOLDS})
UNION ALL SELECT s.kind, s.id FROM ({STORED}) AS s (kind, id, wide, fence, behind)
WHERE NOT EXISTS (SELECT 1 FROM core_grant g WHERE g.fence = s.fence) AND s.kind <> 'address'
"""
LOADS = "SELECT team_id, lead_id, count(*) FROM casework_episode WHERE closed_on IS NULL GROUP BY 1, 2"
ON_BOARD = "SELECT count(*) FROM referrals_request WHERE state = ANY (%s)"
# a partner's team sees a person because of an agreement that stands, on whichever record of that person
AGREED_TO = """
SELECT id FROM people_record WHERE person_id IN (
    SELECT r.person_id FROM sharing_agreement a JOIN people_record r ON r.fence = a.fence
    WHERE %s = ANY (a.teams) AND NOT EXISTS (SELECT 1 FROM sharing_agreementend e WHERE e.agreement_id = a.id))
"""
PLANTED = """
SELECT 'event', id FROM core_event WHERE payload::text ILIKE %s UNION ALL
SELECT 'task', id FROM work_task WHERE words ILIKE %s UNION ALL
SELECT 'message', id FROM messages_message WHERE to_jsonb(messages_message)::text ILIKE %s UNION ALL
SELECT 'key', id FROM people_searchkey t WHERE t::text ILIKE %s
"""
PARTS = {
    "rows": f"SELECT s.* FROM ({STORED}) AS s (kind, id, wide, fence, behind)",
    "grants": GRANTS,
    "hashes": HASHES,
    "twice": TWICE,
    "lost_tasks": LOST_TASKS,
    "lost_rows": LOST_ROWS,
}
AUDIT = "SELECT " + ", ".join(
    f"(SELECT coalesce(json_agg(row_to_json(part)), '[]') FROM ({part}) AS part)::text" for part in PARTS.values()
)
PREPARED = {"audit": AUDIT, "seen": SEEN, "whole": WHOLE}


@dataclass(frozen=True)
class Row:
    """One stored row: whoever sees it holds `fence` or the class `wide`, and sees each person in `behind`."""

    kind: str
    wide: str
    fence: uuid.UUID
    behind: tuple[uuid.UUID, ...]


@dataclass(frozen=True)
class Stored:
    """All rows, all grants that hold, a digest of each fact that nobody changes, and what should not be there."""

    rows: Mapping[uuid.UUID, Row]
    grants: frozenset[tuple[uuid.UUID, uuid.UUID]]
    facts: Mapping[str, str]
    twice: list[Any]
    lost_tasks: list[Any]
    lost_rows: list[Any]

    def opens(self, asker: Asker, wide: str, behind: uuid.UUID) -> bool:
        """Does a grant or a county-wide right open this fence?"""
        return wide in asker.wide or any((holder, behind) in self.grants for holder in asker.holders)

    def sees(self, asker: Asker, number: uuid.UUID) -> bool:
        """Is this row there for this asker?"""
        row = self.rows[number]
        return self.opens(asker, row.wide, row.fence) and all(self.opens(asker, "people", one) for one in row.behind)

    def seen_by(self, asker: Asker) -> set[uuid.UUID]:
        """All that is there for this asker."""
        return {number for number in self.rows if self.sees(asker, number)}

    def holders(self, behind: uuid.UUID) -> set[uuid.UUID]:
        """Who holds this fence."""
        return {holder for holder, held in self.grants if held == behind}


@contextlib.contextmanager
def as_owner_of_the_server(name: str) -> Iterator[None]:
    """The site's connection is made by whoever owns the server and has the site's role on."""
    parts = urlsplit(DATABASE.server)
    own = connections["default"].settings_dict
    before = dict(own)

    def put_on(connection: Any, **_: Any) -> None:
        if connection.alias == "default":
            take_role(ROLES.app)

    close_connections()
    own.update(
        NAME=name,
        USER=unquote(parts.username or ""),
        PASSWORD=unquote(parts.password or ""),
        HOST=dict(parse_qsl(parts.query)).get("host", parts.hostname or ""),
        PORT=str(parts.port or ""),
        OPTIONS={key: value for key, value in before["OPTIONS"].items() if key != "pool"},
    )
    connection_created.connect(put_on)
    try:
        yield
    finally:
        connection_created.disconnect(put_on)
        close_connections()
        own.update(before)


def take_role(role: str) -> None:
    """From now on this connection is this role; "" for the owner of the server."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)) if role else "RESET ROLE")


@contextlib.contextmanager
def being(role: str) -> Iterator[None]:
    """What is asked inside is asked in this role."""
    take_role(role)
    yield
    take_role(ROLES.app)


def prepare() -> None:
    """Plan what is asked after every step once."""
    with connection.cursor() as cursor:
        for name, statement in PREPARED.items():
            cursor.execute(f"PREPARE {name} AS {statement}")


def asked(statement: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
    """What is stored, whoever may see it: a prepared statement by its name, or any other."""
    with being(""), connection.cursor() as cursor:
        cursor.execute(f"EXECUTE {statement}" if statement in PREPARED else statement, values)
        return cursor.fetchall()


def seen(asker: Asker) -> set[uuid.UUID]:
    """What the database shows this asker."""
    with fence.enter(asker), connection.cursor() as cursor:
        cursor.execute("EXECUTE seen")
        return {row[0] for row in cursor.fetchall()}


def stored() -> Stored:
    """Everything, as it stands."""
    found = dict(zip(PARTS, map(json.loads, asked("audit")[0]), strict=True))
    number = uuid.UUID
    rows = {
        number(one["id"]): Row(one["kind"], one["wide"], number(one["fence"]), tuple(map(number, one["behind"] or ())))
        for one in found["rows"]
    }
    return Stored(
        rows,
        frozenset((number(one["holder"]), number(one["fence"])) for one in found["grants"]),
        {one["id"]: one["digest"] for one in found["hashes"]},
        found["twice"],
        found["lost_tasks"],
        found["lost_rows"],
    )
