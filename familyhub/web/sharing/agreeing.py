"""Agreements of one person, and what was decided about sharing: the list, the forms, one agreement with its end."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.accounts import queries as accounts
from familyhub.accounts.terms import TeamKind
from familyhub.components.words import short_day
from familyhub.core.permissions import needs
from familyhub.people.permissions import SEE
from familyhub.people.queries import PersonPage
from familyhub.sharing import actions, queries
from familyhub.sharing.permissions import RECORD
from familyhub.sharing.policy.agreements import AgreementOver, CannotAgree, SaidBefore, warning
from familyhub.sharing.queries import AgreementLine
from familyhub.web import drafts
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.people.records import frame_of, page_or_404
from familyhub.web.sharing.agreement_forms import AgreementForm, DecisionForm, FollowedForm, WithdrawForm
from familyhub.web.sharing.follow_forms import form_of
from familyhub.web.sharing.opening import asker_of

LIST, NEW, DECIDE, END = "sharing:agreements", "sharing:agree", "sharing:decide", "sharing:withdraw"
RESPONSIBLE = {"yes": "parental responsibility", "no": "no parental responsibility"}


@needs(SEE)
def agreements(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """What was agreed, refused or not asked, and what was decided about sharing: the newest first."""
    asker, page = asker_of(request), page_or_404(request, person)
    lines = queries.agreements_of(asker, page.records, page.born_on)
    context = frame_of(page, LIST, asker) | {
        "standing": [line for line in lines if not line.is_over],
        "over": [line for line in lines if line.is_over],
        "differing": queries.differing(lines),
        "decisions": queries.decisions_of(asker, page.records),
        "may_record": asker.may(RECORD.code),
    }
    return render(request, "sharing/agreements.html", context)


@needs(RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Record what was said. `?replaces=` names the agreement that the new one stands for."""
    page = page_or_404(request, person)
    replaced = _replaced(request, page)
    options = _options(page)

    def act(form: Any) -> str:
        told = actions.Opens(
            form.giver_chosen, form.teams_chosen, replaced.id if replaced else None, again="replace" in request.POST
        )
        new = form.new()
        actions.record_agreement(
            record=page.identity.record, new=new, by=asker_of(request), at=timezone.now(), opens=told
        )
        messages.success(request, "What was said is on record")
        if told_besides := warning(new, page.born_on):
            messages.warning(request, told_besides)
        return reverse(LIST, args=[page.person])

    title = "Replace an agreement" if replaced else "Record an agreement"
    return _handle(request, page, (NEW, title), lambda *given, **more: AgreementForm(*given, **options, **more), act)


def _replaced(request: HttpRequest, page: PersonPage) -> AgreementLine | None:
    typed = request.GET.get("replaces", "")
    if not typed:
        return None
    try:
        found = queries.agreement_for(asker_of(request), uuid.UUID(typed))
    except ValueError:
        found = None
    if found is None or found.person != page.person:
        raise Http404
    return found


def _options(page: PersonPage) -> dict[str, Any]:
    """Who may have answered, and whose teams may be let in."""
    people = [
        (str(tie.other.record), f"{tie.other.name}, {tie.words}{_responsible(tie.parental_responsibility)}")
        for tie in page.relationships
    ]
    partners = accounts.teams(timezone.localdate(), TeamKind.PARTNER.value)
    return {
        "people": people,
        "teams": [(str(team.id), team.name) for team in partners],
        "responsible": _responsibility(page),
        "mothers": {str(tie.other.record) for tie in page.relationships if tie.words == "mother"},
    }


def _responsibility(page: PersonPage) -> dict[str, str]:
    """By record: whether they have parental responsibility. Two relationships that differ in it make it unknown."""
    found: dict[str, set[str]] = {}
    for tie in page.relationships:
        found.setdefault(str(tie.other.record), set()).add(tie.parental_responsibility)
    known = {record: said - {"unknown"} for record, said in found.items()}
    return {record: next(iter(said)) if len(said) == 1 else "unknown" for record, said in known.items()}


def _responsible(said: str) -> str:
    return f" ({RESPONSIBLE[said]})" if said in RESPONSIBLE else ""


