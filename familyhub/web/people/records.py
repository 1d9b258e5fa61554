"""One person's pages: what is known, and what happened."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from familyhub.casework import queries as casework
from familyhub.components.words import clock_time, day
from familyhub.core.asker import Asker
from familyhub.core.permissions import needs
from familyhub.people import queries
from familyhub.people.permissions import LEARN, REGISTER, SEE
from familyhub.people.queries import PersonPage
from familyhub.sharing import queries as sharing
from familyhub.web.people.searching import asker_of
from familyhub.web.people.shelf import panels_of

# forms of a person's page: name of the address, words of the link
LEARNED = (
    ("people:safe_contact", "Record how to contact safely"),
    ("people:reach", "Add a phone number or email address"),
    ("people:address", "Add an address"),
    ("people:relate", "Add a relationship to somebody known"),
)
REGISTERED = (
    ("people:identifier", "Add a number"),
    ("people:relative", "Register a relative"),
    ("people:name", "Add or correct a name"),
)


def page_or_404(request: HttpRequest, number: uuid.UUID) -> PersonPage:
    """The person; the same 404 whether there is none or the asker may not see them."""
    page = queries.person_for(asker_of(request), number)
    if page is None:
        raise Http404
    return page


def may_learn(asker: Asker, page: PersonPage) -> bool:
    """May they write down what is learned of this person: who registers people, or works with them in a case?"""
    return asker.may(REGISTER.code) or (asker.may(LEARN.code) and casework.works_with(asker, page.records))


def learned_or_404(request: HttpRequest, number: uuid.UUID) -> PersonPage:
    """The person, for whoever may write down what is learned of them; else the 404 of whom there is none."""
    page = page_or_404(request, number)
    if not may_learn(asker_of(request), page):
        raise Http404
    return page


def frame_of(page: PersonPage, here: str, asker: Asker) -> dict[str, Any]:
    """What stands above every page about this person."""
    rooms = (("people:person", "Overview"), ("sharing:agreements", "Agreements"), ("people:timeline", "Timeline"))
    return {
        "page": page,
        "facts": facts_of(page),
        "alerts": [*opened_alert(page, asker), *alerts_of(page)],
        "home": reverse("people:person", args=[page.person]),
        "rooms": [
            {"text": text, "href": reverse(name, args=[page.person]), "current": name == here} for name, text in rooms
        ],
    }


def opened_alert(page: PersonPage, asker: Asker) -> list[dict[str, str]]:
    """That this reader has the record open with a reason, and until when: for them alone."""
    until = sharing.open_until(asker, page.person, timezone.now())
    return [{"text": f"Opened with a reason; ends {clock_time(until)}", "kind": "urgent"}] if until else []


def facts_of(page: PersonPage) -> list[str]:
    """Age or due date first, then the date itself, then the sex."""
    who = page.identity
    facts = [who.age]
    if page.born_on:
        facts.append(f"born {'about ' if page.born_accuracy == 'estimated' else ''}{_date(page.born_on)}")
    if page.due_on:
        facts.append(f"due {_date(page.due_on)}")
    return facts if who.is_unborn else [*facts, f"sex {who.sex}"]


def _date(given: Any) -> str:
    return day(given).split(" ", 1)[1]


def alerts_of(page: PersonPage) -> list[dict[str, str]]:
    """What must not be missed. That an address is protected is said only to those who see that address."""
    if page.died_on:
        return [{"text": "Has died: nothing is sent", "kind": "urgent"}, *_protected(page)]
    alerts = []
    if page.safe_contact.known != "yes":
        alerts.append({"text": "Safe contact not known", "kind": "soon"})
    elif page.safe_contact.forbids or page.safe_contact.words:
        alerts.append({"text": "Contact rules", "kind": "soon"})
    return [*alerts, *_protected(page)]


def _protected(page: PersonPage) -> list[dict[str, str]]:
    is_protected = any(line.is_protected for line in page.addresses)
    is_protected = is_protected or any(point.is_protected for point in page.contact_points)
    return [{"text": "Protected details", "kind": "urgent"}] if is_protected else []


@needs(SEE)
def person(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """What is known, a panel a room."""
    asker = asker_of(request)
    page = queries.person_for(asker, number)
    if page is None:
        if moved := queries.now_known_as(asker, number):
            return redirect("people:person", moved)
        raise Http404
    learns = may_learn(asker, page)
    context = frame_of(page, "people:person", asker) | {
        "panels": panels_of(asker, page),
        "may_learn": learns,
        "forms": [{"text": text, "href": reverse(name, args=[number])} for name, text in _forms(asker, page, learns)],
    }
    return render(request, "people/person.html", context)


def _forms(asker: Asker, page: PersonPage, learns: bool) -> list[tuple[str, str]]:
    """What this asker may change of somebody: the unborn can be born, the living die."""
    forms = [*LEARNED] if learns else []
    if not asker.may(REGISTER.code):
        return forms
    born = [("people:born", "The baby is born")]
    wrong = [("people:birth", "Correct the date of birth"), ("people:sex", "Correct the sex")]
    died = [] if page.died_on else [("people:died", "Record a death")]
    return [*forms, *REGISTERED, *(born if page.identity.is_unborn else wrong), *died]
