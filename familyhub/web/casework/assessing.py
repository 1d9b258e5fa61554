"""An assessment: begun, read as one document, and written part by part."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import queries
from familyhub.casework.actions import Refused
from familyhub.casework.actions.assessing import NoSuchAssessment, OpenAlready, open_assessment
from familyhub.casework.actions.assessing_answers import Saved, save_answers
from familyhub.casework.permissions import SEE, WORK
from familyhub.casework.policy.assessments import is_answered
from familyhub.casework.policy.voices import voice_warning
from familyhub.casework.queries.assessment_parts import PartShown, of_whom
from familyhub.casework.queries.assessments import AssessmentPage, assessment_for, part_for, unfinished_of
from familyhub.casework.queries.contributions import asks_of
from familyhub.casework.queries.question_sets import sets_in_force
from familyhub.casework.queries.record_says import record_says
from familyhub.core.permissions import needs
from familyhub.vocabulary import queries as vocabulary
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.assess_forms import BeginForm, PartForm
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.casework.working import may_work

BEGIN, PART = "casework:assess", "casework:assess_part"
EXISTS = "This family has an assessment that is not finished: contribute to it"


def page_or_404(request: HttpRequest, number: uuid.UUID) -> AssessmentPage:
    """The assessment; the same 404 whether there is none or the asker may not see it."""
    page = assessment_for(asker_of(request), number)
    if page is None:
        raise Http404
    return page


def address_of(number: uuid.UUID) -> str:
    """The document's own page."""
    return reverse("casework:assessment", args=[number])


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """Begin an assessment of the family; where one is unfinished, that one is opened."""
    asker = asker_of(request)
    page = queries.case_for(asker, case)
    if page is None or not page.members:
        raise Http404
    unfinished = unfinished_of(asker, case)
    if unfinished and request.method != "POST":
        messages.info(request, EXISTS)
        return redirect("casework:assessment", unfinished)
    sets = sets_in_force(timezone.localdate())
    kept = drafts.initial_from_draft(request, BEGIN, case, BeginForm)
    form = BeginForm(request.POST or None, sets=sets, members=page.members, initial=kept)

    def act() -> tuple[str, str]:
        try:
            number = open_assessment(case=case, new=form.new(), by=asker, at=timezone.now())
        except OpenAlready as other:
            return EXISTS, address_of(other.number)
        return "The assessment is begun. What was known stands in it, with where it is from", address_of(number)

    back = reverse("casework:episode", args=[page.episode]) if page.episode else reverse("casework:caseload")
    lead = "One document for the whole family. A part about one person is read by those who may see that person."
    return take(request, Sheet(BEGIN, case, "Begin an assessment", "Begin", back, form, act, more={"lead": lead}))


@needs(SEE)
def assessment(request: HttpRequest, assessment: uuid.UUID) -> HttpResponse:
    """The whole document, what is missing, who was asked, what happened."""
    page, asker = page_or_404(request, assessment), asker_of(request)
    return shown(request, page, asks_of(asker, assessment, timezone.now()))


def shown(request: HttpRequest, page: AssessmentPage, asks: object, status: int = 200) -> HttpResponse:
    """The document's page."""
    context = {
        "page": page,
        "asks": asks,
        "tasks": [_task(part, page) for part in page.parts],
        "back": reverse("casework:episode", args=[page.episode]) if page.episode else reverse("casework:caseload"),
        "may_work": may_work(request, page.case),
        "is_over": page.state.value in {"authorised", "stopped"},
    }
    return render(request, "casework/assessment.html", context, status=status)