@needs(RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Record that something is shared, or that it is not, and why."""
    page = page_or_404(request, person)
    lines = queries.agreements_of(asker_of(request), page.records, page.born_on)
    standing = [(str(line.id), f"{line.kind}, {line.giver}") for line in lines if line.may_end and not line.asks_again]

    def act(form: Any) -> str:
        chosen = form.agreement_chosen
        actions.decide_sharing(
            record=page.identity.record, new=form.new(), agreement=chosen, by=asker_of(request), at=timezone.now()
        )
        messages.success(request, "What you decided is on record")
        return reverse(LIST, args=[page.person])

    def made(*given: Any, **more: Any) -> DecisionForm:
        return DecisionForm(*given, standing=standing, **more)

    return _handle(request, page, (DECIDE, "Decide about sharing"), made, act)


def _handle(
    request: HttpRequest,
    page: PersonPage,
    named: tuple[str, str],
    made: Callable[..., Any],
    act: Callable[[Any], str],
) -> HttpResponse:
    """One form about a person: shown with what was typed before; sent once; refused with words, and kept."""
    code, title = named
    if request.method != "POST":
        shape = AgreementForm if code == NEW else DecisionForm
        return _show(request, page, named, made(initial=drafts.initial_from_draft(request, code, page.person, shape)))
    form = made(request.POST)
    if not form.is_valid():
        return _show(request, page, named, form, 422)
    try:
        return redirect(sent_once(request, code, lambda: act(form), about=page.person))
    except CannotAgree as refused:
        if isinstance(refused, SaidBefore):
            form.ask_to_replace(refused.offer)
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return _show(request, page, named, form, 422)
    except AgreementOver as over:
        form.add_error(None, str(over))
    except KeyReused:
        form.add_error(None, KEY_REUSED)
    return _show(request, page, named, form, 409)


def _show(
    request: HttpRequest, page: PersonPage, named: tuple[str, str], form: forms.Form, status: int = 200
) -> HttpResponse:
    code, title = named
    context = frame_of(page, "", asker_of(request)) | {
        "form": form,
        "heading": title,
        "draft_url": reverse("draft_about", args=[code, page.person]),
    }
    return render(request, "people/change.html", context, status=status)


def line_or_404(request: HttpRequest, agreement: uuid.UUID) -> AgreementLine:
    """The agreement; the same 404 whether there is none or its person is not this asker's to see."""
    line = queries.agreement_for(asker_of(request), agreement)
    if line is None:
        raise Http404
    return line


@needs(SEE)
def agreement(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    """One agreement in full, and what its end would bring with it."""
    line = line_or_404(request, agreement)
    begun = drafts.initial_from_draft(request, END, agreement, WithdrawForm)
    return draw(request, line, WithdrawForm(initial=begun))


def draw(
    request: HttpRequest,
    line: AgreementLine,
    form: WithdrawForm,
    code: int = 200,
    bound: FollowedForm | None = None,
) -> HttpResponse:
    """One agreement with its forms; `bound` is the form of what follows that came back with something to mend."""
    asker, page = asker_of(request), page_or_404(request, line.person)
    may_end = asker.may(RECORD.code) and line.may_end
    context = frame_of(page, LIST, asker) | {
        "line": line,
        "rows": _rows(line),
        "form": form if may_end else None,
        "followed_form": bound or form_of(request, page, line),
    }
    return render(request, "sharing/agreement.html", context, status=code)


def _rows(line: AgreementLine) -> list[tuple[str, str]]:
    """What is on record of it, in the order in which it is asked."""
    return [
        ("Stands", line.said),
        ("Who answered", line.giver),
        ("When", short_day(line.said_on) if line.said_on else ""),
        ("How", line.how),
        ("Until", short_day(line.until) if line.until else ""),
        ("Who may have it", "; ".join(line.agencies)),
        ("What for", "; ".join(line.purposes)),
        ("What", "; ".join(line.data)),
        ("Teams that see the record", "; ".join(line.teams)),
        ("In their words", line.words),
        ("Recorded by", f"{line.by_name}, {short_day(line.at)}"),
    ]


@needs(RECORD)
@require_http_methods(["POST"])
def withdraw(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    """Take it back: whoever saw the record because of it does not from the next request on."""
    line, form = line_or_404(request, agreement), WithdrawForm(request.POST)
    if not form.is_valid():
        return draw(request, line, form, 422)
    try:
        return redirect(sent_once(request, END, lambda: _withdraw(request, line, form), about=agreement))
    except CannotAgree as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    except AgreementOver as over:
        messages.error(request, str(over))
    except KeyReused:
        form.add_error(None, KEY_REUSED)
    return draw(request, line, form, 409)


def _withdraw(request: HttpRequest, line: AgreementLine, form: WithdrawForm) -> str:
    given, now = form.cleaned_data, timezone.now()
    since = given["effective_on"]
    moment = timezone.make_aware(datetime.combine(since, time.min)) if since else None
    told = actions.Withdrawal(given["said_by"], given["words"], moment)
    follows = actions.withdraw(agreement=line.id, told=told, by=asker_of(request), at=now)
    messages.success(request, ". ".join(["The agreement is withdrawn", *follows]))
    return reverse(LIST, args=[line.person])
