"""The front door decides: level, reason, and the team that serves the address."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.accounts import queries as accounts
from familyhub.core import events, grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.people import queries as people
from familyhub.referrals.actions import desk
from familyhub.referrals.actions.claiming import check_claim
from familyhub.referrals.actions.enquiring import open_enquiry, open_enquiry_of
from familyhub.referrals.actions.holding import check_not_held, place_holds
from familyhub.referrals.actions.other_parent import check_other_parents
from familyhub.referrals.actions.replying import Telling, tell_sender
from familyhub.referrals.actions.steps import NotNow, check_move, locked, move
from familyhub.referrals.belonging import contacts_of, records_of, subjects_of
from familyhub.referrals.events.requests import RequestDecided
from familyhub.referrals.models import Allocation, Decision, Request
from familyhub.referrals.policy import requests as policy
from familyhub.referrals.policy.allocation import chooses_team
from familyhub.referrals.queries.allocation_place import homes_of
from familyhub.referrals.terms.allocation import Homes
from familyhub.referrals.terms.requests import (
    OUTCOME_STATES,
    RANKS,
    Found,
    Lane,
    Outcome,
    PlaceFound,
    SenderWord,
    State,
)
from familyhub.vocabulary import queries as vocabulary


class NeedsReason(Exception):
    """A decision needs a reason."""


class NeedsLevel(Exception):
    """Help from a team needs a level of need."""


class NeedsTeam(Exception):
    """No team serves the place, or the place is not known: choose a team."""


class TwoHomes(NeedsTeam):
    """The children live in two places: choose which team, and say why."""


class HiddenHome(NeedsTeam):
    """An address is hidden: the map is not asked."""


class NeedsTeamWhy(Exception):
    """The map does not choose: two homes, none known, or an address that is hidden. Say why this team."""


class PeopleOpen(Exception):
    """Somebody named was neither linked, made, nor marked as not known."""


class EnquiryOpen(NotNow):
    """The request is in the MASH lane: the decision of its enquiry comes first."""


def check_enquiry_decided(request: Request) -> None:
    """Errors: EnquiryOpen. By the request's own state, so that it holds for those who may not see the enquiry too."""
    if State(request.state) is State.ESCALATED:
        raise EnquiryOpen(f"{request.reference} is in the MASH lane: its enquiry is decided first")


@dataclass(frozen=True)
class NewDecision:
    """What the officer decides. `team` None means the team that serves the address; else `team_why` may say why."""

    outcome: Outcome
    reason: str
    level: int | None = None
    team: uuid.UUID | None = None
    team_why: str = ""


def suggested_team_of(area: str, cluster: str, district: str, day: date) -> accounts.Serving | None:
    """The team that serves where the family lives, by the codes written when it arrived."""
    return accounts.team_serving(area=area, cluster=cluster, district=district, day=day)


def decide(
    *, request: uuid.UUID, decision: NewDecision, by: Asker, at: datetime, version_seen: int | None = None
) -> None:
    """Record the decision, move the request, tell each sender.

    Errors: NoSuchRequest, ChangedMeanwhile, OpenElsewhere, NotNow, NeedsReason, NeedsLevel, NeedsTeam, NeedsTeamWhy,
    PeopleOpen, EnquiryOpen, Held, OtherParentOpen.
    """
    row = locked(request, version_seen)
    check_claim(row, by, at)
    _check_may_go(row, decision.outcome)
    team = _checked(row, decision, at)
    contact = contacts_of(row.id).first()
    senders_level = contact.level_seen if contact else None
    row.level = decision.level
    row.claimed_by = row.claimed_until = None
    if decision.outcome is Outcome.TO_MASH:
        _into_mash(row, at)
    row.team_id = team.team if team else None
    Decision(
        fence=row.fence,
        request=row,
        outcome=decision.outcome.value,
        level_set=vocabulary.level_set(day_of(at)).code if decision.level else "",
        level=decision.level,
        senders_level=senders_level,
        reason=decision.reason,
        team_id=team.team if team else None,
        team_why=decision.team_why.strip() if team else "",
        at=at,
        by=by.number,
        by_name=by.name,
    ).save(force_insert=True)
    move(row, OUTCOME_STATES[decision.outcome], by=by, at=at, words=decision.reason)
    if decision.outcome is Outcome.TO_MASH and open_enquiry_of(row.id) is None:
        enquiry = open_enquiry(row, since=at, by=by, at=at)
        desk.cover(row, [enquiry.fence])
        place_holds(request=row.id, by=by, at=at)
    if team:
        _give_to_team(row, team.team, by, at)
    _announce(row, decision, team.name if team else "", senders_level, by, at)
    _tell_senders(row, decision.outcome, by, at)


