"""What a withdrawal brings with it was done; where help is given, the answers lead on to the step up or the closing."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import actions as casework
from familyhub.casework.terms.episodes import CloseReason
from familyhub.casework.terms.withdrawn import HelpAfter
from familyhub.core.permissions import needs
from familyhub.people.queries import PersonPage
from familyhub.sharing import actions
from familyhub.sharing.permissions import RECORD
from familyhub.sharing.policy.agreements import AgreementOver, CannotAgree
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.people.records import page_or_404
from familyhub.web.sharing.agreeing import draw, line_or_404
from familyhub.web.sharing.agreement_forms import FollowedForm, WithdrawForm
from familyhub.web.sharing.follow_forms import FOLLOWED, FollowedHelpForm, form_of


@needs(RECORD)
@require_http_methods(["POST"])
def followed(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    """What a withdrawal brings with it was done."""
    line = line_or_404(request, agreement)
    page = page_or_404(request, line.person)
    form = form_of(request, page, line) or FollowedForm(request.POST)
    status = 422
    if form.is_valid():
        status = 409
        try:
            return redirect(sent_once(request, FOLLOWED, lambda: _act(request, page, agreement, form), about=agreement))
        except (AgreementOver, CannotAgree) as over:
            form.add_error(None, str(over))
        except casework.Refused as refused:
            status = 422
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        except casework.NotThere as gone:
            raise Http404 from gone
        except KeyReused:
            form.add_error(None, KEY_REUSED)
    drafts.keep(request, FOLLOWED, agreement)
    return draw(request, line, WithdrawForm(), status, form)


def _act(request: HttpRequest, page: PersonPage, agreement: uuid.UUID, form: FollowedForm) -> str:
    by, now = asker_of(request), timezone.now()
    messages.success(request, "What was done is on record")
    if not isinstance(form, FollowedHelpForm):
        actions.follow_withdrawal(agreement=agreement, words=form.cleaned_data["done"], by=by, at=now)
        return reverse("sharing:agreement", args=[agreement])
    new = form.new()
    episode = casework.follow_withdrawn(agreement=agreement, records=page.records, new=new, by=by, at=now)
    if new.is_threshold_met:
        drafts.begin(request, "casework:step_up", episode, {"worry": new.why})
        return reverse("casework:step_up", args=[episode])
    if new.help_after is HelpAfter.ENDS:
        said = {"reason": CloseReason.FAMILY_CHOSE.value, "words": "The family withdrew its agreement. "}
        drafts.begin(request, "casework:close", episode, said)
        return reverse("casework:close", args=[episode])
    return reverse("casework:episode", args=[episode])
