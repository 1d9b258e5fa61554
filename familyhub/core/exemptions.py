"""Tables without row security, each with its reason. A table that is neither here nor fenced fails a test."""

from __future__ import annotations

EXEMPT: dict[str, str] = {
    "core_grant": "says who may see what; holds numbers only, and every policy reads it",
    "core_bar": "says what does not exist for whom; numbers only; its own policies let a bar yield to a grant",
    "core_link": "which fences stand together; numbers only, read as grants and bars are written",
    "core_reaction": "numbers of events and names of reactions; the worker reads it before it knows the event",
    "core_seal": "digests of the access log, no person",
    "casework_offer": "the menu of interventions that an authority edits; no person",
    "casework_programme": "the list of specialist programmes that an authority edits; no person",
    "referrals_reasonphrase": "wording of the front door's own forms; no person",
    "people_linkingline": "from how likely on records are linked alone: a number, and staff who said so; no person",
    "development_birthtotal": "numbers of births by month for the whole authority; no person",
    "casework_localset": "an authority's own question sets: questions, no answers, no person",
    "workforce_auditresult": "which grade an audit of a team had on which day; no family and no worker",
    "casework_setdraft": "a draft of a question set: no answers, no person",
    "casework_setpiece": "sections and questions of such a draft; no answers, no person",
    "casework_setdraftstep": "which member of staff drafted a question set; no person",
    "core_cache": "counters of sign-in attempts, keyed by digest",
    "referrals_dutypost": "the duty list of staff and posts; nothing about people who use the service",
    "account_emailaddress": "staff sign-in",
    "account_emailconfirmation": "staff sign-in",
    "auth_group": "Django's; empty",
    "auth_group_permissions": "Django's; empty",
    "auth_permission": "names of Django's own permissions",
    "django_content_type": "names of tables",
    "django_migrations": "which migrations ran",
    "django_session": "staff sign-in; signed content, read before anybody is asking",
    "mfa_authenticator": "staff second factors, read before anybody is asking",
    "usersessions_usersession": "staff sessions",
    "procrastinate_jobs": "job rows hold ids only",
    "procrastinate_events": "job rows hold ids only",
    "procrastinate_periodic_defers": "job rows hold ids only",
    "procrastinate_workers": "which workers live",
}
EXEMPT_PREFIXES: dict[str, str] = {
    "accounts_": "staff, teams, posts and professionals at work; nothing about people who use the service",
    "directory_": "public listings and the feeds they come from; a refuge's place and a childminder's street are never"
    " stored (ADR 0024); no person",
    "places_": "facts about places from open data and configuration; no person",
    "vocabulary_": "dated codes and their local wording; no person",
}


FENCED_ALL_THE_SAME = frozenset({"directory_feedback"})
"""Tables that begin like exempt ones and hold what people say: they are fenced."""


def reason(table: str) -> str | None:
    """Why the table needs no fence, or None."""
    if table in FENCED_ALL_THE_SAME:
        return None
    if table in EXEMPT:
        return EXEMPT[table]
    return next((why for prefix, why in EXEMPT_PREFIXES.items() if table.startswith(prefix)), None)
