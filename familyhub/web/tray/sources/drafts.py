"""What somebody typed and has not sent: theirs alone, kept 30 days."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from familyhub.components.words import clock_time, short_day
from familyhub.core import drafts
from familyhub.core.asker import Asker
from familyhub.web.tray.lines import Line

TITLE = "Not sent yet"
ORDER = 90
MOST = 20

# a draft's code is the name of the form's address; what to call it, and the page on which the form stands
FORMS = {
    "referrals:decide": ("A decision on a request", "referrals:request"),
    "referrals:key": ("Entering a request", "referrals:key"),
    "referrals:return": ("Sending a request back", "referrals:request"),
    "mash:decide": ("A decision in the MASH lane", "mash:enquiry"),
    "mash:ask": ("Asking a partner", "mash:ask"),
    "mash:pass": ("Passing a concern to another authority", "mash:pass"),
    "mash:adult": ("A concern about an adult", "mash:adult_of"),
    "referrals:attempt": ("An attempt to reach a family", "referrals:request"),
    "referrals:not_reached": ("A family that cannot be reached", "referrals:request"),
    "referrals:back": ("Giving a request back", "referrals:request"),
    "referrals:reopen": ("Opening a request again", "referrals:request"),
    "referrals:question": ("If a worry has grown", "referrals:question"),
    "referrals:transfer_passed": ("Passing a request to another authority", "referrals:transfer"),
    "referrals:transfer_received": ("Another authority's receipt", "referrals:transfer"),
    "my_leave": ("My leave", "my_leave"),
    "team_leave": ("Leave in a team", "team_leave"),
    "referrals:close": ("Closing a request", "referrals:request"),
    "refer:new": ("A referral", "refer:new"),
    "people:new": ("Registering a person", "people:new"),
    "people:relative": ("Registering a relative", "people:relative"),
    "people:address": ("An address", "people:address"),
    "people:reach": ("A phone number or email address", "people:reach"),
    "people:relate": ("A relationship to somebody known", "people:relate"),
    "people:correct_tie": ("Correcting a relationship", "people:person"),
    "people:end_tie": ("Ending a relationship", "people:person"),
    "people:safe_contact": ("How to contact somebody safely", "people:safe_contact"),
    "people:identifier": ("A number of a person", "people:identifier"),
    "people:pair": ("A decision on two records", "people:pair"),
    "people:agree": ("A decision on two records", "people:pair"),
    "people:born": ("A birth", "people:born"),
    "messages:set_aside": ("Setting a message aside", "messages:one"),
    "my_mobile": ("My work mobile", "my_mobile"),
    "sharing:open": ("Opening a record with a reason", "sharing:open"),
    "sharing:review": ("A review of a record opened with a reason", "sharing:opening"),
    "staff_add": ("Adding somebody to the staff", "staff_add"),
    "training_record": ("Recording training", "training_record"),
    "casework:assess": ("Beginning an assessment", "casework:assess"),
    "casework:assess_part": ("A part of an assessment", "casework:assess_part"),
    "casework:assess_need": ("A need that was found", "casework:assess_need"),
    "casework:assess_share": ("How an assessment was shared", "casework:assess_share"),
    "casework:assess_send_back": ("Sending an assessment back", "casework:assess_send_back"),
    "casework:assess_stop": ("Stopping an assessment", "casework:assess_stop"),
    "casework:assess_ask": ("Asking a partner to contribute", "casework:assess_ask"),
    "casework:asked_one": ("Your part in an assessment", "casework:asked_one"),
    "casework:set_add": ("A question set", "casework:set_add"),
    "casework:set_new": ("A question set", "casework:set_new"),
    "casework:set_copy": ("A copy of a question set", "casework:set_copy"),
    "casework:set_head": ("Title and days of a question set", "casework:set_head"),
    "casework:set_section_add": ("A section of a question set", "casework:set_section_add"),
    "casework:set_question_add": ("A question of a set", "casework:set_question_add"),
    "casework:set_piece": ("A question of a set", "casework:set_piece"),
    "post_fill": ("Filling a post", "post_fill"),
    "workforce:write_audit": ("An audit", "workforce:write_audit"),
    "workforce:moderate_audit": ("Moderating an audit", "workforce:moderate_audit"),
    "workforce:draw": ("A sample for audit", "workforce:draw"),
}
# what is kept so that a page can be shown again, and is no unfinished work
NOT_WORK = frozenset({"people:search"})


def lines(asker: Asker, now: datetime) -> list[Line]:
    """One query; newest first. What was typed is not told here, only where it is."""
    kept = [one for one in drafts.all_kept(asker) if one.form not in NOT_WORK]
    return [
        Line(
            title=FORMS.get(one.form, ("A form that you began", ""))[0],
            href=_address(one.form, one.about),
            due_at=None,
            kind="draft",
            words=f"Kept {short_day(one.kept_at)}, {clock_time(one.kept_at)}",
        )
        for one in kept[:MOST]
    ]


def _address(form: str, about: uuid.UUID | None) -> str:
    """Where the form stands; empty where it has no page of its own."""
    try:
        return reverse(FORMS[form][1], args=[about] if about else [])
    except (KeyError, NoReverseMatch):
        return ""
