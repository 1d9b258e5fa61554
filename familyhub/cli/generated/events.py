"""`docs/generated/events.md`: every event with the sentence that a timeline shows, and what reacts to it."""

from __future__ import annotations

import uuid
from dataclasses import MISSING, fields
from itertools import groupby
from typing import Any

from familyhub.cli.generated import MADE, Undocumented, first_sentence, page, table
from familyhub.core import reactions
from familyhub.core.events import EVENTS, OWN, Event

WORDS = (
    f"{MADE} An event says in the past tense what happened. Its sentence is what a timeline shows; the words in ‹› "
    "stand for what the event holds. The class, before the dot, is what a county-wide right opens; without one a "
    "reader needs a grant on the event's fence. The service is never run from events."
)
NOBODY = uuid.UUID(int=0)
# What an example holds where a code or a date is wanted: by the event's code and field, else by the field alone.
SAMPLES: dict[str, Any] = {
    "accounts.post_filled kind": "substantive",
    "audience": "referrer",
    "because": "done",
    "casework.assessment_shared how": "told",
    "casework.episode_closed kind": "early_help",
    "casework.episode_closed reason": "needs_met",
    "casework.episode_handed_over reason": "workload",
    "casework.episode_opened kind": "early_help",
    "casework.episode_reopened kind": "early_help",
    "casework.need_changed state": "met",
    "casework.plan_action_moved state": "done",
    "casework.release_given how": "hand",
    "casework.measure_recorded stage": "before",
    "casework.sustainment_checked result": "yes",
    "casework.note_written kind": "home_visit",
    "casework.visit_alarm_ended end": "found_safe",
    "people.corrected what": "born",
    "development.centre_told news": "new_baby",
    "development.check_notified ground": "permission",
    "due_on": "2026-11-24",
    "casework.carer_moved state": "offered",
    "casework.sent_on kind": "step_up",
    "casework.sent_on_answered answer": "social_care",
    "casework.sent_on_answered kind": "step_up",
    "casework.support_begun phase": "before",
    "casework.support_moved phase": "during",
    "casework.service_involved service": "fnp",
    "casework.service_involved stand": "referred",
    "casework.service_moved service": "fnp",
    "casework.service_moved stand": "working",
    "imports.decided decision": "this is somebody new",
    "messages.sent way": "email",
    "messages.withheld way": "email",
    "messages.given_up way": "email",
    "messages.delivered way": "text",
    "messages.sent_again way": "email",
    "messages.sent_another_way way": "email",
    "messages.sent_another_way other_way": "text",
    "messages.set_aside way": "email",
    "people.contact_point_added kind": "phone",
    "people.identifier_added kind": "nhs",
    "people.identifier_added status": "verified",
    "people_line.changed line": "0.99",
    "people_line.proposed line": "0.99",
    "people.joined_family role": "carer",
    "people.name_added use": "known_as",
    "people.relationship_recorded kind": "mother",
    "people.relationship_ended kind": "mother",
    "people.relationship_ended reason": "over",
    "sharing.reads_marked outcome": "explained",
    "referrals.enquiry_coloured colour": "amber",
    "referrals.enquiry_decided outcome": "early_help",
    "referrals.attempt_made result": "no_answer",
    "referrals.attempt_made way": "phone",
    "referrals.first_contact_made way": "phone",
    "referrals.passed_to_authority way": "phone",
    "referrals.request_given_back reason": "no_capacity",
    "referrals.request_given_back to": "coordinator",
    "referrals.worry_answered answer": "grown",
    "referrals.person_identified role": "child",
    "referrals.request_decided outcome": "to_team",
    "referrals.requests_joined because": "they are about the same child",
    "referrals.request_returned reason": "no_assessment",
    "sharing.access_not_opened reason": "duty",
    "sharing.agreement_ended kind": "service",
    "sharing.agreement_recorded kind": "data",
    "sharing.agreement_recorded status": "given",
    "sharing.decided shared": "share",
    "sharing.withdrawal_followed kind": "service",
    "sharing.access_opened reason": "emergency",
    "sharing.access_reviewed outcome": "justified",
    "tries": 6,
}
PLAIN: dict[Any, Any] = {"str": None, "bool": False, "int": 1, str: None, bool: False, int: 1}


def example(kind: type[Event]) -> Event:
    """One event of this kind, made of samples. Errors: Undocumented where its sentence wants one that is not here."""
    values = {f.name: _sample(kind.code, f) for f in fields(kind) if f.name not in OWN}
    made = kind(fence=NOBODY, about=NOBODY, **values)
    try:
        made.sentence()
    except (ValueError, KeyError) as error:
        raise Undocumented(
            f"the event {kind.code} has no example sentence ({error}): add the code that its field wants to SAMPLES "
            "in familyhub/cli/generated/events.py"
        ) from error
    return made


def _sample(code: str, item: Any) -> Any:
    for name in (f"{code} {item.name}", item.name):
        if name in SAMPLES:
            return SAMPLES[name]
    plain = PLAIN.get(item.type)
    if plain is not None:
        return item.default if item.default is not MISSING else plain
    return f"‹{item.name.replace('_', ' ')}›"


def _reacting(kind: type[Event]) -> str:
    found = [code for code, module in reactions.shelved().items() if issubclass(kind, module.ON)]
    return ", ".join(f"`{code}`" for code in found)


def _row(code: str) -> tuple[str, str, str, str]:
    kind = EVENTS[code]
    if not first_sentence(kind.__doc__):
        raise Undocumented(f"the event {code} has no docstring")
    holds = ", ".join(f.name for f in fields(kind) if f.name not in OWN)
    return f"`{code}`", example(kind).sentence(), holds or "nothing more", _reacting(kind)


def markdown() -> str:
    """The page."""
    lines: list[str] = []
    ours = sorted(code for code, kind in EVENTS.items() if code and kind.__module__.startswith("familyhub."))
    for room, codes in groupby(ours, key=lambda code: code.partition(".")[0]):
        head = ("event", "example", "what it holds", "what reacts to it")
        lines += [f"## {room}", "", *table(head, map(_row, codes)), ""]
    return page("Events", WORDS, lines)