def _check_may_go(row: Request, outcome: Outcome) -> None:
    if not policy.can_decide(State(row.state)):  # with a team, a worry that grew goes by `allocation_to_mash`
        raise NotNow(f"{row.reference} is no longer the front door's to decide")
    check_enquiry_decided(row)  # another authority's child is passed on from its enquiry, by phone
    check_move(row, OUTCOME_STATES[outcome])
    if outcome not in {Outcome.TO_MASH, Outcome.OUT_OF_AREA}:
        check_not_held(row)


def _into_mash(row: Request, at: datetime) -> None:
    row.lane, row.rank = Lane.MASH.value, RANKS[Lane.MASH]
    row.decide_by = policy.due_from(at, Lane.MASH).decide_by


def _checked(row: Request, decision: NewDecision, at: datetime) -> accounts.Serving | None:
    if not decision.reason.strip():
        raise NeedsReason
    if decision.outcome is not Outcome.TO_TEAM:
        return None
    check_other_parents(row)
    if decision.level is None:
        raise NeedsLevel
    found = [Found(one) for one in subjects_of(row.id).values_list("found", flat=True)]
    if policy.not_yet_allocatable(found, decision.outcome):
        raise PeopleOpen
    check_chosen(row, decision)
    if decision.team:
        return accounts.Serving(decision.team, accounts.team_named(decision.team), "")
    team = suggested_team_of(row.area, row.cluster, row.district, day_of(at))
    if team is None:
        raise NeedsTeam
    return team


def check_chosen(row: Request, decision: NewDecision) -> None:
    """Where the map does not choose, the officer does, and says why. Errors: NeedsTeam, NeedsTeamWhy."""
    found = homes_of(row)
    if not chooses_team(found, row.place == PlaceFound.KNOWN.value):
        return
    if decision.team is None:
        raise {Homes.TWO: TwoHomes, Homes.PROTECTED: HiddenHome}.get(found, NeedsTeam)
    if not decision.team_why.strip():
        raise NeedsTeamWhy


def fences_of(row: Request, by: Asker) -> list[uuid.UUID]:
    """Everything that a team needs to see: the request, its contacts, and the people found in it."""
    contacts = list(contacts_of(row.id).values_list("fence", "request__fence"))
    persons = set(people.made_as(by, records_of(row.id)).values())
    return [row.fence, *dict.fromkeys(fence for pair in contacts for fence in pair if fence != row.fence), *persons]


def because(row: Request) -> str:
    """The reason written on every grant that this request gives."""
    return f"request {row.reference}"


def _give_to_team(row: Request, team: uuid.UUID, by: Asker, at: datetime) -> None:
    Allocation(fence=row.fence, request=row, team_id=team, at=at, by=by.number, by_name=by.name).save(force_insert=True)
    grants.grant([team], fences_of(row, by), because=because(row))


def _announce(
    row: Request, decision: NewDecision, team: str, senders_level: int | None, by: Asker, at: datetime
) -> None:
    level = vocabulary.level(decision.level, day_of(at)).name if decision.level else ""
    event = RequestDecided(
        fence=row.fence,
        about=row.id,
        subjects=records_of(row.id),
        reference=row.reference,
        outcome=decision.outcome.value,
        level=level,
        team=team,
        team_id=str(row.team_id or ""),
        disagrees=policy.levels_disagree(senders_level, decision.level),
    )
    events.record(event, by=by, at=at)


def _tell_senders(row: Request, outcome: Outcome, by: Asker, at: datetime) -> None:
    word = {Outcome.TO_TEAM: SenderWord.WILL_CONTACT, Outcome.TO_MASH: SenderWord.BEING_LOOKED_AT}.get(
        outcome, SenderWord.FINISHED
    )
    later = policy.shown_from(Lane(row.lane), at)
    for contact in contacts_of(row.id):
        telling = Telling(contact, contact.request.reference, word, shown_from=later)
        tell_sender(telling=telling, by=by, at=at)


def check_open(*, request: uuid.UUID, by: Asker, at: datetime) -> None:
    """Nobody else has it open. Errors: NoSuchRequest, OpenElsewhere."""
    check_claim(locked(request, None), by, at)
