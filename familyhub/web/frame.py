"""What stands around every page: names, navigation, the way out."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from familyhub.core.asker import NOBODY, Asker, Kind
from familyhub.places import queries as places
from familyhub.places.authority import read_authority
from familyhub.web import signin

SERVICE = "Open Family Hub"
EXIT = "https://www.bbc.co.uk/weather"
# Words, name of the address, the permissions of which one is needed ("" for everybody who is signed in).
# An address that this copy does not have is left out.
NAVIGATION: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Tray", "tray:home", ()),
    ("Board", "referrals:board", ("referrals.board",)),
    ("MASH", "mash:list", ("referrals.board",)),
    ("Being looked at", "mash:held", ("referrals.manage_duty",)),
    ("Duty list", "mash:duty", ("referrals.manage_duty",)),
    ("Phrases", "referrals:phrases", ("referrals.phrases",)),
    ("My requests", "referrals:mine", ("referrals.work", "referrals.allocate")),
    ("Caseload", "casework:caseload", ("casework.work", "casework.manage")),
    ("Visits", "casework:diary", ("casework.work", "casework.manage")),
    ("Workload", "casework:workload", ("casework.manage",)),
    ("Partners meetings", "casework:partners_meetings", ("casework.seat",)),
    ("Supervision", "workforce:supervisions", ("workforce.supervise", "workforce.supervised")),
    ("Audits", "workforce:audits", ("workforce.audit", "workforce.audited")),
    ("Audit results", "workforce:audit_counts", ("workforce.audit_counts",)),
    ("Question sets", "casework:question_sets", ("casework.sets",)),
    ("Totals", "referrals:totals", ("referrals.totals",)),
    ("Listings", "listings:desk", ("directory.edit",)),
    ("Feeds", "feeds:files", ("imports.run",)),
    ("Uncertain", "feeds:waiting", ("imports.review",)),
    ("Newcomers", "feeds:areas", ("development.lists",)),
    ("14-day check", "feeds:check", ("development.notify",)),
    ("Pregnancy", "feeds:pregnancy", ("development.book",)),
    ("Search", "people:search", ("people.search",)),
    ("Same person?", "people:review", ("people.review", "people.merge")),
    ("Open with a reason", "sharing:open", ("sharing.open_with_reason",)),
    ("Places", "places:network", ()),
    ("Contacts", "contacts", ("accounts.see_contacts",)),
    ("Teams", "teams", ("accounts.see_contacts",)),
    ("Roles", "roles", ("accounts.see_contacts",)),
    ("Staff", "staff", ("accounts.manage",)),
    ("Messages", "messages:dead", ("messages.mend",)),
    ("Joined alone", "people:line", ("people.set_line",)),
    ("Access log", "access_log:log", ("accounts.see_access_log",)),
    ("Sign-ins", "sign_ins", ("accounts.see_sign_ins",)),
    ("Opened", "sharing:reviews", ("sharing.oversee",)),
    ("Reads", "sharing:reads", ("sharing.oversee",)),
    ("Relations", "sharing:relations", ("sharing.oversee",)),
    ("Me", "me", ()),
)
FOOTER: tuple[tuple[str, str], ...] = (
    ("Accessibility", "accessibility"),
    ("Privacy", "privacy"),
    ("Demonstration sign-in", "demo"),
    ("Demonstration outbox", "demo_outbox"),
)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def navigation(asker: Asker, path: str) -> list[dict[str, Any]]:
    """The main navigation of a member of staff, by what they may do; nobody else has one."""
    if asker.kind is not Kind.STAFF:
        return []
    items = [(text, _address(name)) for text, name, codes in NAVIGATION if not codes or any(map(asker.may, codes))]
    return [{"text": text, "href": href, "current": _is_in(path, href)} for text, href in items if href]


def _is_in(path: str, href: str) -> bool:
    """Does the page lie under this item? Under the start lies the start alone."""
    return path == href if href == "/" else path.startswith(href)


@lru_cache(maxsize=1)
def authority_name() -> str:
    """The name of the authority that runs this copy."""
    return read_authority(settings.ENVIRONMENT.authority).name


_counted: dict[tuple[str, date], str] = {}


def place_counts() -> str:
    """How the county is divided, in words, from the places themselves; "" while none are loaded.

    Counted once a day in each process, so that a footer costs no questions.
    """
    today = timezone.localdate()
    key = (str(connection.settings_dict["NAME"]), today)
    if key not in _counted:
        counts = places.counts(today)
        if not counts.districts:
            return ""
        _counted.clear()
        _counted[key] = f"{counts.districts} districts, {counts.clusters} clusters, {counts.areas} areas"
    return _counted[key]


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of the layouts."""
    asker: Asker = getattr(request, "asker", NOBODY)
    user: Any = getattr(request, "user", None)
    who = signin.signed_in_as(request) if hasattr(request, "session") else None
    footer = [{"text": text, "href": href} for text, name in FOOTER if (href := _address(name))]
    return {
        "frame": {
            "service_name": SERVICE,
            "authority_name": authority_name(),
            "demo": settings.DEMO,
            "directory": settings.ENVIRONMENT.oidc_name if settings.DIRECTORY else "",
            "is_local": settings.ENVIRONMENT.local_sign_in,
            "navigation": navigation(asker, request.path),
            "person": user.name if user is not None and user.is_authenticated else "",
            "exit_url": EXIT,
            "footer_links": footer,
            "place_counts": SimpleLazyObject(place_counts),
            "timeout_seconds": signin.limits_for(who[0]).idle if who else 0,
            "stay_url": _address("stay") if asker.is_somebody else "",
        }
    }
