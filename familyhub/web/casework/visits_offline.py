"""Today's visits are taken along, by the worker's own choice; and both notes where one was written meanwhile."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import queries
from familyhub.casework.actions.visits_writing import KINDS
from familyhub.casework.permissions import WORK
from familyhub.casework.queries import CasePage, VisitLine, VisitPage
from familyhub.casework.terms.episodes import CONTACT_LABELS
from familyhub.casework.terms.visits import FOLLOWS_LABELS, Follows, VisitState
from familyhub.components.words import clock_time
from familyhub.core import drafts
from familyhub.core.asker import Asker
from familyhub.core.permissions import needs
from familyhub.web.asking import asker_of
from familyhub.web.casework.forms import parts_for
from familyhub.web.casework.visits import visit_or_404
from familyhub.web.offline.kinds.visits import CODE, FORM
from familyhub.web.offline.shapes import Box, Item
from familyhub.web.offline.views import give

MOST = 10
STEPS = (("in", "I am at the door"), ("out", "I am out and safe"))


def _offered(request: HttpRequest) -> tuple[list[VisitLine], int]:
    """Today's visits of mine that may be on a device, and how many stay here."""
    asker, today = asker_of(request), timezone.localdate()
    lines = [line for line in queries.diary_of(asker, today, today) if line.state is VisitState.PLANNED][:MOST]
    may = queries.may_be_carried(asker, lines, today)
    return [line for line in lines if line.id in may], len(lines) - len(may)


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def along(request: HttpRequest) -> HttpResponse:
    """Choose what to take along; posted by the script alone, which keeps it encrypted on this device."""
    offered, stay = _offered(request)
    if request.method == "POST" and request.headers.get("X-Requested-With") == "offline":
        wanted = set(request.POST.getlist("about"))
        pages = [queries.visit_for(asker_of(request), line.id) for line in offered if str(line.id) in wanted]
        if chosen := [page for page in pages if page]:
            return give(request, CODE, [_item(request, page) for page in chosen])
    context = {"offered": offered, "stay": stay, "is_sent": request.method == "POST"}
    return render(request, "casework/along.html", context, status=422 if request.method == "POST" else 200)


def _item(request: HttpRequest, page: VisitPage) -> Item:
    """When, where, who, and the door: no date of birth, no phone, nothing of why we visit."""
    line, asker = page.line, asker_of(request)
    case = queries.case_for(asker, line.case)
    facts = [
        ("Where", ", ".join(page.address) or line.where),
        ("Who is visited", ", ".join(one.name for one in page.people)),
        ("Who goes", ", ".join(one.name for one in line.goers)),
        *((f"At the door: {one.label}", one.words or "Yes") for one in page.door),
    ]
    title = f"{clock_time(line.starts_at)} to {clock_time(line.ends_at)}, {line.where}"
    return Item(line.id, title, facts, STEPS if page.mine else (), _boxes(asker, page, case) if case else ())


def _boxes(asker: Asker, page: VisitPage, case: CasePage) -> list[Box]:
    kinds = [(kind.value, CONTACT_LABELS[kind]) for kind in KINDS]
    first = "home_visit" if page.home else "seen_elsewhere"
    people = [Box(f"part_{one.who.record}", one.who.name, "one", parts_for(one)) for one in case.members]
    may_leave = queries.may_leave_word(asker, page.line.case, page.home, timezone.now())
    offered = [one for one in FOLLOWS_LABELS if may_leave or one is not Follows.CARD]
    follows = [(one.value, FOLLOWS_LABELS[one]) for one in offered]
    return [
        Box("kind", "How", "one", kinds, first),
        *people,
        Box("words", "What happened", "words"),
        Box("follows", "What follows, when nobody opened", "several", follows),
    ]


@needs(WORK)
def both(request: HttpRequest, visit: uuid.UUID) -> HttpResponse:
    """What stands of a visit, and what this person typed without a signal, side by side."""
    page, asker = visit_or_404(request, visit), asker_of(request)
    kept = drafts.kept(asker, FORM, visit)
    context = {
        "page": page,
        "standing": queries.note_for(asker, page.note) if page.note else None,
        "typed": "\n".join(kept.values.get("words", [])) if kept else "",
        "write": reverse("casework:write", args=[page.line.case]),
        "back": reverse("casework:visit", args=[visit]),
    }
    return render(request, "casework/both.html", context)
