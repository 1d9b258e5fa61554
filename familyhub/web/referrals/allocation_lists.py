"""What nobody has been helped with yet, in sight of coordinator and manager; the question; what a sender added."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import counted, short_day
from familyhub.core.clocks import last_day_of
from familyhub.core.permissions import needs
from familyhub.referrals import actions, queries
from familyhub.referrals.actions.allocating import NotYours
from familyhub.referrals.actions.allocation_reaching import NoSuchQuestion
from familyhub.referrals.actions.allocation_sight import Refused
from familyhub.referrals.actions.steps import NotNow
from familyhub.referrals.permissions import ALLOCATE, SEE
from familyhub.referrals.queries.allocation import BackCount, NotYetLine, QuestionLine
from familyhub.referrals.terms.allocation import BackTo, Worry
from familyhub.web.asking import asker_of
from familyhub.web.drafts import initial_from_draft
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.referrals.allocation_forms import WorryForm
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

COUNTED_DAYS = 90


@needs(ALLOCATE)
def not_yet(request: HttpRequest) -> HttpResponse:
    """Not with a worker, not accepted or not reached, in one's teams; open questions; what was given back."""
    asker, now, today = asker_of(request), timezone.now(), timezone.localdate()
    lines, is_more = queries.not_yet(asker, now)
    questions = queries.open_questions(asker, now)
    backs = queries.given_back_counts(asker, today - timedelta(days=COUNTED_DAYS), today + timedelta(days=1))
    context = {
        "lines": lines,
        "is_more": is_more,
        "late": sum(line.is_late for line in lines),
        "table": _table(lines),
        "questions": _questions(questions) if questions else None,
        "backs": _backs(backs) if backs else None,
        "days": COUNTED_DAYS,
    }
    return render(request, "referrals/not_yet.html", context)


def _table(lines: list[NotYetLine]) -> Table:
    columns = [
        Column("Who"),
        Column("What is missing", short=True),
        Column("Age", short=True),
        Column("Clock", short=True),
    ]
    rows: list[list[object]] = [
        [
            format_html("{}<br>{}", link(line.who or "Nobody named", f"/requests/{line.id}/"), line.reference),
            format_html("{}<br>{}", status(line.missing, "waiting"), line.worker or line.team),
            counted(line.age, "working day"),
            _clock(line),
        ]
        for line in lines
    ]
    return Table("Not yet helped", [*columns], rows, caption_hidden=True)


def _clock(line: NotYetLine | QuestionLine) -> object:
    day = short_day(last_day_of(line.due))
    return status(f"overdue since {day}", "urgent") if line.is_late else f"by {day}"


def _questions(lines: list[QuestionLine]) -> Table:
    columns = [Column("Who"), Column("Team"), Column("Answer due", short=True)]
    rows: list[list[object]] = [
        [
            format_html("{}<br>{}", link(line.who or "Nobody named", f"/not-reached/{line.id}/"), line.reference),
            line.team,
            _clock(line),
        ]
        for line in lines
    ]
    return Table("Families who cannot be reached", columns, rows, caption_hidden=True)


def _backs(counts: list[BackCount]) -> Table:
    columns = [Column("Team"), Column("To", short=True), Column("Why"), Column("How often", short=True)]
    to = {BackTo.COORDINATOR: "the coordinator", BackTo.FRONT_DOOR: "the front door"}
    rows: list[list[object]] = [[one.team, to[one.to], one.reason, one.count] for one in counts]
    return Table("Given back", columns, rows, caption_hidden=True)


@needs(ALLOCATE)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, question: uuid.UUID) -> HttpResponse:
    """The family cannot be reached: the facts, and the coordinator's answer."""
    asker = asker_of(request)
    asked = queries.question_for(asker, question)
    if asked is None:
        raise Http404
    kept = initial_from_draft(request, "referrals:question", question, WorryForm)
    form = WorryForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data

        def act() -> str:
            answer = Worry(said["answer"])
            actions.answer_worry(question=question, answer=answer, words=said["words"], by=asker, at=timezone.now())
            return "/not-yet-helped/"

        try:
            return redirect(sent_once(request, "referrals:question", act, about=question))
        except (NoSuchQuestion, NotYours) as gone:
            raise Http404 from gone
        except KeyReused:
            form.add_error(None, KEY_REUSED)
        except (Refused, NotNow) as refused:
            form.add_error(None, str(refused))
    status_code = 422 if request.method == "POST" else 200
    context = {"asked": asked, "form": form, "last_day": last_day_of(asked.due)}
    return render(request, "referrals/question.html", context, status=status_code)


@needs(SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def added(request: HttpRequest, addition: uuid.UUID) -> HttpResponse:
    """What a sender added or took back; whoever has read it says so, and the task is done."""
    asker = asker_of(request)
    page = queries.added_for(asker, addition)
    if page is None:
        raise Http404
    if request.method == "POST":
        work.close_all_about(about=addition, because=DoneBecause.DONE, by=asker, at=timezone.now())
        return redirect("referrals:request", number=page.request)
    return render(request, "referrals/added.html", {"page": page})
