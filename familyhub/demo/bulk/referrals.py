"""The front door's rows: each request with what arrived, who is named, its steps, decisions, words and grants."""

# ruff: noqa: S608 - every value in these statements is made in this package
from __future__ import annotations

from familyhub.core.models import EventRow, EventSubject, Grant
from familyhub.demo.bulk.filling import Rows
from familyhub.demo.bulk.invented import FAMILY_SIZE, born_on, number_of, sex
from familyhub.demo.families import FRAMEWORK, NEEDS
from familyhub.referrals.models import (
    Allocation,
    Contact,
    Decision,
    Reply,
    Request,
    Return,
    Step,
    Subject,
    SubjectPlace,
    UnmetNeed,
)
from familyhub.referrals.terms.requests import (
    AT_FRONT_DOOR,
    OUTCOME_STATES,
    SENDER_WORDS,
    Lane,
    Outcome,
    SenderWord,
    State,
)
from familyhub.work.models import Task

OFFICER = {"by": number_of("officer", "1"), "by_name": "'Testina Example'"}
OF_REQUEST = {"fence": "r.id", "request_id": "r.id"}
IS_MASH = f"(r.state = '{State.ESCALATED.value}' OR r.state = '{State.CLOSED.value}' AND r.r % 11 = 0)"
AT_DOOR = ", ".join(f"'{state.value}'" for state in AT_FRONT_DOOR)
# somebody named at the front door is found in half of the requests, two and two, afterwards always
IS_FOUND = f"(s.state NOT IN ({AT_DOOR}) OR (s.r + 1) / 2 % 2 = 0)"
OUTCOME = (
    "CASE r.state "
    + " ".join(f"WHEN '{state.value}' THEN '{outcome.value}'" for outcome, state in OUTCOME_STATES.items())
    + f" ELSE '{Outcome.TO_TEAM.value}' END"
)
DECIDED = f"bulk_request r WHERE r.state NOT IN ({AT_DOOR})"
SENT_BACK = f"state = '{State.RETURNED.value}'"
REQUEST_ABOUT = "'referrals.request'"
SAID = {word: f"{SENDER_WORDS[word]}." for word in SenderWord}


def _hours(n: str) -> str:
    return f"r.received_at + make_interval(hours => {n})"


def _event(code: str, payload: str, hours: str, source: str) -> list[Rows]:
    """An event for each request of `source` (called r), and its people."""
    number = number_of(f"event:{code}", "r.r")
    of_it = {"fence": "r.id", "wide": "'referrals'", "at": _hours(hours)}
    row = {
        **of_it,
        "id": number,
        "code": f"'referrals.{code}'",
        "by_kind": "'staff'",
        **OFFICER,
        "about": "r.id",
        "payload": payload,
    }
    subject = {**of_it, "event_id": number, "subject": "b.person"}
    people = f"bulk_subject s JOIN bulk_person b ON b.n = s.n JOIN ({source}) r ON r.r = s.r AND s.k = 1 AND {IS_FOUND}"
    return [Rows(EventRow, f"({source}) r", row), Rows(EventSubject, people, subject)]


