"""A partner opens the link, proves the address that was named, reads what they are asked and answers once.

A link that is wrong, closed or over is one and the same: `LinkOver`. A link that somebody forwarded opens nothing
without the code, which goes to the address that was named and to no other.
"""

from __future__ import annotations

import hmac
import secrets
import uuid
from collections.abc import Mapping
from datetime import datetime

from familyhub.casework import assessment_policy as policy
from familyhub.casework.actions.assessing_end import ABOUT
from familyhub.casework.actions.assessing_partners import send_partner
from familyhub.casework.actions.finding import Refused
from familyhub.casework.assessment_events import ContributionGiven
from familyhub.casework.models import (
    Contribution,
    ContributionAsk,
    ContributionCode,
    ContributionQuestion,
    ContributionUse,
)
from familyhub.casework.partner_links import contributor, digest, parts_of_link
from familyhub.core import events, fence
from familyhub.core.asker import Asker
from familyhub.referrals.actions.mash.links import AnsweredAlready, LinkOver, WrongCode
from familyhub.referrals.mash_terms import Use
from familyhub.work import actions as work

__all__ = ["AnsweredAlready", "LinkOver", "WrongCode", "contribute", "opened", "prove", "read", "send_code"]


def _open_row(number: uuid.UUID, at: datetime, *, lock: bool = False) -> ContributionAsk:
    """Errors: LinkOver."""
    rows = ContributionAsk.objects.select_for_update() if lock else ContributionAsk.objects
    row: ContributionAsk | None = rows.filter(id=number).first()
    if row is None or not policy.is_link_open(row.withdrawn_at, row.expires_at, at):
        raise LinkOver
    return row


def _note(row: ContributionAsk, use: Use, at: datetime) -> None:
    ContributionUse(fence=row.fence, ask=row, use=use.value, at=at).save(force_insert=True)


def _of_word(word: str) -> tuple[uuid.UUID, str]:
    parts = parts_of_link(word)
    if parts is None:
        raise LinkOver
    return parts


def _checked(word: str, at: datetime) -> ContributionAsk:
    number, secret = _of_word(word)
    row = _open_row(number, at)
    if not hmac.compare_digest(row.token_hash, digest(secret)):
        raise LinkOver
    return row


def opened(*, word: str, at: datetime) -> None:
    """Somebody opened the link: kept, and nothing is shown yet. Errors: LinkOver."""
    with fence.enter(contributor(_of_word(word)[0])):
        _note(_checked(word, at), Use.OPENED, at)


def send_code(*, word: str, email: str, at: datetime) -> None:
    """Send a code if this is the address that was named; whoever asks reads the same either way. Errors: LinkOver."""
    asker = contributor(_of_word(word)[0])
    with fence.enter(asker):
        row = _checked(word, at)
        if email.strip().lower() != row.contact_email:
            _note(row, Use.STRANGER, at)
            return
        code = f"{secrets.randbelow(10**8):08}"
        ContributionCode(fence=row.fence, ask=row, code_hash=_code_digest(row, code), made_at=at).save(
            force_insert=True
        )
        _note(row, Use.ASKED, at)
        send_partner("partner_code", row, {"reference": f"PC-{code[:4]}-{code[4:]}"}, asker, at)


def _code_digest(row: ContributionAsk, code: str) -> str:
    return digest(f"{row.token_hash}:{code}")


def prove(*, word: str, code: str, at: datetime) -> uuid.UUID:
    """The code that was sent last, within 15 minutes and 5 tries. Returns whose page opens.

    Errors: LinkOver; WrongCode, raised outside what is rolled back, since the try is counted.
    """
    with fence.enter(contributor(_of_word(word)[0])):
        row = _checked(word, at)
        last = ContributionCode.objects.select_for_update().filter(ask=row).order_by("-made_at").first()
        is_right = last is not None and _uses(last, row, code, at)
        _note(row, Use.PROVED if is_right else Use.WRONG_CODE, at)
    if not is_right:
        raise WrongCode
    return row.id


def _uses(last: ContributionCode, row: ContributionAsk, code: str, at: datetime) -> bool:
    """Count the try, and use the code up when it is right."""
    if not policy.code_holds(last.made_at, last.tries, last.used_at, at):
        return False
    digits = "".join(sign for sign in code if sign.isdigit())
    is_right = hmac.compare_digest(last.code_hash, _code_digest(row, digits))
    ContributionCode.objects.filter(id=last.id).update(tries=last.tries + 1, used_at=at if is_right else None)
    return is_right


def read(*, ask: uuid.UUID, at: datetime) -> None:
    """Each reading of the questions is kept. Errors: LinkOver."""
    _note(_open_row(ask, at), Use.READ, at)


def contribute(*, ask: uuid.UUID, words: Mapping[uuid.UUID, str], by: Asker, at: datetime) -> None:
    """Keep what they say to each question (by its number), once. Errors: LinkOver, AnsweredAlready, Refused."""
    row = _open_row(ask, at, lock=True)
    if row.answered_at is not None:
        raise AnsweredAlready
    questions = list(ContributionQuestion.objects.filter(ask=row).order_by("number"))
    said = [(one, words.get(one.id, "").strip()) for one in questions]
    for one, text in said:
        problem = policy.words_problem(text)
        if problem:
            raise Refused(problem, str(one.id))
    if not any(text for _, text in said):
        raise Refused("Answer at least one question")
    ContributionAsk.objects.filter(id=row.id).update(answered_at=at)
    for one, text in said:
        if text:
            _keep(row, one, text, at)
    _note(row, Use.ANSWERED, at)
    events.record(ContributionGiven(fence=row.case, about=row.assessment, agency=row.agency), by=by, at=at)
    if row.tells:
        told = f"{row.agency} contributed to an assessment: read it"[:200]
        work.open_task(work.NewTask(row.tells, row.case, ABOUT, row.assessment, told), by=by, at=at)


def _keep(row: ContributionAsk, question: ContributionQuestion, words: str, at: datetime) -> None:
    """Behind the part's fences, where the partner cannot read it back."""
    Contribution(
        fence=row.case,
        behind=question.behind,
        ask=row,
        part_id=question.part,
        question=question.question,
        words=words,
        agency=row.agency,
        at=at,
    ).save(force_insert=True)
