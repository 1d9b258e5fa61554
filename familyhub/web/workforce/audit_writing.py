"""An audit is written, moderated or set aside; and what came of what it asked for."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework.actions.auditing import telling, write_audit
from familyhub.casework.queries.audits import who_holds, work_as_on
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.meeting_forms import SayForm
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.workforce.audit_forms import AuditForm, ModerateForm, named
from familyhub.workforce import actions, queries
from familyhub.workforce.permissions import AUDIT, AUDITED, DRAW_AUDITS
from familyhub.workforce.policy import audits as policy
from familyhub.workforce.queries import AuditPage

WRITE, MODERATE = "workforce:write_audit", "workforce:moderate_audit"
ASIDE, DONE = "workforce:set_audit_aside", "workforce:audit_action"


def page_or_404(request: HttpRequest, audit: uuid.UUID) -> AuditPage:
    """The audit; the same 404 whether there is none or it is not this asker's to read."""
    page = queries.audit_for(asker_of(request), audit)
    if page is None:
        raise Http404
    return page


def _still(request: HttpRequest, may: bool, own: bool) -> None:
    """Is it still to be done? A form that is sent twice is answered as it was the first time. Errors: Http404."""
    if not may and not (own and request.method == "POST"):
        raise Http404


@needs(AUDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, audit: uuid.UUID) -> HttpResponse:
    """Write it: what was seen, the grades, what is to be done."""
    page, asker, today = page_or_404(request, audit), asker_of(request), timezone.localdate()
    _still(request, page.may_write, page.is_auditor)
    holding = who_holds(asker, page, today)
    second = queries.auditors_for(page.team, today)
    own = {asker.number, page.worker}
    offered = {one: name for one, name in holding.items() if one in second and one not in own}
    form = AuditForm(request.POST or None, today=today, owners=named(holding), moderators=named(offered))
    form.initial = drafts.initial_from_draft(request, WRITE, audit, form)

    def act() -> tuple[str, str]:
        write_audit(audit=audit, new=form.new(), by=asker, at=timezone.now())
        return "The audit was kept and waits to be moderated", reverse("workforce:audit", args=[audit])

    more = {"page": page, "work": work_as_on(asker, page.case, page.line.as_on)}
    back, title = (
        reverse("workforce:audit", args=[audit]),
        f"Audit of the work with the family of {page.line.reference}",
    )
    return take(request, Sheet(WRITE, audit, title, "Finish", back, form, act, "workforce/audit_write.html", more))


@needs(AUDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def moderate(request: HttpRequest, audit: uuid.UUID) -> HttpResponse:
    """Agree to the grade or change it."""
    page = page_or_404(request, audit)
    _still(request, page.may_moderate, page.is_moderator)
    form = ModerateForm(request.POST or None, scale=policy.scale_called(page.scale))
    form.initial = {"grade": page.given_code} | drafts.initial_from_draft(request, MODERATE, audit, form)

    def act() -> tuple[str, str]:
        said, by = form.cleaned_data, asker_of(request)
        words, grade = said["words"], said["grade"]
        telling(lambda: actions.moderate_audit(audit=audit, grade=grade, words=words, by=by, at=timezone.now()))
        return "The audit was moderated", back

    back = reverse("workforce:audit", args=[audit])
    lead = (
        f"{page.line.auditor} graded it {page.given.lower()}. Both grades are kept. After this nobody changes it; "
        f"{page.line.worker or 'the worker'} and whoever leads the line read it."
    )
    title = f"Moderate the audit of the family of {page.line.reference}"
    return take(request, Sheet(MODERATE, audit, title, "Moderate", back, form, act, more={"lead": lead}))


@needs(AUDIT, DRAW_AUDITS)
@require_http_methods(["GET", "HEAD", "POST"])
def set_aside(request: HttpRequest, audit: uuid.UUID) -> HttpResponse:
    """It is not done, and why."""
    page = page_or_404(request, audit)
    _still(request, page.may_set_aside, page.is_auditor)
    back = reverse("workforce:audit", args=[audit])
    form = SayForm(request.POST or None, initial=drafts.initial_from_draft(request, ASIDE, audit))

    def act() -> tuple[str, str]:
        words, by = form.cleaned_data["words"], asker_of(request)
        telling(lambda: actions.set_audit_aside(audit=audit, words=words, by=by, at=timezone.now()))
        return "The audit was set aside", back

    lead = "Say why it is not done: you know the family, they are going through too much, they moved away."
    return take(request, Sheet(ASIDE, audit, "Set this audit aside", "Set aside", back, form, act, more={"lead": lead}))


@needs(AUDIT, AUDITED)
@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest, audit_action: uuid.UUID) -> HttpResponse:
    """What came of what an audit asked for."""
    line = queries.action_for(asker_of(request), audit_action)
    if line is None:
        raise Http404
    back = reverse("tray:home")
    form = SayForm(request.POST or None, initial=drafts.initial_from_draft(request, DONE, audit_action))

    def act() -> tuple[str, str]:
        words, by, now = form.cleaned_data["words"], asker_of(request), timezone.now()
        telling(lambda: actions.finish_audit_action(action=audit_action, words=words, by=by, at=now))
        return "It was kept", back

    lead = f"{line.words}. By {line.due_on:%-d %B %Y}." + (f" Done: {line.done_words}" if line.is_done else "")
    return take(request, Sheet(DONE, audit_action, "What came of it", "Save", back, form, act, more={"lead": lead}))
