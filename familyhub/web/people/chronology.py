"""The chronology of a person or of their family: filtered, and printed as it stands."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from familyhub.components.fields import Choice
from familyhub.core.permissions import needs
from familyhub.people.permissions import SEE
from familyhub.web.people.records import frame_of, page_or_404
from familyhub.web.people.searching import asker_of
from familyhub.web.people.story import ABOUT, chronology, family_of

WHOSE = [("person", "This person"), ("family", "The family")]


class ChosenForm(forms.Form):
    """Whose story, and of what."""

    whose = Choice(called="whose", label="Whose", choices=WHOSE, widget=forms.Select, required=False)
    about = Choice(
        called="what about",
        label="About",
        choices=[("", "Everything"), *ABOUT.items()],
        widget=forms.Select,
        required=False,
    )


@needs(SEE)
def timeline(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """What happened, newest first: complete, and only what this reader may see."""
    page, asker = page_or_404(request, number), asker_of(request)
    form = ChosenForm(request.GET)
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    whose, about = chosen.get("whose") or "person", chosen.get("about") or ""
    family = family_of(asker, page) if whose == "family" else {}
    told, is_cut = chronology(asker, page, family, about)
    context = frame_of(page, "people:timeline", asker) | {
        "entries": told,
        "is_cut": is_cut,
        "chosen": ChosenForm(initial={"whose": whose, "about": about}),
        "is_filtered": bool(about),
        "family": [who.name for who in family.values()],
        "printed_at": timezone.now(),
    }
    return render(request, "people/timeline.html", context)
