"""What the sender of a contact can read: each row is the exact words, and there is no other way for them to read.

The words say nothing of teams, workers, places, levels, other contacts or lanes. A message goes only to a
professional's work address; a family is contacted by a worker in the way that is safe.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from familyhub.core.asker import Asker
from familyhub.messages import actions as messages
from familyhub.referrals.models import Contact, Reply, Withdrawal
from familyhub.referrals.terms.requests import (
    NO_SAFE_WAY,
    RETURN_LABELS,
    SENDER_WORDS,
    Agreement,
    Channel,
    ReturnReason,
    SenderWord,
)

WORDS = {
    SenderWord.RECEIVED: "We have what you sent. Somebody at the front door will look at it.",
    SenderWord.BEING_LOOKED_AT: "Somebody at the front door is looking at it.",
    SenderWord.WILL_CONTACT: "Somebody will contact the family in the way that you said is safe.",
    SenderWord.FINISHED: "We have finished with what you sent. Ask again at any time.",
}
OWN_WORDS = WORDS | {SenderWord.WILL_CONTACT: "Somebody will contact you in the way that you said is safe."}

COME_BACK = "We do not contact you, because you said that it is not safe. Come back with your code at any time."


@dataclass(frozen=True)
class Telling:
    """What to tell the sender of one contact; `shown_from` None is at once."""

    contact: Contact
    reference: str
    word: SenderWord
    missing: ReturnReason | None = None
    answer_by: date | None = None
    words: str = ""
    shown_from: datetime | None = None


def words_for(telling: Telling) -> str:
    """The exact words."""
    if telling.word is SenderWord.MORE_NEEDED and telling.missing:
        day = telling.answer_by.strftime("%A %-d %B %Y") if telling.answer_by else "soon"
        return (
            f"{SENDER_WORDS[telling.word]}. {RETURN_LABELS[telling.missing]}. Send it by {day}. {telling.words}".strip()
        )
    is_self = telling.contact.agreement == Agreement.SELF.value
    return telling.words or (OWN_WORDS if is_self else WORDS)[telling.word]


def _safely(telling: Telling) -> Telling:
    """Nobody reads that they will be contacted who said that no way is safe."""
    contact, will = telling.contact, telling.word is SenderWord.WILL_CONTACT
    if will and contact.agreement == Agreement.SELF.value and contact.engage_safely == NO_SAFE_WAY:
        return replace(telling, word=SenderWord.BEING_LOOKED_AT, words=COME_BACK)
    return telling


def tell_sender(*, telling: Telling, by: Asker, at: datetime) -> None:
    """Write the words for the sender, and tell a professional by email that there is something to read."""
    telling = _safely(telling)
    contact = telling.contact
    if Withdrawal.objects.filter(contact=contact.id).exists():
        return  # they took it back: what becomes of the family is not theirs to read
    Reply(
        fence=contact.reply_fence,
        contact_number=contact.id,
        reference=telling.reference,
        sent_at=contact.received_at,
        word=telling.word.value,
        words=words_for(telling),
        wants_answer_by=telling.answer_by if telling.word is SenderWord.MORE_NEEDED else None,
        shown_from=telling.shown_from,
        at=at,
    ).save(force_insert=True)
    if contact.sender_email and contact.channel != Channel.SELF.value:
        _email(telling, by, at)


def _email(telling: Telling, by: Asker, at: datetime) -> None:
    letter = "referral_received" if telling.word is SenderWord.RECEIVED else "referral_outcome"
    new = messages.NewMessage(
        letter=letter,
        to_address=telling.contact.sender_email,
        fence=telling.contact.fence,
        about_kind="referrals.contact",
        about=telling.contact.id,
        values={"reference": telling.reference, "link": "/refer/"},
        not_before=telling.shown_from,
    )
    messages.send(new, by=by, at=at)
