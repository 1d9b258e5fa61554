"""What stands beside a request: those joined to it, the MASH enquiry, what it holds back, and the protection desk."""

from __future__ import annotations

from familyhub.core.models import Bar, Grant
from familyhub.demo.bulk.filling import Rows
from familyhub.demo.bulk.invented import number_of
from familyhub.demo.bulk.referrals import AT_DOOR, IS_MASH, OFFICER
from familyhub.referrals.models import DeskReason, Enquiry, EnquiryStep, Hold, Joining, Request, Step, WithDesk
from familyhub.referrals.terms.requests import EnquiryState, Lane, State, Why

ENQUIRY = number_of("enquiry", "r.r")
JOINED = "bulk_contact c JOIN bulk_request r ON r.r = c.r WHERE c.k > 1"
MASH = f"bulk_request r WHERE {IS_MASH}"
IS_OPEN = f"r.state = '{State.ESCALATED.value}'"
LINE = number_of("line", "c.r || ':' || c.k")
DESK = "(SELECT id FROM accounts_team WHERE kind = 'protection' LIMIT 1)"
BECAUSE = "'the desk took it over'"
# where the desk did not take it over, the same rows are written and have ended
ENDED = "CASE WHEN NOT c.taken THEN c.received_at END"

JOINED_REQUESTS = [
    Rows(
        Request,
        JOINED,
        {
            "id": "c.own_request",
            "fence": "c.own_request",
            "reference": "'J' || lpad(c.r::text, 8, '0') || lpad(c.k::text, 2, '0')",
            "version": "2",
            "lane": f"'{Lane.EARLY_HELP.value}'",
            "rank": "5",
            "state": f"'{State.JOINED.value}'",
            "received_at": "c.received_at",
            "decide_by": "c.received_at + interval '2 days'",
            "allocate_by": "c.received_at + interval '7 days'",
            "first_contact_by": "c.received_at + interval '14 days'",
            "place": "'no_postcode'",
            "changed_at": "c.received_at",
            "joined_to_id": "c.request",
        },
    ),
    *(
        Rows(
            Step,
            JOINED,
            {
                **OFFICER,
                "fence": "c.own_request",
                "request_id": "c.own_request",
                "version": str(version),
                "state": f"'{state.value}'",
                "at": "c.received_at",
            },
        )
        for version, state in ((1, State.RECEIVED), (2, State.JOINED))
    ),
    Rows(
        Joining,
        JOINED,
        {
            **OFFICER,
            "fence": "c.request",
            "request_id": "c.own_request",
            "into_id": "c.request",
            "because": "'they are about the same child'",
            "at": "c.received_at",
        },
    ),
]

ENQUIRIES = [
    Rows(
        Enquiry,
        MASH,
        {
            "id": ENQUIRY,
            "fence": "r.id",
            "request_id": "r.id",
            "state": f"CASE WHEN {IS_OPEN} THEN '{EnquiryState.RECEIVED.value}' ELSE '{EnquiryState.CLOSED.value}' END",
            "opened_at": "r.received_at",
            "decide_by": "r.received_at + interval '1 day'",
        },
    ),
    Rows(
        EnquiryStep,
        MASH,
        {
            **OFFICER,
            "fence": "r.id",
            "enquiry_id": ENQUIRY,
            "version": "1",
            "state": f"'{EnquiryState.RECEIVED.value}'",
            "at": "r.received_at",
        },
    ),
    # of every hundred one request at the front door waits for the enquiry that came three numbers later
    Rows(
        Hold,
        "bulk_request h JOIN bulk_request r ON r.r = h.r + 3"
        f" WHERE h.r % 100 = 1 AND h.state = '{State.RECEIVED.value}' AND {IS_OPEN}",
        {
            "fence": "h.id",
            "request_id": "h.id",
            "enquiry_id": ENQUIRY,
            "placed_at": "h.received_at",
            "decide_by": "h.received_at + interval '1 day'",
        },
    ),
]

PROTECTION = [
    Rows(
        DeskReason,
        "bulk_contact c",
        {
            "fence": "c.own_request",
            "request_id": "c.own_request",
            "why": f"CASE WHEN c.taken THEN '{Why.SAMPLE.value}' ELSE '{Why.NONE.value}' END",
            "at": "c.received_at",
        },
    ),
    Rows(
        WithDesk,
        "bulk_contact c JOIN bulk_request r ON r.r = c.r",
        {
            "id": LINE,
            "fence": LINE,
            "request_number": "c.own_request",
            "reference": "c.reference",
            "lane": f"'{Lane.EARLY_HELP.value}'",
            "rank": "5",
            "received_at": "c.received_at",
            "decide_by": "c.received_at + interval '2 days'",
            "since": "c.received_at",
            "until": f"CASE WHEN NOT c.taken OR c.k > 1 OR c.state NOT IN ({AT_DOOR}) THEN c.received_at END",
        },
    ),
    *(
        Rows(
            Bar,
            "bulk_contact c",
            {"fence": fence, "because": BECAUSE, "since": "c.received_at", "until": ENDED, "yields": "true"},
        )
        for fence in ("c.own_request", "c.id")
    ),
    *(
        Rows(
            Grant,
            "bulk_contact c",
            {"holder": DESK, "fence": fence, "because": BECAUSE, "since": "c.received_at", "until": ENDED},
        )
        for fence in ("c.own_request", "c.id")
    ),
]

TABLES = [*JOINED_REQUESTS, *ENQUIRIES, *PROTECTION]
