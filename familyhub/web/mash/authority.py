"""A concern about another authority's child: phoned through, recorded, and over here."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.components.fields import Line, Words
from familyhub.core.permissions import needs
from familyhub.referrals import queries
from familyhub.referrals.actions import mash as actions
from familyhub.referrals.actions.allocation_sight import Refused
from familyhub.referrals.actions.allocation_transfer import NewPassing
from familyhub.referrals.actions.steps import ChangedMeanwhile, NotNow
from familyhub.referrals.permissions import DECIDE, DECIDE_MASH
from familyhub.referrals.queries.mash import EnquiryPage
from familyhub.referrals.terms.allocation import Basis, PassedBy
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.forms_once import KEY_REUSED, FormKey, KeyReused, sent_once
from familyhub.web.mash.workspace import found_or_404
from familyhub.web.referrals.allocation_forms import Timed, now_words

CODE = "mash:pass"


class PassForm(FormKey, Timed):
    """To whom, who took the call and when, and what they were told."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    authority_name = Line(called="the authority", label="Which authority", max_length=120)
    phoned_to = Line(called="who took the call", label="Who took the call", max_length=120)
    what = Words(called="what you told them", label="What you told them", max_length=2000, rows=3)
    field_order = ("authority_name", "phoned_to", "day", "time", "what")

    def passing(self) -> NewPassing:
        """By phone, on nobody's agreement: a concern waits for none."""
        said = self.cleaned_data
        return NewPassing(
            said["authority_name"], PassedBy.PHONE, Basis.SAFETY, said["what"], self.moment, said["phoned_to"]
        )


@needs(DECIDE, DECIDE_MASH)
@require_http_methods(["GET", "HEAD", "POST"])
def pass_on(request: HttpRequest, enquiry: uuid.UUID) -> HttpResponse:
    """The other authority has been phoned: record it, and the enquiry ends with it."""
    asker, found = asker_of(request), found_or_404(request, enquiry)
    guide = queries.place_guide(asker, found.line.request)
    begun: dict[str, Any] = {"version": found.version, **now_words()}
    begun |= drafts.initial_from_draft(request, CODE, enquiry, PassForm)
    form = PassForm(request.POST or None, initial=begun)
    if request.method != "POST":
        return _draw(request, found, form, guide)

    def act() -> str:
        seen = form.cleaned_data["version"]
        new, at = form.passing(), timezone.now()
        made = actions.pass_to_authority(enquiry=enquiry, new=new, by=asker, at=at, version_seen=seen)
        return f"/transfers/{made}/"

    if form.is_valid():
        try:
            return redirect(sent_once(request, CODE, act, about=enquiry))
        except KeyReused:
            form.add_error(None, KEY_REUSED)
        except (ChangedMeanwhile, NotNow, Refused) as refused:
            form.add_error(None, str(refused))
    drafts.keep(request, CODE, enquiry)
    return _draw(request, found, form, guide, 422)


def _draw(request: HttpRequest, found: EnquiryPage, form: PassForm, guide: Any, status: int = 200) -> HttpResponse:
    context = {"line": found.line, "is_open": found.can_decide, "form": form, "guide": guide}
    return render(request, "mash/pass.html", context, status=status)
