"""Changes of address and of practice, a batch at a time: off one centre's list and on another's."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from familyhub.core import clocks
from familyhub.core.asker import Asker
from familyhub.development.actions.centres import Centre, centres
from familyhub.development.actions.lists import NewCare, NewLine, keep_care, put_on_lists
from familyhub.development.terms import News
from familyhub.people import actions as people
from familyhub.people.new import NewAddress, NewPerson, Registered
from familyhub.people.queries.feeds import home_postcodes, protected_among


@dataclass(frozen=True)
class MoveNotice:
    """One child who is known (`record`) or new to us (`new`), and what changed. No address: only the practice did."""

    moved_on: date
    record: uuid.UUID | None = None
    new: NewPerson | None = None
    address: NewAddress | None = None
    care: NewCare = field(default_factory=NewCare)


def note_moves(*, notices: Sequence[MoveNotice], by: Asker, at: datetime) -> list[Registered | None]:
    """All of them or none; who each child is, in order. None: somebody new who lives in another authority.

    A move within one area changes no list. A protected family's address is never overwritten and moves no list.
    Errors: people.Refused, NoSuchPerson.
    """
    today = clocks.day_of(at)
    known = people.held_many([n.record for n in notices if n.record])
    before = home_postcodes([who.person for who in known.values()], today)
    to = {n.address.postcode for n in notices if n.address}
    where = centres({*to, *before.values()}, today)
    protected = protected_among([who.person for who in known.values()])
    children = _children(notices, known, where, by, at)
    after = home_postcodes([child.person for child in children if child], today)
    lines: list[NewLine] = []
    for notice, child in zip(notices, children, strict=True):
        if child is None or child.person in protected:
            continue
        old, new = where.get(before.get(child.person, "")), where.get(after.get(child.person, ""))
        lines += _lines(notice, child, old, new)
    keep_care([(c, n.care, n.moved_on) for n, c in zip(notices, children, strict=True) if c], at)
    put_on_lists(lines, by, at)
    return children


def _children(
    notices: Sequence[MoveNotice],
    known: Mapping[uuid.UUID, Registered],
    where: Mapping[str, Centre],
    by: Asker,
    at: datetime,
) -> list[Registered | None]:
    ours = [n for n in notices if n.new and n.address and n.address.postcode in where]
    new = [replace(n.new, addresses=(_placed(n.address, where),)) for n in ours if n.new and n.address]
    made = iter(people.register_many(new=new, by=by, at=at) if new else [])
    moves = [
        people.Move(n.record, replace(_placed(n.address, where), valid_from=n.moved_on))
        for n in notices
        if n.record and n.address
    ]
    people.moved_many(moves=moves, by=by, at=at)
    is_ours = {id(n) for n in ours}
    return [known[n.record] if n.record else next(made) if id(n) in is_ours else None for n in notices]


def _placed(address: NewAddress, where: Mapping[str, Centre]) -> NewAddress:
    centre = where.get(address.postcode)
    return replace(address, lsoa=centre.lsoa if centre else None)


def _lines(notice: MoveNotice, child: Registered, old: Centre | None, new: Centre | None) -> list[NewLine]:
    if (old.area if old else None) == (new.area if new else None):
        return []
    made = []
    if old:
        made.append(NewLine(child, News.MOVED_OUT, old.area, notice.moved_on, old.team))
    if new:
        made.append(NewLine(child, News.MOVED_IN, new.area, notice.moved_on, new.team))
    return made
