"""What an assessment begins with: what was said before, each with where it is from. Nobody asks a family twice."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from familyhub.casework.models import Episode
from familyhub.casework.policy.assessments import Value
from familyhub.casework.question_sets import Question
from familyhub.casework.terms.assessments import LONGEST_ANSWER, Absence, Known, QuestionKind
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.referrals import queries as referrals
from familyhub.referrals.queries.shown import ContactPage

MOST_REQUESTS = 3
SAID: Mapping[Known, Callable[[ContactPage], str]] = {
    Known.TOLD: lambda contact: contact.story,
    Known.WANTED: lambda contact: contact.action_wanted,
    Known.SAFELY: lambda contact: contact.engage_safely,
}


@dataclass(frozen=True)
class Begun:
    """What an answer begins with, and where that is from; "" for what somebody typed."""

    value: Value
    source: str = ""


@dataclass(frozen=True)
class KnownOf:
    """What is known of a case, by what asks for it."""

    said: Mapping[Known, Begun]

    def of(self, question: Question, *, is_unborn: bool) -> Begun | None:
        """What this question's answer begins with, or None."""
        if question.kind is QuestionKind.VOICE and is_unborn:
            return Begun({"words": "", "absent": Absence.UNBORN.value}, "From the record: not yet born")
        return self.said.get(question.known) if question.known else None


def known_of(case: uuid.UUID, by: Asker) -> KnownOf:
    """What the requests of this case said, as far as this asker sees them."""
    rows = Episode.objects.filter(fence=case).order_by("-opened_on", "id").values_list("request", flat=True)
    pages = [referrals.request_for(by, number) for number in dict.fromkeys(rows[:MOST_REQUESTS])]
    contacts = [(page.reference, contact) for page in pages if page for contact in page.contacts]
    found = {what: _joined(contacts, say) for what, say in SAID.items()}
    return KnownOf({what: begun for what, begun in found.items() if begun})


def _joined(contacts: Iterable[tuple[str, ContactPage]], say: Callable[[ContactPage], str]) -> Begun | None:
    told = [
        (reference, f"{contact.sender}, {day_of(contact.received_at):%-d %B %Y}: {say(contact).strip()}")
        for reference, contact in contacts
        if say(contact).strip()
    ]
    if not told:
        return None
    references = ", ".join(dict.fromkeys(reference for reference, _ in told))
    words = "\n\n".join(words for _, words in told)[:LONGEST_ANSWER]
    return Begun(words, f"From {'request' if ',' not in references else 'requests'} {references}, as it was told"[:200])
