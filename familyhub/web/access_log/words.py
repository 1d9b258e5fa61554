"""The words of the access log's cells."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from familyhub.components.tables import status
from familyhub.components.words import counted

KINDS = {
    "staff": "A member of staff",
    "referrer": "A professional with a link",
    "family": "A family",
    "partner": "A partner",
    "machine": "A machine",
    "public": "The public form",
    "system": "The system",
    "nobody": "Nobody signed in",
}
SCREENS = {
    "tray:home": "Tray",
    "referrals:board": "Front door board",
    "referrals:request": "A request",
    "referrals:identify": "Who somebody in a request is",
    "referrals:mine": "My requests",
    "referrals:team": "A team’s requests",
    "people:search": "Search for a person",
    "people:person": "A person’s record",
    "people:timeline": "A person’s timeline",
    "people:review": "Pairs that may be one person",
    "people:pair": "Two records side by side",
    "people:claim_pair": "Taking a pair",
    "people:release": "Letting a pair go",
    "people:same": "Proposing a merge",
    "people:agree": "Agreeing to a merge",
    "people:different": "Deciding that they are two",
    "people:ask": "A question about a pair",
    "people:merge": "Merged records",
    "people:separate": "Separating people",
    "people:settle": "Settling what a separation left",
    "people:new": "Registering a person",
    "people:relative": "Registering a relative",
    "people:address": "Adding an address",
    "people:reach": "Adding a phone number or email address",
    "people:relate": "Adding a relationship",
    "people:correct_tie": "Correcting a relationship",
    "people:end_tie": "Ending a relationship",
    "people:safe_contact": "How to contact safely",
    "people:identifier": "Adding a number",
    "people:born": "Recording a birth",
    "referrals:decide": "Deciding a request",
    "referrals:give": "Giving a request to a worker",
    "documents:download": "A file was opened",
    "people:next_pair": "Taking the next pair",
    "access_log:log": "This log",
    "sharing:open": "Opening a record with a reason",
    "sharing:reviews": "Records opened with a reason",
    "sharing:reads": "Who read what, by week",
    "sharing:reads_week": "Who read what in a week",
    "sharing:reads_of": "One reader’s week",
    "sharing:mark_reads": "Marking one reader’s week",
    "sharing:agreements": "Agreements",
    "sharing:agree": "Recording an agreement",
    "sharing:decide": "Deciding about sharing",
    "sharing:agreement": "An agreement",
    "sharing:withdraw": "Withdrawing an agreement",
    "sharing:opening": "A record opened with a reason",
    "sharing:relation": "A declared relation",
}
SHOWN_AT_ONCE = 2
SHORT = 8
PERSON = (
    '<li><a class="govuk-link hub-number" href="?person={}">{}<span class="govuk-visually-hidden">{}</span></a></li>'
)


def kind_words(kind: str) -> str:
    """What sort of asker, where there is no member of staff to name."""
    return KINDS.get(kind, kind)


def screen_words(screen: str, method: str) -> str:
    """The screen in words where it has any, else its own name; a form that was sent says so."""
    words = SCREENS.get(screen, screen.replace(":", " ").replace("_", " ").capitalize())
    return f"{words} (form sent)" if method == "POST" else words


def subjects_piece(subjects: Sequence[uuid.UUID], asked: str) -> SafeString | str:
    """Numbers that filter the log by that person; many stand folded. A refused page says what was asked for."""
    if not subjects:
        return format_html('Nobody. Asked for: <span class="hub-number">{}</span>', asked) if asked else "Nobody"
    rows = ((subject, str(subject)[:SHORT], str(subject)[SHORT:]) for subject in subjects)
    links = format_html_join("", PERSON, rows)
    if len(subjects) <= SHOWN_AT_ONCE:
        return format_html('<ul class="govuk-list">{}</ul>', links)
    return format_html(
        '<details><summary class="govuk-link">{}</summary><ul class="govuk-list">{}</ul></details>',
        counted(len(subjects), "person", "people"),
        links,
    )


def outcome_piece(outcome: str) -> SafeString:
    """Shown, or refused and how."""
    words = {"shown": ("Shown", "done"), "404": ("Not theirs", "stopped"), "403": ("Not allowed", "stopped")}
    words["barred"] = ("Closed to them", "urgent")
    return status(*words.get(outcome, (outcome, "waiting")))
