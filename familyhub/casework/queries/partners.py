"""Partners meetings as each member reads them: what is not theirs to read is in no list, no count and no number."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.accounts import queries as accounts
from familyhub.casework.models import AgendaItem, AgreedAction, ItemNeed, ItemOfCase, PartnersMeeting, Seat
from familyhub.casework.permissions import CONVENE, SEAT
from familyhub.casework.queries.partners_lines import (
    AgreedLine,
    ItemLine,
    SeatLine,
    agreed_lines,
    item_lines,
    may_finish,
    may_write,
    seat_line,
    written_by,
)
from familyhub.casework.terms.partners import (
    ACCOUNT_ROLES,
    BASIS_LABELS,
    MOST_AGREED,
    MOST_ITEMS,
    MOST_MEETINGS,
    SEAT_LABELS,
    SIX,
    Basis,
    SeatRole,
)
from familyhub.core import fence
from familyhub.core.asker import Asker


@dataclass(frozen=True)
class PartnersLine:
    """A partners meeting in a list."""

    id: uuid.UUID
    team: str
    starts_at: datetime
    place: str
    state: str


@dataclass(frozen=True)
class PartnersPage:
    """One meeting as this member reads it. `missing`: which of the six roles nobody sits in."""

    id: uuid.UUID
    team_id: uuid.UUID
    team: str
    version: int
    starts_at: datetime
    place: str
    state: str
    next_on: date | None
    called_by: str
    seats: tuple[SeatLine, ...]
    missing: tuple[str, ...]
    standing: tuple[ItemLine, ...]
    children: tuple[ItemLine, ...]
    earlier: tuple[AgreedLine, ...]
    may_convene: bool


@dataclass(frozen=True)
class PutTo:
    """A member who reads this item, and why they need to."""

    seat: uuid.UUID
    staff: uuid.UUID | None
    who: str
    words: str
    until: date


@dataclass(frozen=True)
class ItemPage:
    """One item. `episode` is there for those who hold the case; `may_say` for those who write what was said."""

    id: uuid.UUID
    meeting: uuid.UUID
    team_id: uuid.UUID
    starts_at: datetime
    line: ItemLine
    why: str
    basis: str
    basis_words: str
    put_by: str
    said_by: str
    is_off: bool
    needs: tuple[PutTo, ...]
    episode: uuid.UUID | None
    case: uuid.UUID | None
    may_say: bool


def partners_meetings_for(asker: Asker) -> list[PartnersLine]:
    """The meetings of whose members or team this asker is, the latest first. One query."""
    if not asker.may(SEAT.code):
        return []
    rows = PartnersMeeting.objects.select_related("team").order_by("-starts_at", "id")[:MOST_MEETINGS]
    return [_line(row) for row in rows]


def next_partners_meeting(asker: Asker, team: uuid.UUID, now: datetime) -> PartnersLine | None:
    """The next meeting that this team called, where the asker knows of it. One query."""
    found = PartnersMeeting.objects.filter(team=team, state="called", starts_at__gt=now).select_related("team")
    row = found.order_by("starts_at", "id").first()
    return _line(row) if row else None


def _line(row: PartnersMeeting) -> PartnersLine:
    return PartnersLine(row.id, row.team.name, row.starts_at, row.place, row.state)


def seats_of(asker: Asker, meeting: uuid.UUID) -> list[SeatLine]:
    """The members of a meeting, in the order of their roles."""
    rows = Seat.objects.filter(meeting=meeting).select_related("staff")
    order = {role.value: number for number, role in enumerate(SeatRole)}
    return [seat_line(row) for row in sorted(rows, key=lambda row: (order[row.role], str(row.id)))]


def teams_convened(asker: Asker, day: date) -> list[tuple[uuid.UUID, str]]:
    """The teams whose meeting this asker may call."""
    if not asker.may(CONVENE.code):
        return []
    return [(team.id, team.name) for team in accounts.teams(day, "cluster") if team.id in asker.holders]


def last_seats(asker: Asker, teams: Sequence[uuid.UUID]) -> list[SeatLine]:
    """Who sat at the newest meeting of these teams: asked again next time."""
    last = PartnersMeeting.objects.filter(team__in=list(teams)).order_by("-starts_at", "id").first()
    return seats_of(asker, last.id) if last else []


def who_may_sit(day: date) -> dict[SeatRole, list[tuple[uuid.UUID, str]]]:
    """For each of the six roles, those with an account who may be given the seat."""
    wanted = sorted({role for roles in ACCOUNT_ROLES.values() for role in roles})
    found = accounts.holders_of_roles(wanted, day)
    return {seat: [one for role in roles for one in found.get(role, [])] for seat, roles in ACCOUNT_ROLES.items()}


def partners_meeting_for(asker: Asker, meeting: uuid.UUID) -> PartnersPage | None:
    """One meeting, or None where it does not exist for this asker. A fixed number of queries.

    Of children there is what this asker may read, by name; nothing says whether there are others.
    """
    found = PartnersMeeting.objects.filter(id=meeting).select_related("team") if asker.may(SEAT.code) else None
    row = found.first() if found is not None else None
    if row is None:
        return None
    seats = seats_of(asker, row.id)
    items = AgendaItem.objects.filter(meeting=row.id, is_off=False).order_by("position", "known_as", "id")
    lines = item_lines(asker, list(items[:MOST_ITEMS]), row.team_id)
    return PartnersPage(
        id=row.id,
        team_id=row.team_id,
        team=row.team.name,
        version=row.version,
        starts_at=row.starts_at,
        place=row.place,
        state=row.state,
        next_on=row.next_on,
        called_by=row.by_name,
        seats=tuple(seats),
        missing=tuple(SEAT_LABELS[role] for role in SIX if role not in {seat.role for seat in seats}),
        standing=tuple(line for line in lines if not line.child),
        children=tuple(line for line in lines if line.child),
        earlier=tuple(_earlier(asker, row)),
        may_convene=asker.may(CONVENE.code) and row.team_id in asker.holders,
    )


def _earlier(asker: Asker, row: PartnersMeeting) -> list[AgreedLine]:
    """What was agreed at this team's meetings before, is not done, and this asker may read."""
    before = AgreedAction.objects.filter(
        item__meeting__team=row.team_id, item__meeting__starts_at__lt=row.starts_at, done_at__isnull=True
    )
    rows = list(before.select_related("owner", "item").order_by("due_on", "id")[:MOST_AGREED])
    items = list({one.item_id: one.item for one in rows}.values())
    fence.note_subjects(number for item in items for number in item.behind)
    return agreed_lines(asker, rows, written_by(asker, items, row.team_id))


