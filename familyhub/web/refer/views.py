"""A professional's own pages, behind the link that proved the work address: their list, a new referral, an answer."""

from __future__ import annotations

import functools
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from familyhub.accounts import actions as account_actions
from familyhub.accounts import queries as accounts
from familyhub.casework.queries.contributions import asked_at_account
from familyhub.components import repeating
from familyhub.core import drafts as kept_drafts
from familyhub.core.asker import Asker
from familyhub.documents import queries as documents
from familyhub.documents.policy import NotThere
from familyhub.referrals import actions, queries
from familyhub.referrals.actions.answering import NothingAsked
from familyhub.vocabulary import queries as vocabulary
from familyhub.web import drafts
from familyhub.web.documents import choosing
from familyhub.web.documents.choosing import Files, takes_files
from familyhub.web.forms_once import KeyReused, sent_once
from familyhub.web.refer import answer as answering
from familyhub.web.refer import days, referral
from familyhub.web.refer.whole import Whole
from familyhub.web.referrer_link.views import with_link

NEW, ANSWER, LAST_TIME = "refer:new", "refer:answer", "refer:last-time"
WHO = ("name", "job", "agency", "source", "work_phone")
NOT_WAITING = "This referral does not wait for anything from you. Nothing was stored."
either = require_http_methods(["GET", "HEAD", "POST"])


def _asker(request: HttpRequest) -> Asker:
    return request.asker  # type: ignore[attr-defined, no-any-return]


@with_link
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The referrer's own referrals: status and the exact words, nothing else."""
    own = queries.own_referrals(_asker(request))
    page = {
        "referrer": accounts.referrer_described(_number(request)),
        "own": own,
        "teams": queries.team_referrals(_asker(request)),
        "files": documents.sent(_asker(request), [one.contact for one in own]),
        "draft": kept_drafts.kept(_asker(request), NEW),
        "asked": sum(not one.answered_at for one in asked_at_account(_asker(request), timezone.now())),
        "no_exit": True,
    }
    return render(request, "refer/home.html", page)


@with_link
@never_cache
@either
@takes_files
def new(request: HttpRequest) -> HttpResponse:
    """A new referral."""
    if request.method != "POST":
        return _new_page(request, *_started(request))
    files = choosing.chosen(request)
    if repeating.pressed(request.POST, "people"):
        whole = referral.referral(repeating.after_press(files.data, "people")).unchecked()
        return _new_page(request, whole, files)
    if choosing.pressed(request):
        return _not_yet(request, referral.referral(files.data).unchecked(), files)
    if "later" in request.POST:
        choosing.keep_draft(request, files, NEW)
        _say_problems(request, files)
        messages.success(request, "Saved. Nothing was sent. You have 30 days to finish it.")
        return redirect("refer:home")
    return _sent_or_shown(request, referral.referral(files.data), files)


def _sent_or_shown(request: HttpRequest, whole: Whole, files: Files) -> HttpResponse:
    if not (referral.check(whole) and _may_go(whole, files)):
        return _not_yet(request, whole, files)
    sent = _once(request, NEW, whole, functools.partial(_send, request, whole, files))
    if sent is None:
        return _not_yet(request, whole, files)
    choosing.clear(request, files)
    _say_problems(request, files)
    return sent


def _may_go(whole: Whole, files: Files) -> bool:
    """A file that was not taken holds the form back, unless a child is or may be at risk."""
    return (referral.is_relaxed(whole.data) and not files.is_cut) or _all_taken(whole, files)


def _not_yet(request: HttpRequest, whole: Whole, files: Files) -> HttpResponse:
    """Shown again; what was typed and which files are there are kept."""
    if files.kept:
        choosing.keep_draft(request, files, NEW)
    return _new_page(request, whole, files)


def _say_problems(request: HttpRequest, files: Files) -> None:
    for problem in files.problems:
        messages.warning(request, problem)


def _started(request: HttpRequest) -> tuple[Whole, Files]:
    """What was typed and not sent, else an empty page with who they said they were last time."""
    typed = _typed(request, NEW)
    whole = referral.referral(typed).unchecked() if typed else referral.referral(known=_known(request))
    return whole, choosing.listed(request, typed)


def _typed(request: HttpRequest, code: str, about: uuid.UUID | None = None) -> QueryDict | None:
    """What was kept of a form, as if it were posted."""
    kept = kept_drafts.kept(_asker(request), code, about)
    if kept is None:
        return None
    data = QueryDict(mutable=True)
    for name, values in kept.values.items():
        data.setlist(name, list(values))
    return data


def _known(request: HttpRequest) -> dict[str, str]:
    last = kept_drafts.kept(_asker(request), LAST_TIME)
    if last:
        return {name: values[0] for name, values in last.values.items()}
    described = accounts.referrer_described(_number(request))
    return {"name": described.name, "agency": described.agency} if described else {}


