"""Where the children live, told apart: ours, another authority's, two homes, unknown, and what to do for each."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.places import queries as places
from familyhub.places.terms import OtherAuthority, Where
from familyhub.referrals.belonging import parts_of
from familyhub.referrals.models import Request, SubjectPlace
from familyhub.referrals.permissions import SEE
from familyhub.referrals.policy import allocation as policy
from familyhub.referrals.policy.requests import routing_place
from familyhub.referrals.queries.shown import RequestPage
from familyhub.referrals.terms.allocation import Homes
from familyhub.referrals.terms.requests import PlaceFound, SubjectRole

CHILDREN = (SubjectRole.CHILD, SubjectRole.UNBORN)
SENTENCES = {
    Homes.TWO: "The children named have more than one home.",
    Homes.UNKNOWN: "Nobody has said where the children live.",
    Homes.PROTECTED: "An address is hidden. The map is not asked.",
}
TO_DO = {
    Homes.TWO: "Ask where the children are most days, choose the team yourself, and say why.",
    Homes.UNKNOWN: "Ask where the family is staying, choose the team for that place, and say why. No fixed address is"
    " no reason to wait.",
    Homes.PROTECTED: "Choose the team yourself, away from whoever the address is hidden from, and say why.",
}

SAY_WHY = " If you choose a team, say why."


@dataclass(frozen=True)
class PlaceGuide:
    """What the officer reads about the place: what is so, what to do about it, and what is so of each home.

    `must_choose`: the officer chooses the team; never where the children are another authority's.
    """

    homes: Homes
    sentence: str
    what_to_do: str
    each: tuple[Where, ...]
    must_choose: bool


def postcodes_of(request: uuid.UUID) -> tuple[list[str], bool]:
    """The children's postcodes over all contacts, and whether a hidden address is among what the asker sees.

    Where no child has one of their own, each contact's routing place stands for them: a parent's.
    """
    rows = SubjectPlace.objects.filter(subject__contact__request__in=parts_of([request]).values("id"))
    places_of = list(rows.select_related("subject").order_by("subject__contact__received_at", "subject__number"))
    named = [Lives(p.subject.contact_id, SubjectRole(p.subject.role), p.postcode) for p in places_of]
    return _homes_named(named), any(place.is_protected for place in places_of)


@dataclass(frozen=True)
class Lives:
    """Where somebody named in a contact lives, by postcode."""

    contact: uuid.UUID
    role: SubjectRole
    postcode: str


def _homes_named(named: Sequence[Lives]) -> list[str]:
    own = [one.postcode for one in named if one.role in CHILDREN]
    if any(own):
        return own
    contacts = dict.fromkeys(one.contact for one in named)
    return [
        routing_place([(one.role, one.postcode or None) for one in named if one.contact == contact]) or ""
        for contact in contacts
    ]


def must_choose_on(page: RequestPage) -> bool:
    """Does the map leave the team to the officer? By what the page shows already."""
    named = [Lives(contact.id, one.role, one.postcode) for contact in page.contacts for one in contact.subjects]
    found = policy.homes(_homes_named(named), page.place is PlaceFound.PROTECTED)
    return policy.chooses_team(found, page.place is PlaceFound.KNOWN)


def homes_of(row: Request) -> Homes:
    """How many homes, as far as this asker sees."""
    postcodes, is_hidden = postcodes_of(row.id)
    return policy.homes(postcodes, is_hidden or row.place == PlaceFound.PROTECTED.value)


def place_guide(asker: Asker, request: uuid.UUID) -> PlaceGuide | None:
    """For the request's page; None where there is no such request for this asker."""
    row = Request.objects.filter(id=request).first() if asker.may(SEE.code) else None
    if row is None:
        return None
    postcodes, is_hidden = postcodes_of(row.id)
    found = policy.homes(postcodes, is_hidden)
    if found is Homes.PROTECTED:
        return PlaceGuide(found, SENTENCES[found], TO_DO[found], (), True)
    each = tuple(_where(code) for code in dict.fromkeys(postcodes) if code.strip())
    known = row.place == PlaceFound.KNOWN.value
    sentence = each[0].sentence if found is Homes.ONE else SENTENCES[found]
    if _the_authority(each):
        return PlaceGuide(found, sentence, each[0].what_to_do, each, False)
    must = policy.chooses_team(found, known)
    to_do = each[0].what_to_do + (SAY_WHY if must else "") if found is Homes.ONE else TO_DO[found]
    return PlaceGuide(found, sentence, to_do, each, must)


def _the_authority(each: Sequence[Where]) -> OtherAuthority | None:
    """The one other authority in which every home is."""
    found = {where.authority for where in each}
    return next(iter(found)) if len(found) == 1 else None


def _where(postcode: str) -> Where:
    return places.where(postcode, day_of(timezone.now()))


def authority_of(asker: Asker, request: uuid.UUID) -> OtherAuthority | None:
    """The one other authority in which the children live, where the postcode tells."""
    guide = place_guide(asker, request)
    found = {where.authority for where in guide.each} - {None} if guide else set()
    return next(iter(found)) if len(found) == 1 else None
