"""What stands on a partners meeting's agenda: a child is put to it, what was said, and what came of each action."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import actions, queries
from familyhub.casework.actions.partners_later import let_hear
from familyhub.casework.local.partners import meeting_rules
from familyhub.casework.permissions import CONVENE, SEAT, WORK
from familyhub.casework.queries import ItemPage, SeatLine
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.episodes import page_or_404
from familyhub.web.casework.meeting_forms import SayForm
from familyhub.web.casework.partners_forms import HearForm, PutForm, SaidForm
from familyhub.web.casework.taking import Sheet, take

PUT, SAID, DONE = "casework:put_child", "casework:say_item", "casework:finish_agreed"
HEAR = "casework:let_hear"


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def put(request: HttpRequest, episode: uuid.UUID) -> HttpResponse:
    """Put this child to the team's next partners meeting."""
    page, asker = page_or_404(request, episode), asker_of(request)
    back = reverse("casework:episode", args=[episode])
    following = queries.next_partners_meeting(asker, page.team_id, timezone.now())
    if following is None or page.closed_on:
        return render(request, "casework/partners_none.html", {"back": back, "team": page.team})
    form = PutForm(request.POST or None, seats=queries.seats_of(asker, following.id))
    form.initial = drafts.initial_from_draft(request, PUT, episode, form)

    def act() -> tuple[str, str]:
        by, at = asker_of(request), timezone.now()
        item = actions.put_child(episode=episode, meeting=following.id, new=form.new(), by=by, at=at)
        return "The child was put to the meeting", reverse("casework:agenda_item", args=[item])

    days = meeting_rules(settings.ENVIRONMENT.authority).read_for_days
    more = {"meeting": following, "who": page.who, "days": days}
    title = "Put to the partners meeting"
    return take(request, Sheet(PUT, episode, title, title, back, form, act, "casework/partners_put.html", more))


def item_or_404(request: HttpRequest, number: uuid.UUID, *, to_write: bool = False) -> ItemPage:
    """The item; the same 404 whether there is none, it was not put to the asker, or is not theirs to write."""
    page = queries.agenda_item_for(asker_of(request), number)
    if page is None or (to_write and not page.may_say):
        raise Http404
    return page


@needs(SEAT)
def item(request: HttpRequest, agenda: uuid.UUID) -> HttpResponse:
    """One item as this member reads it."""
    page = item_or_404(request, agenda)
    has_begun = page.starts_at <= timezone.now()
    context = {
        "page": page,
        "back": reverse("casework:partners_meeting", args=[page.meeting]),
        "may_say": page.may_say and has_begun and not page.line.is_said,
        "may_add": page.may_say and bool(page.line.child) and bool(_unnamed(request, page)),
        "may_take_off": page.may_say and bool(page.line.child) and not page.line.is_said,
    }
    return render(request, "casework/partners_item.html", context)


@needs(WORK, CONVENE)
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest, agenda: uuid.UUID) -> HttpResponse:
    """What was said, and who does what by when."""
    page, back = item_or_404(request, agenda, to_write=True), reverse("casework:agenda_item", args=[agenda])
    form = SaidForm(request.POST or None, owners=_owners(request, page))
    form.initial = drafts.initial_from_draft(request, SAID, agenda, form)

    def act() -> tuple[str, str]:
        actions.say_item(item=agenda, new=form.new(), by=asker_of(request), at=timezone.now())
        return "It was kept", back

    lead = f"{page.line.child or page.line.title}. "
    lead += "Read by those it was put to." if page.line.child else "Every member reads this: name no child here."
    return take(request, Sheet(SAID, agenda, "What was said", "Save", back, form, act, more={"lead": lead}))


@needs(WORK, CONVENE)
@require_http_methods(["GET", "HEAD", "POST"])
def hear(request: HttpRequest, agenda: uuid.UUID) -> HttpResponse:
    """One more member needs to hear it."""
    page, back = item_or_404(request, agenda, to_write=True), reverse("casework:agenda_item", args=[agenda])
    if not page.line.child:
        raise Http404
    form = HearForm(request.POST or None, seats=_unnamed(request, page))
    form.initial = drafts.initial_from_draft(request, HEAR, agenda, form)

    def act() -> tuple[str, str]:
        said, at = form.cleaned_data, timezone.now()
        let_hear(item=agenda, seat=uuid.UUID(said["seat"]), words=said["words"], by=asker_of(request), at=at)
        return "They read it from now on", back

    lead = f"{page.line.child}. They read the item and what is said, as those named before do; no record opens."
    return take(request, Sheet(HEAR, agenda, "Put to one more member", "Add", back, form, act, more={"lead": lead}))


def _unnamed(request: HttpRequest, page: ItemPage) -> list[SeatLine]:
    """The members to whom it was not put."""
    named = {one.seat for one in page.needs}
    return [one for one in queries.seats_of(asker_of(request), page.meeting) if one.id not in named]


def _owners(request: HttpRequest, page: ItemPage) -> list[tuple[uuid.UUID, str]]:
    """Who can be given an action: those it was put to and who work with the family; of a standing one every member."""
    asker, today = asker_of(request), timezone.localdate()
    if page.case:
        ours = queries.who_may_do(asker, page.case, today)
        return [*ours, *((one.staff, one.who) for one in page.needs if one.staff)]
    seats = queries.seats_of(asker, page.meeting)
    return [(one.staff, f"{one.name} ({one.role_label.lower()})") for one in seats if one.staff]


@needs(WORK, CONVENE)
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, agenda: uuid.UUID) -> HttpResponse:
    """The child is not talked about after all."""
    page, back = item_or_404(request, agenda, to_write=True), reverse("casework:agenda_item", args=[agenda])
    if request.method == "POST":
        try:
            actions.take_off(item=agenda, by=asker_of(request), at=timezone.now())
        except actions.NotThere as gone:
            raise Http404 from gone
        except actions.Refused as refused:
            messages.error(request, str(refused))
            return redirect(back)
        messages.success(request, "The child was taken off the agenda: those it was put to read it no longer")
        return redirect("casework:partners_meeting", page.meeting)
    return render(request, "casework/partners_off.html", {"page": page, "back": back})


@needs(SEAT)
@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest, agreed: uuid.UUID) -> HttpResponse:
    """What came of an action."""
    line = queries.agreed_for(asker_of(request), agreed)
    if line is None:
        raise Http404
    back = reverse("casework:agenda_item", args=[line.item])
    form = SayForm(request.POST or None, initial=drafts.initial_from_draft(request, DONE, agreed))

    def act() -> tuple[str, str]:
        words = form.cleaned_data["words"]
        actions.finish_agreed(agreed=agreed, words=words, by=asker_of(request), at=timezone.now())
        return "It was kept", reverse("casework:partners_meetings")

    more = {"lead": f"{line.words}. By {line.due_on:%-d %B %Y}."}
    return take(request, Sheet(DONE, agreed, "What came of it", "Save", back, form, act, more=more))