CONTACTS = [
    Rows(
        Request,
        "bulk_request r",
        {
            "id": "r.id",
            "fence": "r.id",
            "reference": "r.reference",
            "version": "cardinality(r.path)",
            "lane": f"CASE WHEN {IS_MASH} THEN '{Lane.MASH.value}' ELSE '{Lane.EARLY_HELP.value}' END",
            "rank": f"CASE WHEN {IS_MASH} THEN 0 ELSE 5 END",
            "state": "r.state",
            "received_at": "r.received_at",
            "decide_by": _hours("48"),
            "allocate_by": _hours("168"),
            "first_contact_by": _hours("336"),
            "answer_by": f"CASE WHEN {SENT_BACK} THEN (r.received_at + interval '7 days')::date END",
            "place": "'known'",
            "postcode": "r.postcode",
            "lsoa": "r.lsoa",
            "decile": "r.decile",
            "area": "r.area",
            "cluster": "r.cluster",
            "district": "r.district",
            "level": f"CASE WHEN r.state NOT IN ({AT_DOOR}) THEN 2 + r.r % 2 END",
            "team_id": "r.team",
            "worker_id": "r.worker",
            "changed_at": _hours("cardinality(r.path)"),
        },
    ),
    Rows(
        Contact,
        "bulk_contact c",
        {
            "id": "c.id",
            "fence": "c.id",
            "request_id": "c.own_request",
            "reply_fence": "c.reply_fence",
            "received_at": "c.received_at",
            "channel": "CASE WHEN c.professional THEN 'referrer' ELSE 'self' END",
            "source": "CASE WHEN c.professional THEN '3C' ELSE '1C' END",
            "agency": "CASE WHEN c.professional THEN 'Example School Nursing' ELSE '' END",
            "sender_name": "'Sid Nurse-Sample'",
            "sender_role": "CASE WHEN c.professional THEN 'School nurse' ELSE '' END",
            "is_safeguarding": f"c.state = '{State.ESCALATED.value}'",
            "story": "'This family is invented. ' || repeat('A parent is low and does not sleep. ', 12)",
            "agreement": "CASE WHEN c.professional THEN 'agreed' ELSE 'own_request' END",
            "engage_safely": "'Ring first.'",
            "level_seen": "1 + c.r % 4",
            "evidence": "CASE WHEN c.professional THEN 'assessment' ELSE 'none' END",
            "assessment_kind": "'Early Help Assessment'",
            "assessed_on": "(c.received_at - interval '9 days')::date",
            "assessed_by": "'An invented professional'",
            "action_wanted": "'A place in a group and visits at home'",
        },
    ),
    Rows(
        Subject,
        "bulk_subject s JOIN bulk_person b ON b.n = s.n",
        {
            "id": "s.subject",
            "fence": "s.id",
            "contact_id": "s.id",
            "number": "s.s + 1",
            "role": f"CASE WHEN (s.n - 1) % {FAMILY_SIZE} = 0 THEN 'parent' ELSE 'child' END",
            "given": "b.given",
            "family": "b.family",
            "born_on": born_on("s.n"),
            "sex": sex("s.n"),
            "relation": f"CASE WHEN (s.n - 1) % {FAMILY_SIZE} = 0 THEN 'mother' ELSE '' END",
            "found": f"CASE WHEN {IS_FOUND} THEN 'linked' ELSE 'not_yet' END",
            "record_id": f"CASE WHEN {IS_FOUND} THEN b.record END",
        },
    ),
    Rows(
        SubjectPlace,
        "bulk_subject s",
        {
            "fence": "s.id",
            "subject_id": "s.subject",
            "line": "(s.family % 180 + 1) || ' Invented Street'",
            "postcode": "s.postcode",
            "phone": "'+447700900' || lpad((s.n % 1000)::text, 3, '0')",
        },
    ),
    *(
        Rows(
            UnmetNeed,
            f"bulk_contact c WHERE c.r % {step} = 0",
            {
                "fence": "c.id",
                "contact_id": "c.id",
                "framework": f"'{FRAMEWORK}'",
                "need": f"'{need}'",
                "words": f"'{words}'",
            },
        )
        for step, (need, words) in ((1, NEEDS[1]), (2, NEEDS[0]))
    ),
]

