"""Copies of one assessment for a mother and her two former partners; a reader program looks for what none may hold."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from familyhub.casework.actions import releasing
from familyhub.casework.actions import releasing_out as outside
from familyhub.casework.actions.finding import Refused
from familyhub.casework.policy.handing_out import found_in
from familyhub.casework.queries.releases import ReleasePage, release_for
from familyhub.casework.sheets import staff_copy_of
from familyhub.casework.terms.releases import GivenBy, ReleaseKind
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.demo.two_fathers import FACTS, OWN_ENVELOPE, Hands, TwoFathers
from familyhub.documents import queries as documents
from familyhub.documents.reading import everything_in
from familyhub.documents.typesetting import Sheet, pdf
from familyhub.sharing.terms.openings import Basis

WHY = "They asked what the assessment says of them and theirs"


def page_of(asker: Asker, release: uuid.UUID, now: datetime) -> ReleasePage:
    """The copy as somebody sees it. Errors: LookupError when they do not."""
    with fence.enter(asker):
        page = release_for(asker, release, day_of(now))
    if page is None:
        raise LookupError("the copy is not there for somebody who works on it")
    return page


def prepare(family: TwoFathers, record: uuid.UUID, worker: Asker, now: datetime) -> uuid.UUID:
    """Begun, the family read, put forward. Returns its number."""
    new = releasing.NewRelease(ReleaseKind.ASSESSMENT, family.assessment, record)
    with fence.enter(worker):
        number = releasing.begin_release(case=family.case, new=new, by=worker, at=now)
        releasing.read_family(release=number, by=worker, at=now)
        releasing.ask_for_signature(release=number, basis=Basis.DUTY, necessity=WHY, by=worker, at=now)
    return number


def sign(release: uuid.UUID, by: Asker, now: datetime) -> None:
    """By a second person."""
    with fence.enter(by):
        outside.sign(release=release, by=by, at=now)


def files_of(release: uuid.UUID, by: Asker, now: datetime) -> list[tuple[str, bytes]]:
    """The copy and the letter with its envelope, by the name that each has, as whoever opens them gets them."""
    with fence.enter(by):
        page = outside.open_copy(release=release, by=by, at=now)
        opened = [documents.opened(by, number) for number in (page.document, page.letter) if number]
    return [(one.name, one.body) for one in opened if one]


def staff_copy(release: uuid.UUID, by: Asker, now: datetime) -> bytes:
    """The staff's own, marked."""
    page = page_of(by, release, now)
    return pdf(Sheet.COPY, staff_copy_of(page, day_of(now)), day_of(now))


def said_in(files: Iterable[tuple[str, bytes]]) -> str:
    """Everything that these files say: names, pages, properties, bookmarks, words for pictures, unpacked parts."""
    return "\n".join("\n".join((name, *everything_in(body).values())) for name, body in files)


def found_for(name: str, files: Iterable[tuple[str, bytes]], facts: Iterable[str]) -> list[str]:
    """Which facts stand in the copy, or in the letter and on the envelope beside the recipient's own address."""
    copy, *letter = list(files)
    wanted = list(facts)
    found = found_in(said_in([copy]), wanted)
    return found + [one for one in found_in(said_in(letter), wanted) if one != OWN_ENVELOPE.get(name)]


def facts_with(hands: Hands, team: str) -> dict[str, str]:
    """What none of the three may find: the family's, and who works with them."""
    return {**FACTS, "team": team, "worker": hands.worker.name}


def release_to_three(
    family: TwoFathers, hands: Hands, team: str, now: datetime, work: Callable[[], None]
) -> dict[str, Any]:
    """The three copies, signed by another; what a reader finds in each, and in the staff's own."""
    facts = facts_with(hands, team)
    numbers = {name: prepare(family, record, hands.worker, now) for name, record in family.recipients}
    refused = _own_signature(numbers["Maralyn"], hands, now)
    for number in numbers.values():
        sign(number, hands.coordinator, now)
    work()
    told = [_told(name, number, hands, facts, now) for name, number in numbers.items()]
    staff = said_in([("", staff_copy(numbers["Maralyn"], hands.worker, now))])
    found = found_in(staff, facts.values())
    return {
        "protected_facts": len(facts),
        "copies": told,
        "staff_copy": {"found": len(found), "of": len(facts)},
        "refused": refused,
    }


def _own_signature(release: uuid.UUID, hands: Hands, now: datetime) -> list[dict[str, str]]:
    """Whoever prepared it does not sign it."""
    try:
        sign(release, hands.worker, now)
    except Refused as refused:
        return [{"step": "sign what one prepared oneself", "answer": str(refused)}]
    raise LookupError("somebody signed what they prepared")


def _told(name: str, number: uuid.UUID, hands: Hands, facts: dict[str, str], now: datetime) -> dict[str, Any]:
    files = files_of(number, hands.worker, now)
    with fence.enter(hands.worker):
        outside.give(release=number, how=GivenBy.HAND, words="", by=hands.worker, at=now)
    page = page_of(hands.worker, number, now)
    return {
        "for": page.to.name,
        "number": page.number,
        "files": [one for one, _ in files],
        "sentences": sum(len(para.split(". ")) for part in page.copy for p in part["passages"] for para in p["paras"]),
        "found": len(found_for(name, files, facts.values())),
        "own_address_on_the_envelope": name in OWN_ENVELOPE and page.is_posted,
        "of": len(facts),
        "signed_by": page.signed_by,
    }
