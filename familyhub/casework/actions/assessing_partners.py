"""A partner is asked to contribute: the questions that were chosen, about those who were chosen, by one link."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.casework.actions.assessing import NoSuchAssessment, at_hand
from familyhub.casework.actions.assessing_accounts import account_at, let_in, rest_on, shut
from familyhub.casework.actions.finding import Refused, refuse
from familyhub.casework.events.assessments import ContributionAsked, ContributionWithdrawn
from familyhub.casework.models import (
    Assessment,
    AssessmentPart,
    ContributionAsk,
    ContributionOf,
    ContributionQuestion,
)
from familyhub.casework.policy import assessments as policy
from familyhub.casework.queries.assessment_parts import PartShown
from familyhub.casework.queries.assessments import assessment_for, sees_all
from familyhub.casework.queries.contributions import is_shut
from familyhub.casework.terms.assessments import AssessmentState
from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day
from familyhub.messages import actions as messages
from familyhub.sharing.partner_links import digest, new_secret, signed

ABOUT = "casework.contribution"
SALT = "casework.contribution"
Told = type[ContributionAsked] | type[ContributionWithdrawn]


@dataclass(frozen=True)
class NewAsk:
    """Whom to ask, which questions ((part, question) pairs), what more in words, and by which day.

    `at_account`: where they come in with this address, in place of by a link.
    """

    agency: str
    contact_name: str
    contact_email: str
    questions: tuple[tuple[uuid.UUID, str], ...]
    due_on: date
    words: str = ""
    at_account: bool = False


@dataclass(frozen=True)
class Paths:
    """The addresses in the letters: of a link, `{}` where its word goes; and where staff and where referrers read."""

    link: str
    staff: str = ""
    referrer: str = ""


def ask_partner(*, assessment: uuid.UUID, new: NewAsk, by: Asker, at: datetime, paths: Paths) -> uuid.UUID:
    """Ask, and write to the address that was named: with a link, or that something waits at their account.

    Errors: NoSuchAssessment, Refused, messages' MessageRefused.
    """
    row = at_hand(assessment)
    refuse(policy.write_problem(AssessmentState(row.state)))
    refuse("" if sees_all(row) else "It is for somebody who works with the whole family to do this")
    problem, where = policy.ask_problem(new.due_on, day_of(at), asks=len(new.questions))
    refuse(problem, where)
    page = assessment_for(by, assessment)
    parts = {part.id: part for part in page.parts} if page else {}
    chosen = [(parts[part], code) for part, code in dict.fromkeys(new.questions) if part in parts]
    if len(chosen) != len(set(new.questions)) or any(part.section.question(code) is None for part, code in chosen):
        raise NoSuchAssessment("no such question")
    account = account_at(new.contact_email, at) if new.at_account else None
    ask, secret = _new(row, new, by, at)
    if account:
        rest_on(ask, account, {part.who.record for part, _ in chosen if part.who}, by)
    ask.save(force_insert=True)
    let_in(ask)
    behind = _keep_questions(ask, chosen)
    ContributionOf(fence=row.fence, behind=behind, ask=ask, assessment=row).save(force_insert=True)
    _tell(ContributionAsked, ask, by, at)
    if account:
        where = paths.staff if account.is_staff else paths.referrer
        send_partner("contribution_account", ask, {"link": where}, by, at)
    else:
        send_partner("contribution_request", ask, {"link": paths.link.format(signed(SALT, ask.id, secret))}, by, at)
    return ask.id


def _new(row: Assessment, new: NewAsk, by: Asker, at: datetime) -> tuple[ContributionAsk, str]:
    number, secret = uuid.uuid4(), new_secret()
    ask = ContributionAsk(
        id=number,
        fence=number,
        case=row.fence,
        assessment=row.id,
        agency=new.agency.strip(),
        contact_name=new.contact_name.strip(),
        contact_email=new.contact_email.strip().lower(),
        words=new.words.strip(),
        token_hash=digest(secret),
        asked_at=at,
        asked_by=by.number,
        asked_by_name=by.name,
        tells=by.number,
        due_at=end_of_day(new.due_on),
        expires_at=policy.link_expires(new.due_on),
    )
    return ask, secret


def _keep_questions(ask: ContributionAsk, chosen: list[tuple[PartShown, str]]) -> list[uuid.UUID]:
    """The questions in their own words. Returns behind which fences they lie together."""
    behind = dict(AssessmentPart.objects.filter(id__in={part.id for part, _ in chosen}).values_list("id", "behind"))
    for number, (part, code) in enumerate(chosen, start=1):
        question = part.section.question(code)
        assert question is not None  # checked before anything was kept
        ContributionQuestion(
            fence=ask.fence,
            ask=ask,
            number=number,
            part=part.id,
            behind=behind[part.id],
            question=code,
            words=question.ask,
            record_id=part.who.record if part.who else None,
            who=part.who.name if part.who else "",
        ).save(force_insert=True)
    return sorted({fence for fences in behind.values() for fence in fences})


def send_partner(letter: str, ask: ContributionAsk, values: dict[str, str], by: Asker, at: datetime) -> None:
    """The letter names nobody of the family. It lies behind a fence of its own."""
    message = messages.NewMessage(
        letter=letter,
        fence=uuid.uuid4(),
        about_kind=ABOUT,
        about=ask.id,
        to_address=ask.contact_email,
        values=values,
        is_hidden=True,
    )
    messages.send(message, by=by, at=at)


def withdraw(*, ask: uuid.UUID, by: Asker, at: datetime) -> None:
    """Close the link at once. Safe to repeat. Errors: NoSuchAssessment, Refused."""
    row = ContributionAsk.objects.filter(id=ask).first()
    if row is None:
        raise NoSuchAssessment(str(ask))
    if row.answered_at is not None:
        raise Refused("They have answered already")
    _close(row, by, at)


def withdraw_all(assessment: Assessment, *, by: Asker, at: datetime) -> None:
    """Close every link of the assessment that nobody has answered. Whoever could still answer is told that nothing more
    is needed of them.
    """
    rows = ContributionAsk.objects.filter(tie__assessment=assessment, answered_at__isnull=True)
    for row in rows.filter(withdrawn_at__isnull=True):
        if row.expires_at > at and not is_shut(row):
            send_partner("contribution_over", row, {}, by, at)
        _close(row, by, at)


def _close(row: ContributionAsk, by: Asker, at: datetime) -> None:
    still = ContributionAsk.objects.filter(id=row.id, withdrawn_at__isnull=True)
    if still.update(withdrawn_at=at, withdrawn_by_name=by.name):
        shut(row)
        _tell(ContributionWithdrawn, row, by, at)


def _tell(kind: Told, row: ContributionAsk, by: Asker, at: datetime) -> None:
    events.record(kind(fence=row.case, about=row.assessment, agency=row.agency), by=by, at=at)


def remind(*, by: Asker, at: datetime) -> int:
    """Partners who have not answered are reminded, once each. By the system; safe to repeat. Returns how many."""
    rows = ContributionAsk.objects.filter(
        answered_at__isnull=True, withdrawn_at__isnull=True, reminded_at__isnull=True, expires_at__gt=at
    )
    told = 0
    for row in rows.filter(due_at__lte=at + policy.REMIND_BEFORE).order_by("due_at", "id")[:500]:
        still = ContributionAsk.objects.filter(id=row.id, reminded_at__isnull=True)
        if is_shut(row):
            continue
        if policy.is_reminded(row.due_at, row.reminded_at, at) and still.update(reminded_at=at):
            send_partner("contribution_reminder", row, {}, by, at)
            told += 1
    return told
