"""The first two notes of the demonstration's family: a phone call, and a visit with who was seen."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from familyhub.casework import actions, queries
from familyhub.casework.queries import CasePage, MemberLine
from familyhub.casework.terms.episodes import ContactKind, Part, WhyNotSeen
from familyhub.core import fence
from familyhub.core.asker import Asker

CALLED = (
    "Rang mother at the agreed time. She is glad of the help and tired: the three-year-old wakes at night. She agreed "
    "to a visit and asked that nobody rings after six."
)
VISITED = (
    "Visited at home. Mother made tea and showed the cot that a friend gave. We talked about routines at bedtime. Demo "
    "was at nursery. She will try the story before the bath, and I ask the midwife about the next appointment."
)


def write_first_notes(worker: Asker, case: uuid.UUID, now: datetime) -> list[uuid.UUID]:
    """Two notes in the case, by whoever accepted it. Returns their numbers."""
    with fence.enter(worker):
        page = queries.case_for(worker, case)
        assert page is not None  # the worker has just accepted it
        calls = [_part(one, Part.ABOUT if one.is_child else Part.SPOKEN) for one in _there(page)]
        called = actions.NewNote(ContactKind.PHONE, now - timedelta(minutes=90), tuple(calls), CALLED)
        visit = actions.NewNote(ContactKind.HOME_VISIT, now - timedelta(minutes=10), _seen(page), VISITED)
        return [actions.write_note(case=case, new=one, by=worker, at=now) for one in (called, visit)]


def _there(page: CasePage) -> list[MemberLine]:
    """The mother and the children: the father lives elsewhere and had no part in it."""
    return [one for one in page.members if one.is_child or one.who.sex == "female"]


def _part(one: MemberLine, part: Part) -> actions.NewPart:
    return actions.NewPart(one.who.record, part)


def _seen(page: CasePage) -> tuple[actions.NewPart, ...]:
    parts = []
    for one in _there(page):
        if one.who.is_unborn:
            parts.append(_part(one, Part.ABOUT))
        elif one.is_child:
            parts.append(actions.NewPart(one.who.record, Part.NOT_SEEN, WhyNotSeen.AT_SCHOOL))
        else:
            parts.append(_part(one, Part.SEEN))
    return tuple(parts)
