"""What `familyhub demo --once` prints: one family's day, each state with its clock, and what each sender can read."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone

from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.demo import county
from familyhub.demo.seed import asker_in
from familyhub.demo.the_day import Day, Sent, live
from familyhub.messages import queries as messages
from familyhub.referrals import queries
from familyhub.referrals.policy import requests as policy
from familyhub.referrals.queries import RequestPage
from familyhub.referrals.queries import mash as lane
from familyhub.referrals.queries.counts import Counted, counted
from familyhub.referrals.terms.requests import SubjectRole

CHILDREN = (SubjectRole.CHILD, SubjectRole.UNBORN)


def tell(as_json: bool, deliver: Callable[[], None]) -> int:
    """Live the day and print it; 0 when every step was taken. `deliver` lets the worker do what waits."""
    day = live(deliver)
    story = told(day)
    if as_json:
        print(json.dumps(story, indent=2, default=str))  # noqa: T201
    else:
        _print_for_people(story)
    return 0


def told(day: Day) -> dict[str, Any]:
    """The day as one object."""
    officer, maker = asker_in("front_door_officer"), asker_in("mash_decision_maker")
    page = day.page(officer)
    with fence.enter(maker):
        enquiry = lane.enquiry_for(maker, day.enquiry, timezone.now()) if day.enquiry else None
        totals = counted([sent.received.contact for sent in day.contacts])
    if enquiry is None:
        raise LookupError("the enquiry of the day is not there for its decision maker")
    return {
        "places": county.said(timezone.localdate()),
        "counts": _counts(page, totals),
        "request": _request(page),
        "enquiry": {
            "outcome": enquiry.outcome,
            "states": [{"state": step.state, "at": step.at, "by": step.by_name} for step in enquiry.steps],
            "decide_by": enquiry.line.decide_by,
            "decided_at": enquiry.decided_at,
            "in_time": enquiry.decided_at is not None and enquiry.decided_at <= enquiry.line.decide_by,
            "duty_calls": len(enquiry.calls),
            "partners_asked": [
                {"agency": one.row.agency, "is_answered": one.answer is not None} for one in enquiry.asked
            ],
        },
        "before_release": _before(day, page, totals),
        "assessment": day.assessed.told if day.assessed else {},
        "visits": day.visits,
        "partners_meeting": day.partners_met,
        "help": day.help_given,
        "released": day.released,
        "people": day.people,
        "messages": [_message(one) for one in _receipts(day, officer)],
        "senders": [_sender(day, sent, page) for sent in day.contacts],
        "access_log_ids": day.access_rows,
        "event_ids": [one.id for one in reversed(page.told)],
    }


def _counts(page: RequestPage, totals: Counted) -> dict[str, Any]:
    children = {one.person for contact in page.contacts for one in contact.subjects if one.role in CHILDREN}
    unborn = {one.person for contact in page.contacts for one in contact.subjects if one.role is SubjectRole.UNBORN}
    return {
        "contacts": totals.contacts,
        "requests": totals.requests,
        "mash_enquiries": totals.enquiries,
        "children": len(children),
        "of_them_unborn": len(unborn),
    }


def _request(page: RequestPage) -> dict[str, Any]:
    return {
        "reference": page.reference,
        "received_at": page.received_at,
        "level": page.level,
        "postcode": page.postcode,
        "area": page.area,
        "cluster": page.cluster,
        "district": page.district,
        "team": page.team_name,
        "worker": page.worker_name,
        "states": [{"state": step.state, "at": step.at, "by": step.by_name} for step in page.steps],
        "clocks": [
            {
                "clock": clock.label,
                "due": clock.due,
                "met_at": clock.met_at,
                "in_time": clock.met_at is not None and clock.met_at <= clock.due,
                "standard": "statutory guidance" if clock.is_statutory else "local",
            }
            for clock in page.clocks
        ],
    }


def _before(day: Day, page: RequestPage, totals: Counted) -> dict[str, Any]:
    at = day.released_at
    return {
        "released_at": at,
        "held_requests": day.held,
        "refused": day.refused,
        "attempts_to_reach_the_family": sum(1 for tried in totals.attempts if at and tried < at),
        "allocations": sum(1 for step in page.steps if at and step.at < at and step.state.startswith("allocated")),
    }


def _receipts(day: Day, officer: Asker) -> list[Any]:
    with fence.enter(officer):
        return list(
            messages.sent_and_withheld(officer, "referrals.contact", [sent.received.contact for sent in day.contacts])
        )


def _message(one: Any) -> dict[str, Any]:
    return {
        "letter": one.letter,
        "way": one.way,
        "to_whom": one.to_whom,
        "end": one.end,
        "reason": one.reason or one.words,
    }


def _sender(day: Day, sent: Sent, page: RequestPage) -> dict[str, Any]:
    """The words as this sender reads them on their own page, once nothing can be undone any more."""
    later = timezone.now() + policy.UNDO_FOR
    with fence.enter(sent.reader):
        own = next(one for one in queries.own_referrals(sent.reader, later) if one.contact == sent.received.contact)
    words = [{"from": said.at, "status": said.word, "words": said.words} for said in reversed(own.said)]
    return {
        "who": sent.by_whom,
        "reference": own.reference,
        "can_read": words,
        "traces": _traces(day, sent, page, json.dumps(words, default=str)),
    }


def _traces(day: Day, sent: Sent, page: RequestPage, words: str) -> list[str]:
    """What this sender must not learn, as far as it stands in the words: nothing."""
    others = [other.received.reference for other in day.contacts if other is not sent]
    places = [page.postcode, page.area, page.cluster, page.district, page.team_name, page.worker_name]
    named = ["MASH", "enquiry", "police", "nurse", "social", "Testina", "Sampleton", "Demo"]
    return [one for one in (*others, *places, *named) if one and one.lower() in words.lower()]


def _print_for_people(story: dict[str, Any]) -> None:
    out, counts = sys.stdout, story["counts"]
    out.write(f"{story['places']}\n\n")
    out.write(
        f"Contacts {counts['contacts']}, requests {counts['requests']}, MASH enquiries {counts['mash_enquiries']},"
        f" children {counts['children']} (unborn {counts['of_them_unborn']})\n"
    )
    request, before = story["request"], story["before_release"]
    out.write(f"{request['reference']}: {request['district']}, {request['team']}, {request['worker']}\n")
    for what in ("states", "clocks"):
        for one in request[what]:
            out.write(f"  {_line(one)}\n")
    out.write("The MASH enquiry\n")
    for one in story["enquiry"]["states"]:
        out.write(f"  {_line(one)}\n")
    out.write(f"Before the release: {before['attempts_to_reach_the_family']} calls or visits\n")
    for refused in before["refused"]:
        out.write(f"  refused: {refused['answer']}\n")
    _print_assessment(story["assessment"])
    _print_released(story["released"])
    for message in story["messages"]:
        out.write(f"  message {message['letter']} by {message['way']}: {message['end']} {message['reason']}\n")
    for sender in story["senders"]:
        out.write(f"{sender['who']} reads ({sender['reference']}):\n")
        for said in sender["can_read"]:
            out.write(f"  {said['status']}: {said['words']}\n")


def _print_assessment(told: dict[str, Any]) -> None:
    lines = [told["title"], *(f"  {_line(one)}" for one in told["states"])]
    lines += [f"  refused: {one['answer']}" for one in told["refused"]]
    sys.stdout.write("\n".join(lines) + "\n")


def _print_released(told: dict[str, Any]) -> None:
    lines = [
        f"Copy {one['number']} for {one['for']}: {one['found']} of {one['of']} protected facts"
        for one in told["copies"]
    ]
    staff = told["staff_copy"]
    lines.append(f"The staff's own copy: {staff['found']} of {staff['of']}")
    sys.stdout.write("\n".join(lines) + "\n")


def _line(one: dict[str, Any]) -> str:
    return ", ".join(_word(value) for value in one.values())


def _word(value: Any) -> str:
    return f"{timezone.localtime(value):%-d %b %H:%M:%S}" if isinstance(value, datetime) else str(value)
