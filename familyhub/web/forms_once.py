"""A form that counts once, however often it is sent: a key in the form, and `sent_once` around the act."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from familyhub.core.asker import Asker
from familyhub.core.once import KeyReused, submit_once
from familyhub.web import drafts

__all__ = ["KEY_REUSED", "FormKey", "KeyReused", "sent_once"]

KEY_REUSED = (
    "This form was sent before with other words, so nothing more was stored. "
    "Look at what was stored first; if you need another, open a new form."
)


class FormKey(forms.Form):
    """Put before `forms.Form` among a form's parents: it carries the key, hidden."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)


def _key(request: HttpRequest) -> uuid.UUID:
    """The key that was posted; a new one when it is missing or was meddled with (equal content still counts once)."""
    try:
        return uuid.UUID(request.POST.get("form_key", ""))
    except ValueError:
        return uuid.uuid4()


def sent_once(
    request: HttpRequest,
    form_code: str,
    act: Callable[[], str],
    *,
    about: uuid.UUID | None = None,
    asker: Asker | None = None,
) -> str:
    """Do `act`, which gives the address of the answer, unless it was done; then the draft is dropped.

    `asker` is named where the request's own is nobody (a public form inside its own fence). Errors: KeyReused, to be
    shown as a form error with the words KEY_REUSED.
    """
    who: Asker = asker or request.asker  # type: ignore[attr-defined]
    code = f"{form_code}:{about}" if about else form_code
    values = {name: [str(v) for v in posted] for name, posted in request.POST.lists()}
    address = submit_once(who, code, _key(request), values, act, at=timezone.now())
    drafts.drop(request, form_code, about)
    return address
