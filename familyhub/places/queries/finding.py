"""Tell postcodes apart for allocation: ours, another authority's, ended, new, a slip of the finger, none (S0-01)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from familyhub.places import policy
from familyhub.places.authority import Authority, this_authority
from familyhub.places.models import OutsidePostcode, Postcode
from familyhub.places.queries.geography import holds, place_of
from familyhub.places.terms import DistrictOf, OtherAuthority, Place, Where, Whereabouts

AT_MOST = 3


def where(postcode: str, day: date, authority: Authority | None = None) -> Where:
    """Where a typed postcode sends us on that day, with what to do. `authority`: whose file names the neighbours.

    Nothing here is about a person: the answer is the same whoever asks and whoever lives there.
    """
    own = authority or this_authority()
    code = policy.normalised(postcode)
    if not postcode.strip():
        return Where(Whereabouts.NO_POSTCODE, postcode, "", day)
    if code is None:
        return _slip(Where(Whereabouts.SLIP, postcode, "", day))
    asked = Where(Whereabouts.SLIP, postcode, code, day)
    return _known(asked, own) or _ended(asked, own) or _new(asked, own) or _by_outward(asked, own) or _slip(asked)


def _known(asked: Where, own: Authority) -> Where | None:
    place = place_of(asked.postcode, asked.on)
    if isinstance(place, Place):
        return replace(asked, answer=Whereabouts.HERE, place=place)
    theirs = OutsidePostcode.objects.filter(holds(asked.on), code=asked.postcode)
    code = theirs.values_list("authority", flat=True).first()
    if code is None:
        return None
    return replace(asked, answer=Whereabouts.ELSEWHERE, authorities=(_authority(code, own),))


def _ended(asked: Where, own: Authority) -> Where | None:
    """It held once. The place is that of its last day."""
    for model, column in ((Postcode, "district_id"), (OutsidePostcode, "authority")):
        rows = model._default_manager.filter(code=asked.postcode, valid_to__lte=asked.on).order_by("-valid_to")
        row = rows.values_list("valid_from", "valid_to", column).first()
        if row is None:
            continue
        since, until, code = row
        answer = replace(asked, answer=Whereabouts.TERMINATED, ended_on=until)
        place = place_of(asked.postcode, max(since, _day_before(until)))
        if isinstance(place, Place):
            return replace(answer, place=place)
        return replace(answer, authorities=(_authority(code, own),))
    return None


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _new(asked: Where, own: Authority) -> Where | None:
    """Others of its sector hold: whose they are."""
    like_it = {"code__startswith": policy.sector_of(asked.postcode)}
    ours = Postcode.objects.filter(holds(asked.on), **like_it).values_list("district__code", "district__name")
    theirs = OutsidePostcode.objects.filter(holds(asked.on), **like_it).values_list("authority", flat=True)
    districts = tuple(DistrictOf(*row) for row in sorted(set(ours), key=lambda row: row[1]))
    authorities = tuple({found.code: found for found in (_authority(c, own) for c in sorted(set(theirs)))}.values())
    if not districts and not authorities:
        return None
    near = _near(asked)
    return replace(asked, answer=Whereabouts.NEW, districts=districts, authorities=authorities, near=near)


def _by_outward(asked: Where, own: Authority) -> Where | None:
    """The neighbour whose file entry says that every postcode of this first half is its own."""
    outward = policy.outward_of(asked.postcode)
    for neighbour in own.neighbours:
        if outward in neighbour.outwards:
            return replace(asked, answer=Whereabouts.ELSEWHERE, authorities=(neighbour,))
    return None


def _slip(asked: Where) -> Where:
    loaded = OutsidePostcode.objects.filter(holds(asked.on)).exists()
    return replace(asked, near=_near(asked), others_loaded=loaded)


def _near(asked: Where) -> tuple[str, ...]:
    """Known postcodes one slip away, likeliest first, ours before others'."""
    tried = policy.one_slip_away(asked.typed)
    if not tried:
        return ()
    found: list[str] = []
    for model in (Postcode, OutsidePostcode):
        rows = model._default_manager.filter(holds(asked.on), code__in=tried)
        found += sorted(set(rows.values_list("code", flat=True)) - set(found), key=tried.index)
    return tuple(found[:AT_MOST])


def _authority(code: str, own: Authority) -> OtherAuthority:
    """The neighbour whose district this is; one without a name where the file does not know it."""
    return next((other for other in own.neighbours if code in other.districts), OtherAuthority(code, ""))
