"""Before another parent is contacted: whether, how, and what may be said."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.components.fields import Choice, Words
from familyhub.core.permissions import needs
from familyhub.referrals.actions.other_parent import NewOtherParent, settle_other_parent
from familyhub.referrals.permissions import DECIDE
from familyhub.referrals.queries.other_parent import parent_line
from familyhub.referrals.terms.requests import MAY_CONTACT_LABELS, MayContact
from familyhub.web.asking import asker_of
from familyhub.web.drafts import initial_from_draft
from familyhub.web.forms_once import KEY_REUSED, FormKey, KeyReused, sent_once
from familyhub.web.referrals.showing import page_or_404

CODE = "referrals:other_parent"


class OtherParentForm(FormKey, forms.Form):
    """What was settled."""

    may = Choice(
        called="if this parent may be contacted",
        label="May this parent be contacted?",
        choices=[(one.value, words) for one, words in MAY_CONTACT_LABELS.items()],
    )
    how = Words(called="how", label="How and when", max_length=500, rows=2, required=False)
    may_be_said = Words(
        called="what may be said",
        label="What may be said",
        help_text="The parent who asked for help decides what of their own story is told",
        max_length=1000,
        rows=3,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A yes needs the way and the words."""
        said = super().clean() or self.cleaned_data
        if said.get("may") == MayContact.YES.value:
            for name, words in (("how", "Say how and when it is safe"), ("may_be_said", "Say what may be said")):
                if not said.get(name):
                    self.add_error(name, words)
        return said


@needs(DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def other_parent(request: HttpRequest, number: uuid.UUID, subject: uuid.UUID) -> HttpResponse:
    """One parent named in the request; 404 for anybody else."""
    page = page_or_404(asker_of(request), number)
    line = parent_line(number, subject, page.contacts)
    if line is None:
        raise Http404
    initial = {"may": line.may.value if line.may else None, "how": line.how, "may_be_said": line.may_be_said}
    kept = initial_from_draft(request, CODE, number, OtherParentForm)
    form = OtherParentForm(request.POST or None, initial=initial | kept)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        new = NewOtherParent(subject, MayContact(said["may"]), said["how"], said["may_be_said"])

        def act() -> str:
            settle_other_parent(request=number, new=new, by=asker_of(request), at=timezone.now())
            return f"/requests/{number}/"

        try:
            return redirect(sent_once(request, CODE, act, about=number))
        except KeyReused:
            form.add_error(None, KEY_REUSED)
    status = 422 if form.is_bound else 200
    return render(request, "referrals/other_parent.html", {"page": page, "line": line, "form": form}, status=status)
