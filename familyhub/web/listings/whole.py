"""The form of a listing as one page: its parts, what was typed before, and what somebody else wrote meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from familyhub.components import repeating
from familyhub.core import drafts
from familyhub.core.asker import Asker
from familyhub.directory.new import DAY_FIELDS
from familyhub.directory.queries import Standing
from familyhub.directory.terms import Sensitivity
from familyhub.web.asking import asker_of
from familyhub.web.listings.document import NotTaken, document_from, initial
from familyhub.web.listings.forms import AboutForm, ComingForm, ShownForm, WhoForm, formset, row_forms
from familyhub.web.listings.serving import ServingForm
from familyhub.web.refer.whole import Whole

FORMS = {"about": AboutForm, "who": WhoForm, "coming": ComingForm}
LOST_PARTS = {
    "missing_management_form": "Part of the page was lost on the way. Look through it, then save it again",
    "too_many_forms": "That is more than one listing holds",
}
MEANWHILE = (
    "Somebody changed this listing while you were typing. What it says now and what you typed stand below, side by"
    " side. Nothing of yours is lost: press Save again to keep yours"
)
Document = dict[str, Any]


def listing_page(
    document: Document, sensitivity: Sensitivity, data: Any = None, shown: dict[str, Any] | None = None
) -> Whole:
    """The form. `data`: what was posted; `shown`: for editors, the days from and until which it is shown."""
    first = initial(document, sensitivity)
    parts: dict[str, Any] = {name: form(data, initial=first[name]) for name, form in FORMS.items()}
    parts["serving"] = ServingForm(data, document, sensitivity, timezone.localdate())
    if shown is not None:
        parts["shown"] = ShownForm(data, initial=shown)
    for name, kind in row_forms(sensitivity).items():
        parts[name] = formset(kind, name)(data, prefix=name, initial=first[name], error_messages=LOST_PARTS)
    return Whole(parts, data)


def days_shown(standing: Standing) -> dict[str, Any]:
    """The days from and until which it is shown."""
    return {name: getattr(standing.listing, name) for name in DAY_FIELDS}


def days_proposed(differences: Iterable[Document]) -> dict[str, Any]:
    """The days that wait for an editor."""
    told = {one["field"]: one["after"] for one in differences if one["field"] in DAY_FIELDS}
    return {name: date.fromisoformat(day) if day else None for name, day in told.items()}


def days_said(whole: Whole, data: QueryDict) -> dict[str, Any] | None:
    """The days as typed; None from a page that did not ask for them."""
    is_asked = any(name.startswith("paused_from") for name in data)
    return {name: whole.said("shown")[name] for name in DAY_FIELDS} if is_asked else None


def pressed(data: Any) -> str:
    """The part of which a row is to be added or taken away, "" for none."""
    return next((name for name in ("times", "places", "contacts", "costs") if repeating.pressed(data, name)), "")


def redrawn(document: Document, sensitivity: Sensitivity, data: Any, shown: dict[str, Any] | None) -> Whole:
    """The same with a row more or less, and no complaint."""
    changed = repeating.after_press(data, pressed(data))
    return listing_page(document, sensitivity, changed, shown).unchecked()


def typed_before(request: HttpRequest, code: str, about: Any) -> QueryDict | None:
    """What this person typed and did not save, as it was posted."""
    asker: Asker = asker_of(request)
    kept = drafts.kept(asker, code, about) if asker.is_somebody else None
    if kept is None or "times-TOTAL_FORMS" not in kept.values:
        return None
    data = QueryDict(mutable=True)
    for name, values in kept.values.items():
        data.setlist(name, list(values))
    return data


def checked(whole: Whole, before: Document, today: date) -> Document | None:
    """What was typed as a document; None where something is to be mended, which the page then says."""
    if not whole.is_valid():
        return None
    try:
        return document_from(whole, before, today)
    except NotTaken as wrong:
        for finding in wrong.findings:
            whole.refuse(f"{finding.where.replace('_', ' ').replace('.', ', ').capitalize()} {finding.words}")
        return None


def version_of(standing: Standing) -> str:
    """What the form was made from."""
    return standing.changed_at.isoformat()


def is_meanwhile(request: HttpRequest, standing: Standing) -> bool:
    """Did somebody write since this form was made?"""
    return request.POST.get("version", "") != version_of(standing)