def agenda_item_for(asker: Asker, item: uuid.UUID) -> ItemPage | None:
    """One item, or None where it does not exist for this asker."""
    found = AgendaItem.objects.filter(id=item).select_related("meeting") if asker.may(SEAT.code) else None
    row = found.first() if found is not None else None
    if row is None:
        return None
    [line] = item_lines(asker, [row], row.meeting.team_id)
    of_case = ItemOfCase.objects.filter(item=row.id).first()
    needs = row.needs.select_related("seat__staff").order_by("id")
    return ItemPage(
        id=row.id,
        meeting=row.meeting_id,
        team_id=row.meeting.team_id,
        starts_at=row.meeting.starts_at,
        line=line,
        why=row.why,
        basis=BASIS_LABELS[Basis(row.basis)] if row.basis else "",
        basis_words=row.basis_words,
        put_by="" if row.code else row.by_name,
        said_by=row.said_by,
        is_off=row.is_off,
        needs=tuple(_need(one.seat, one.words, one.until) for one in needs),
        episode=of_case.episode_id if of_case else None,
        case=of_case.fence if of_case else None,
        may_say=may_write(asker, row, row.meeting.team_id) and not row.is_off,
    )


def _need(row: Seat, words: str, until: date) -> PutTo:
    seat = seat_line(row)
    return PutTo(seat.id, seat.staff, f"{seat.name} ({seat.role_label.lower()})", words, until)


@dataclass(frozen=True)
class SeatMinutes:
    """What one member saw: the standing agenda, the children who were put to them, and nothing of others."""

    to: SeatLine
    team: str
    meeting: uuid.UUID
    starts_at: datetime
    place: str
    is_held: bool
    seats: tuple[SeatLine, ...]
    standing: tuple[ItemLine, ...]
    children: tuple[ItemLine, ...]
    next_on: date | None


def minutes_for(asker: Asker, meeting: uuid.UUID, seat: uuid.UUID) -> SeatMinutes | None:
    """The minutes for one member: theirs to read, and the convener's to send. None where there are none for this asker.

    Made of what the member was put to and this asker may read.
    """
    page = partners_meeting_for(asker, meeting)
    to = next((one for one in page.seats if one.id == seat), None) if page else None
    if page is None or to is None or not (page.may_convene or to.staff == asker.number):
        return None
    put = ItemNeed.objects.filter(seat=seat, item__meeting=meeting).values_list("item", flat=True)
    theirs = {line.id for line in page.children} if to.staff == asker.number else set(put)
    return SeatMinutes(
        to=to,
        team=page.team,
        meeting=page.id,
        starts_at=page.starts_at,
        place=page.place,
        is_held=page.state == "held",
        seats=page.seats,
        standing=page.standing,
        children=tuple(line for line in page.children if line.id in theirs),
        next_on=page.next_on,
    )


def agreed_for(asker: Asker, agreed: uuid.UUID) -> AgreedLine | None:
    """An action that this asker may finish, or None where there is none."""
    row = AgreedAction.objects.filter(id=agreed).select_related("owner", "item__meeting").first()
    if row is None or not asker.may(SEAT.code):
        return None
    fence.note_subjects(row.item.behind)
    written = frozenset({row.item_id}) if may_write(asker, row.item, row.item.meeting.team_id) else frozenset()
    [line] = agreed_lines(asker, [row], written)
    return line if line.may_finish or (line.is_done and may_finish(asker, row, is_writer=bool(written))) else None
