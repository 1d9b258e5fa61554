"""A partner opens the link, proves the address that was named, reads the question and answers once.

A link that is wrong, closed or over is one and the same: `LinkOver`. A link that somebody forwarded opens nothing
without the code, which goes to the address that was named and to no other.
"""

from __future__ import annotations

import hmac
import secrets
import uuid
from datetime import datetime

from familyhub.core import events, fence
from familyhub.core.asker import Asker, system
from familyhub.referrals import mash_policy
from familyhub.referrals.actions.mash.partners import digest, send_partner
from familyhub.referrals.belonging import records_of
from familyhub.referrals.mash_events import PartnerAnswered
from familyhub.referrals.mash_terms import LinkState, Use
from familyhub.referrals.models import Enquiry, InformationRequest, LinkCode, LinkUse, PartnerAnswer
from familyhub.referrals.partner_links import partner, parts_of_link

RECORDER = system("record a partner's answer", wide=frozenset({"referrals", "hidden"}))


class LinkOver(Exception):
    """The link opens nothing: it never was, was withdrawn, or is over. Nobody is told which."""


class WrongCode(Exception):
    """The code is not the one that was sent last, or it is over."""


class AnsweredAlready(Exception):
    """The question was answered before: an answer is given once."""


def _open_row(number: uuid.UUID, at: datetime, *, lock: bool = False) -> InformationRequest:
    """Errors: LinkOver."""
    rows = InformationRequest.objects.select_for_update() if lock else InformationRequest.objects
    row = rows.filter(id=number).first()
    if row is None or mash_policy.link_state(row.withdrawn_at, row.expires_at, at) is not LinkState.OPEN:
        raise LinkOver
    return row


def note_use(row: InformationRequest, use: Use, at: datetime) -> None:
    """Keep what was done with the link."""
    LinkUse(fence=row.fence, asked=row, use=use.value, at=at).save(force_insert=True)


def _of_word(word: str) -> tuple[uuid.UUID, str]:
    parts = parts_of_link(word)
    if parts is None:
        raise LinkOver
    return parts


def _checked(word: str, at: datetime) -> InformationRequest:
    """The question that this word opens, inside the partner's own fence. Errors: LinkOver."""
    number, secret = _of_word(word)
    row = _open_row(number, at)
    if not hmac.compare_digest(row.token_hash, digest(secret)):
        raise LinkOver
    return row


def opened(*, word: str, at: datetime) -> None:
    """Somebody opened the link: kept, and nothing is shown yet. Errors: LinkOver."""
    with fence.enter(partner(_of_word(word)[0])):
        note_use(_checked(word, at), Use.OPENED, at)


def send_code(*, word: str, email: str, at: datetime) -> None:
    """Send a code if this is the address that was named; whoever asks reads the same either way. Errors: LinkOver."""
    asker = partner(_of_word(word)[0])
    with fence.enter(asker):
        row = _checked(word, at)
        if email.strip().lower() != row.contact_email:
            note_use(row, Use.STRANGER, at)
            return
        code = f"{secrets.randbelow(10**8):08}"
        LinkCode(fence=row.fence, asked=row, code_hash=_code_digest(row, code), made_at=at).save(force_insert=True)
        note_use(row, Use.ASKED, at)
        send_partner("partner_code", row, {"reference": f"PC-{code[:4]}-{code[4:]}"}, asker, at)


def _code_digest(row: InformationRequest, code: str) -> str:
    return digest(f"{row.token_hash}:{code}")


def prove(*, word: str, code: str, at: datetime) -> uuid.UUID:
    """The code that was sent last, within 15 minutes and 5 tries. Returns whose page opens.

    Errors: LinkOver; WrongCode, to be raised outside what is rolled back, since the try is counted.
    """
    with fence.enter(partner(_of_word(word)[0])):
        row = _checked(word, at)
        last = LinkCode.objects.select_for_update().filter(asked=row).order_by("-made_at").first()
        is_right = last is not None and _uses(last, row, code, at)
        note_use(row, Use.PROVED if is_right else Use.WRONG_CODE, at)
    if not is_right:
        raise WrongCode
    return row.id


def _uses(last: LinkCode, row: InformationRequest, code: str, at: datetime) -> bool:
    """Count the try, and use the code up when it is right."""
    if not mash_policy.code_holds(last.made_at, last.tries, last.used_at, at):
        return False
    digits = "".join(sign for sign in code if sign.isdigit())
    is_right = hmac.compare_digest(last.code_hash, _code_digest(row, digits))
    LinkCode.objects.filter(id=last.id).update(tries=last.tries + 1, used_at=at if is_right else None)
    return is_right


def read(*, asked: uuid.UUID, at: datetime) -> InformationRequest:
    """The question, for whoever proved the address; each reading is kept. Errors: LinkOver."""
    row = _open_row(asked, at)
    note_use(row, Use.READ, at)
    return row


def answer(*, asked: uuid.UUID, words: str, by: Asker, at: datetime) -> None:
    """Keep the answer, once. Errors: LinkOver, AnsweredAlready."""
    row = _open_row(asked, at, lock=True)
    if row.answered_at is not None:
        raise AnsweredAlready
    is_late = at > row.due_at
    InformationRequest.objects.filter(id=row.id).update(answered_at=at)
    PartnerAnswer(fence=row.enquiry_id, asked=row, words=words, is_late=is_late, at=at).save(force_insert=True)
    note_use(row, Use.ANSWERED, at)
    with fence.enter(RECORDER):
        _tell(row, is_late, by, at)


def _tell(row: InformationRequest, is_late: bool, by: Asker, at: datetime) -> None:
    enquiry = Enquiry.objects.select_related("request").get(id=row.enquiry_id)
    event = PartnerAnswered(
        fence=enquiry.fence,
        about=enquiry.request_id,
        subjects=records_of(enquiry.request_id),
        reference=enquiry.request.reference,
        agency=row.agency,
        is_late=is_late,
    )
    events.record(event, by=by, at=at)