def _number(request: HttpRequest) -> uuid.UUID:
    number = _asker(request).number
    if number is None:
        raise Http404
    return number


def _once(
    request: HttpRequest, code: str, whole: Whole, act: Any, about: uuid.UUID | None = None
) -> HttpResponse | None:
    """Send it once and go where the answer is; None when the page has to be shown again."""
    try:
        return redirect(sent_once(request, code, act, about=about))
    except KeyReused:
        whole.sent_before()
    except NothingAsked:
        whole.refuse(NOT_WAITING)
    except NotThere:
        whole.refuse(choosing.GONE)
    return None


def _send(request: HttpRequest, whole: Whole, files: Files) -> str:
    now, number = timezone.now(), _number(request)
    described = accounts.referrer_described(number)
    contact = referral.contact_from(whole, number, described.email if described else "")
    done = actions.receive(new=contact, by=_asker(request), at=now)
    actions.attach_files(contact=done.contact, files=files.ids, by=_asker(request), at=now)
    said = whole.said("sender")
    if said["name"]:
        account_actions.describe_referrer(referrer=number, name=said["name"], agency=said["agency"])
        kept_drafts.keep(_asker(request), LAST_TIME, {name: [said[name]] for name in WHO}, at=now)
    return reverse("refer:sent", args=[done.contact])


def _new_page(request: HttpRequest, whole: Whole, files: Files) -> HttpResponse:
    page = {"form": whole, "files": files, "levels": vocabulary.level_set(days.today()), "no_exit": True}
    return render(request, "refer/new.html", page)


@with_link
@never_cache
@require_POST
def drop_draft(request: HttpRequest) -> HttpResponse:
    """The unfinished referral is not wanted."""
    choosing.clear(request, choosing.listed(request, _typed(request, NEW)))
    drafts.drop(request, NEW)
    messages.success(request, "The unfinished referral is gone. Nothing was sent.")
    return redirect("refer:home")


@with_link
@never_cache
@require_safe
def sent(request: HttpRequest, contact: uuid.UUID) -> HttpResponse:
    """It is with the front door: the reference and the exact words."""
    page = {"own": _own(request, contact), "files": documents.sent(_asker(request), [contact]), "no_exit": True}
    return render(request, "refer/sent.html", page)


def _own(request: HttpRequest, contact: uuid.UUID) -> queries.OwnReferral:
    for own in queries.own_referrals(_asker(request)):
        if own.contact == contact:
            return own
    raise Http404


@with_link
@never_cache
@either
@takes_files
def answer(request: HttpRequest, contact: uuid.UUID) -> HttpResponse:
    """Supply what was missing."""
    own = _own(request, contact)
    if request.method == "POST":
        return _answered(request, own)
    if queries.waiting_return(_asker(request), contact) is None:
        messages.info(request, NOT_WAITING)
        return redirect("refer:home")
    typed = _typed(request, ANSWER, contact)
    whole = answering.answer(typed).unchecked() if typed else answering.answer()
    return _answer_page(request, own, whole, choosing.listed(request, typed))


def _answered(request: HttpRequest, own: queries.OwnReferral) -> HttpResponse:
    files = choosing.chosen(request)
    whole = answering.answer(files.data)
    if choosing.pressed(request):
        whole.unchecked()
    elif answering.check(whole, has_files=bool(files.kept)) and _all_taken(whole, files):
        act = functools.partial(_send_answer, request, own.contact, whole, files)
        sent = _once(request, ANSWER, whole, act, own.contact)
        if sent:
            choosing.clear(request, files)
            return sent
    if files.kept:
        choosing.keep_draft(request, files, ANSWER, own.contact)
    return _answer_page(request, own, whole, files)


def _all_taken(whole: Whole, files: Files) -> bool:
    for problem in [*files.problems, *files.harmful]:
        whole.refuse(problem)
    return whole.is_valid()


def _send_answer(request: HttpRequest, contact: uuid.UUID, whole: Whole, files: Files) -> str:
    by, at = _asker(request), timezone.now()
    evidence = referral.evidence_from(whole.said("evidence"))
    words = whole.said("words")["words"]
    actions.answer_return(contact=contact, evidence=evidence, words=words, by=by, at=at)
    actions.attach_files(contact=contact, files=files.ids, by=by, at=at)
    return reverse("refer:sent", args=[contact])


def _answer_page(request: HttpRequest, own: queries.OwnReferral, whole: Whole, files: Files) -> HttpResponse:
    return render(request, "refer/answer.html", {"own": own, "form": whole, "files": files, "no_exit": True})
