"""An act upon one object of a case: a form, offered while the act is open, done once. Each is a row of a table."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.core.asker import Asker
from familyhub.core.permissions import Permission, needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.meanwhile import Stands
from familyhub.web.casework.taking import Sheet, take


class Versioned(Protocol):
    """A page that says which version of its object it shows."""

    @property
    def id(self) -> uuid.UUID:
        """The object's number."""

    @property
    def version(self) -> int:
        """Its version."""

    @property
    def state_words(self) -> str:
        """How it stands."""


Page = TypeVar("Page", bound=Versioned)


@dataclass(frozen=True)
class Words:
    """What stands above the form, on its button, and between."""

    title: str
    button: str
    lead: str = ""


def says(title: str, button: str) -> Callable[[Any], Words]:
    """The same words whatever the page shows."""
    words = Words(title, button)
    return lambda page: words


@dataclass(frozen=True)
class Told(Generic[Page]):
    """What an act is told: the page that was read, the form that was filled in, who acts and when."""

    page: Page
    form: Any
    by: Asker
    at: datetime

    @property
    def said(self) -> dict[str, Any]:
        """What was typed, field by field."""
        return self.form.cleaned_data  # type: ignore[no-any-return]

    @property
    def seen(self) -> int | None:
        """The version that was read."""
        return self.said["version"]  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Verb(Generic[Page]):
    """One act. `do` acts and gives the banner's words; `is_open` says where the form is offered at all."""

    code: str
    needs: Permission
    words: Callable[[Page], Words]
    form: type[Form]
    do: Callable[[Told[Page]], str]
    is_open: Callable[[Page], bool] = lambda page: True
    template: str = "casework/form.html"
    more: Callable[[Page], Mapping[str, Any]] = field(default=lambda page: {})


def sheet_of(request: HttpRequest, verb: Verb[Page], page: Page, back: str) -> Sheet:
    """The form on its page: what was typed before, at the version that stands now."""
    asker, words = asker_of(request), verb.words(page)
    form = verb.form(request.POST or None, initial=drafts.initial_from_draft(request, verb.code, page.id, verb.form))

    def act() -> tuple[str, str]:
        return verb.do(Told(page, form, asker, timezone.now())), back

    more = {"page": page, "lead": words.lead, **verb.more(page)}
    stands = Stands(page.version, facts={"How it stands": page.state_words})
    return Sheet(verb.code, page.id, words.title, words.button, back, form, act, verb.template, more, stands)


def view_of(
    verb: Verb[Page], page_or_404: Callable[[HttpRequest, uuid.UUID], Page], address_of: Callable[[uuid.UUID], str]
) -> Callable[..., HttpResponse]:
    """The act's view. Where it is not open, the form is not shown; what is posted all the same is refused in words."""

    @needs(verb.needs)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, **named: uuid.UUID) -> HttpResponse:
        [number] = named.values()
        page, back = page_or_404(request, number), address_of(number)
        if request.method != "POST" and not verb.is_open(page):
            return redirect(back)
        return take(request, sheet_of(request, verb, page, back))

    return view  # type: ignore[no-any-return]
