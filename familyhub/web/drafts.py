"""Nothing typed is lost: drafts as somebody types, and what was posted after a session ran out.

A view with a form calls `initial_from_draft` when it shows the form and `drop` when it was sent. What is kept is shown
to the same person alone and is never sent by itself.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from familyhub.components.date_field import PARTS
from familyhub.core import drafts, fence
from familyhub.core.asker import Asker, Kind

WAS = "hub_was"
SEEN = "seen"
EACH = frozenset({"casework:write"})  # begun several times at once about the same, so each is kept by its key
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
KEPT_KINDS = frozenset({Kind.STAFF, Kind.REFERRER, Kind.PARTNER})
PASSWORDS = frozenset({"password1", "password2", "oldpassword"})


def remember(request: HttpRequest, kind: Kind, number: uuid.UUID) -> None:
    """The session of this person ran out in this browser: a form that they send next is kept for them."""
    request.session[WAS] = f"{kind.value}:{number}"


def forget_unless(request: HttpRequest, number: uuid.UUID) -> None:
    """Somebody signed in: what was remembered stays only if it is the same person."""
    owner = _remembered(request)
    if owner and owner.number != number:
        del request.session[WAS]


def _remembered(request: HttpRequest) -> Asker | None:
    kind, _, number = request.session.get(WAS, "").partition(":")
    if not number:
        return None
    return Asker(kind=Kind(kind), number=uuid.UUID(number), holders=frozenset({uuid.UUID(number)}))


def _about(kwargs: Mapping[str, Any]) -> uuid.UUID | None:
    return next((value for value in kwargs.values() if isinstance(value, uuid.UUID)), None)


def typed(post: QueryDict) -> dict[str, list[str]]:
    """What a form sent, field by field, without passwords."""
    return {name: [str(v) for v in values] for name, values in post.lists() if name not in PASSWORDS}


def keep_refused_post(
    request: HttpRequest, view: Callable[..., Any], kwargs: Mapping[str, Any], *, why: str = "ended"
) -> HttpResponse | None:
    """Keep a form that could not be taken, for the person who typed it, and say so. None when it is nobody's.

    The form's code is the name of its address and `about` the first id in it.
    """
    asker: Asker = request.asker  # type: ignore[attr-defined]
    owner = asker if asker.kind in KEPT_KINDS else _remembered(request)
    access = getattr(view, "access", None)
    if owner is None or access is None or owner.kind not in access.kinds or request.resolver_match is None:
        return None
    if request.headers.get("X-Requested-With") == "draft":
        return HttpResponse(status=401)  # the script must not say "saved" to somebody who is signed out
    code = _each(request, request.resolver_match.view_name)
    with fence.enter(owner):
        drafts.keep(owner, code, typed(request.POST), at=timezone.now(), about=_about(kwargs))
    page = {"why": why, "kind": owner.kind.value, "back": request.path}
    return render(request, "drafts/kept.html", page, status=409)


def initial_from_draft(
    request: HttpRequest,
    form_code: str,
    about: uuid.UUID | None = None,
    form_class: type[forms.Form] | forms.Form | None = None,
) -> dict[str, Any]:
    """Values for `initial=` from what this person typed before, {} when nothing is kept.

    With `form_class`, or a form whose fields are made as it is, each field's own widget reads them (dates in three
    boxes, several choices); without it a single value is text, several are a list, and three boxes a date. What the
    page showed when it was typed (`seen`) goes along.
    """
    asker: Asker = request.asker  # type: ignore[attr-defined]
    kept = drafts.kept(asker, form_code, about) if asker.is_somebody else None
    return values_of(kept, form_class) if kept else {}


def values_of(kept: drafts.Kept, form_class: type[forms.Form] | forms.Form | None = None) -> dict[str, Any]:
    """Values for `initial=` of this draft."""
    if form_class is None:
        one_by_one = {name: values[0] if len(values) == 1 else values for name, values in kept.values.items()}
        return one_by_one | _dates_in(one_by_one)
    data = QueryDict(mutable=True)
    for name, values in kept.values.items():
        data.setlist(name, list(values))
    fields = form_class.fields if isinstance(form_class, forms.Form) else form_class.base_fields
    read = {
        name: field.widget.value_from_datadict(data, {}, name) for name, field in fields.items() if name != "form_key"
    }
    return read | ({SEEN: data[SEEN]} if SEEN in data else {})


def _dates_in(typed: Mapping[str, Any]) -> dict[str, tuple[Any, ...]]:
    """What was typed into the three boxes of each date."""
    names = [name.removesuffix("_day") for name in typed if name.endswith("_day")]
    boxes = {name: tuple(typed.get(f"{name}_{part}", "") for part in PARTS) for name in names}
    return {name: parts for name, parts in boxes.items() if any(parts)}


def keep(request: HttpRequest, form_code: str, about: uuid.UUID | None = None) -> None:
    """Keep what this request posts as a draft: "Save and finish later"."""
    asker: Asker = request.asker  # type: ignore[attr-defined]
    drafts.keep(asker, _each(request, form_code), typed(request.POST), at=timezone.now(), about=about)


def begin(request: HttpRequest, form_code: str, about: uuid.UUID, words: Mapping[str, str]) -> None:
    """What was typed into one form stands in the next, unless that one is begun already."""
    asker: Asker = request.asker  # type: ignore[attr-defined]
    said = {name: [value] for name, value in words.items() if value}
    if said and drafts.kept(asker, form_code, about) is None:
        drafts.keep(asker, form_code, said, at=timezone.now(), about=about)


def drop(request: HttpRequest, form_code: str, about: uuid.UUID | None = None) -> None:
    """The form was sent, or what was kept is not wanted."""
    asker: Asker = request.asker  # type: ignore[attr-defined]
    if asker.is_somebody:
        drafts.drop(asker, _each(request, form_code), about)


def _each(request: HttpRequest, form_code: str) -> str:
    """The code under which this one is kept."""
    key = request.POST.get("form_key", "")
    return f"{form_code}{drafts.KEY}{key}" if form_code in EACH and UUID.fullmatch(key) else form_code