FACTS = [
    Rows(
        Step,
        "bulk_request r CROSS JOIN LATERAL unnest(r.path) WITH ORDINALITY AS step (state, version)",
        {
            **OF_REQUEST,
            **OFFICER,
            "version": "step.version",
            "state": "step.state",
            "at": _hours("(6 * (step.version - 1))::int"),
        },
    ),
    Rows(
        Decision,
        DECIDED,
        {
            **OF_REQUEST,
            **OFFICER,
            "outcome": OUTCOME,
            "level_set": "'ptp-5'",
            "level": "2 + r.r % 2",
            "senders_level": "1 + r.r % 4",
            "reason": "'Fits the level and the family agrees.'",
            "team_id": "r.team",
            "at": _hours("6"),
        },
    ),
    Rows(
        Allocation,
        "bulk_request r WHERE r.team IS NOT NULL",
        {**OF_REQUEST, **OFFICER, "team_id": "r.team", "at": _hours("6")},
    ),
    Rows(
        Allocation,
        "bulk_request r WHERE r.worker IS NOT NULL",
        {**OF_REQUEST, **OFFICER, "team_id": "r.team", "worker_id": "r.worker", "at": _hours("12")},
    ),
    Rows(
        Return,
        f"bulk_request r JOIN bulk_contact c ON c.request = r.id WHERE r.{SENT_BACK}",
        {
            **OF_REQUEST,
            **OFFICER,
            "contact_id": "c.id",
            "agency": "'Example School Nursing'",
            "source": "'3C'",
            "reason": "'no_assessment'",
            "answer_by": "(r.received_at + interval '7 days')::date",
            "at": _hours("6"),
        },
    ),
    *(
        Rows(
            Reply,
            source,
            {
                "fence": "c.reply_fence",
                "contact_number": "c.id",
                "reference": "c.reference",
                "sent_at": "c.received_at",
                "word": f"'{word.value}'",
                "words": f"'{SAID[word]}'",
                "at": f"c.received_at + make_interval(hours => {hours})",
            },
        )
        for source, word, hours in (
            ("bulk_contact c", SenderWord.RECEIVED, 0),
            (f"bulk_contact c WHERE c.state NOT IN ({AT_DOOR})", SenderWord.WILL_CONTACT, 6),
        )
    ),
]

NAMED = "'reference', r.reference"
EVENTS = [
    *_event(
        "request_received",
        f"jsonb_build_object({NAMED}, 'sender', 'School nurse, Example School Nursing', 'is_safeguarding', false)",
        "0",
        "SELECT * FROM bulk_request",
    ),
    *_event(
        "request_decided",
        f"jsonb_build_object({NAMED}, 'outcome', {OUTCOME}, 'level', '', 'team', coalesce(r.team_name, ''),"
        " 'team_id', coalesce(r.team::text, ''), 'disagrees', false)",
        "6",
        f"SELECT * FROM {DECIDED}",
    ),
    *_event(
        "request_given_to_worker",
        f"jsonb_build_object({NAMED}, 'worker', r.worker_name, 'worker_id', r.worker)",
        "12",
        "SELECT * FROM bulk_request WHERE worker IS NOT NULL",
    ),
]

WORKING = ", ".join(f"'{state.value}'" for state in (State.ALLOCATED_TO_WORKER, State.ACCEPTED))
TASKS = [
    Rows(
        Task,
        f"bulk_request r WHERE r.state = '{State.ALLOCATED_TO_TEAM.value}'",
        {
            "fence": "r.id",
            "holder": "r.team",
            "about_kind": REQUEST_ABOUT,
            "about": "r.id",
            "words": "'Give ' || r.reference || ' to a worker'",
            "due_at": _hours("168"),
            "made_at": _hours("6"),
            "done_because": "''",
        },
    ),
    Rows(
        Task,
        f"bulk_request r WHERE r.state IN ({WORKING})",
        {
            "fence": "r.id",
            "holder": "r.worker",
            "about_kind": REQUEST_ABOUT,
            "about": "r.id",
            "words": "'Accept ' || r.reference || ' and reach the family'",
            "due_at": _hours("336"),
            "made_at": _hours("12"),
            "done_because": "''",
        },
    ),
]

# the team and the worker see the request, its contacts and the people found in it
HOLDERS = "CROSS JOIN LATERAL (VALUES (r.team), (r.worker)) AS h (holder) WHERE h.holder IS NOT NULL"
BECAUSE = {"holder": "h.holder", "because": "'request ' || r.reference", "since": "r.received_at"}
GRANTS = [
    Rows(Grant, f"bulk_request r {HOLDERS}", {**BECAUSE, "fence": "r.id"}),
    *(
        Rows(
            Grant, f"bulk_contact c JOIN bulk_request r ON r.id = c.request {HOLDERS} {more}", {**BECAUSE, "fence": of}
        )
        for of, more in (("c.id", ""), ("c.own_request", "AND c.k > 1"))
    ),
    Rows(
        Grant,
        "bulk_subject s JOIN bulk_request r ON r.id = s.request AND s.k = 1 JOIN bulk_person b ON b.n = s.n " + HOLDERS,
        {**BECAUSE, "fence": "b.person"},
    ),
]

TABLES = [*CONTACTS, *FACTS, *EVENTS, *TASKS, *GRANTS]