def _task(part: PartShown, page: AssessmentPage) -> dict[str, str]:
    missing = sum(one.part == part.id for one in page.missing)
    begun = any(is_answered(one.value) for one in part.questions)
    status, kind = ("begun", "doing") if begun else ("not begun", "waiting")
    if not missing:
        status, kind = "nothing missing", "done"
    href = reverse("casework:assess_part", args=[part.id])
    return {"text": part.title, "href": href, "hint": "", "status": status, "kind": kind}


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, part: uuid.UUID) -> HttpResponse:
    """Write one part. What was typed and not saved is there again; what another wrote meanwhile stands beside it."""
    found = part_for(asker_of(request), part)
    if found is None:
        raise Http404
    page, mine = found
    if request.method != "POST":
        if not page.may_write:
            return redirect("casework:assessment", page.id)
        return _part(request, page, mine, _form(request, page, mine))
    form = _form(request, page, mine)
    if form.is_valid():
        try:
            still = request.POST.get("still_true", "")
            saved = save_answers(part=part, said=form.said(), by=asker_of(request), at=timezone.now(), still_true=still)
        except NoSuchAssessment as gone:
            raise Http404 from gone
        except Refused as refused:
            drafts.keep(request, PART, part)
            messages.error(request, f"{refused}. What you typed is kept for you as a draft")
            return shown(request, page_or_404(request, page.id), [], 409)
        if saved.is_whole:
            _warn(request, mine, form)
            return _saved(request, page, mine)
        return _to_look_at(request, page, mine, form, saved)
    drafts.keep(request, PART, part)
    return _part(request, page, mine, form, 422)


def _form(request: HttpRequest, page: AssessmentPage, mine: PartShown) -> PartForm:
    levels = vocabulary.level_set(page.opened_on)
    offered = record_says(asker_of(request), mine.id, mine.section, timezone.localdate())
    if request.method == "POST":
        return PartForm(request.POST, shown=mine, levels=levels, offered=offered)
    form = PartForm(shown=mine, levels=levels, offered=offered)
    form.take_draft(drafts.initial_from_draft(request, PART, mine.id))
    return form


def _warn(request: HttpRequest, mine: PartShown, form: PartForm) -> None:
    """What stands is kept; that a child of this age is seldom too young to say is said all the same."""
    of = of_whom(mine.who)
    values = [one.value for one in form.said().values()]
    for value in values if of else []:
        if of and isinstance(value, dict) and (words := voice_warning(value["absent"], of)):
            messages.warning(request, words)


def _saved(request: HttpRequest, page: AssessmentPage, mine: PartShown) -> HttpResponse:
    drafts.drop(request, PART, mine.id)
    messages.success(request, f"Saved: {mine.title}")
    if "still_true" in request.POST:
        return redirect("casework:assess_part", mine.id)
    numbers = [one.id for one in page.parts]
    after = numbers[numbers.index(mine.id) + 1 :]
    if "next" in request.POST and after:
        return redirect("casework:assess_part", after[0])
    return redirect("casework:assessment", page.id)


def _to_look_at(
    request: HttpRequest, page: AssessmentPage, mine: PartShown, form: PartForm, saved: Saved
) -> HttpResponse:
    """The answers that stand are saved; each of the others is shown with what somebody else wrote, or what is wrong."""
    found = part_for(asker_of(request), mine.id)
    if found is None:
        raise Http404
    page, now = found
    asked = {one.question.code: one.question.ask for one in now.questions}
    both = dict.fromkeys(saved.to_settle, "somebody else changed this too. Make one answer of both, and save again")
    for code, words in {**saved.problems, **both}.items():
        form.add_error(f"a_{code}", f"{asked[code]}: {words[:1].lower()}{words[1:]}")
    drafts.keep(request, PART, mine.id)
    form.shown = now
    form.see({one.question.code: one.version for one in now.questions})
    return _part(request, page, now, form, 409 if saved.to_settle else 422)


def _part(
    request: HttpRequest, page: AssessmentPage, mine: PartShown, form: PartForm, status: int = 200
) -> HttpResponse:
    context = {
        "page": page,
        "part": mine,
        "form": form,
        "rows": form.rows(),
        "draft_url": reverse("draft_about", args=[PART, mine.id]),
        "back": address_of(page.id),
    }
    return render(request, "casework/assess_part.html", context, status=status)
