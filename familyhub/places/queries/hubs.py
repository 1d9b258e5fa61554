"""Reads about sites and hub networks, as on a day (S1-20, S3-05, S3-15, S3-17)."""

from __future__ import annotations

import uuid
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from familyhub.places.models import HubNetwork, HubNetworkState, MainSite, Site, SiteBase, Spoke, SpokeMember
from familyhub.places.queries.geography import holds
from familyhub.places.terms import (
    BEFORE_RECORDS,
    OPEN_TO_FAMILIES,
    SPOKE_KINDS,
    SPOKE_TYPES,
    DistrictOf,
    HubLine,
    HubOffer,
    HubPage,
    HubState,
    Part,
    SiteCounts,
    SiteLine,
    SpokeKind,
    SpokeOffer,
    StateOf,
)


def site_counts(on: date) -> SiteCounts:
    """How many sites hold on that day, and how many of them are bases then."""
    based = SiteBase.objects.filter(holds(on), holds(on, "site__"))
    return SiteCounts(Site.objects.filter(holds(on)).count(), based.count())


def sites(on: date) -> list[SiteLine]:
    """Sites of that day by district and name: one query."""
    based = SiteBase.objects.filter(holds(on), site=OuterRef("pk"))
    rows = Site.objects.filter(holds(on)).select_related("area__cluster__district", "district", "organisation")
    lines = [_site(row) for row in rows.annotate(based=Exists(based))]
    return sorted(lines, key=lambda line: (line.district, line.name))


def _site(row: Site) -> SiteLine:
    district = row.district or (row.area.cluster.district if row.area else None)
    return SiteLine(
        id=row.id,
        name=row.name,
        kind=str(Site.Kind(row.kind).label),
        postcode=row.postcode,
        area=row.area.code if row.area else "",
        district=district.name if district else "",
        organisation=row.organisation.name if row.organisation else "",
        is_base=bool(getattr(row, "based", False)),
    )


def hub_networks(on: date) -> list[HubLine]:
    """Networks that have a state on that day, by how far they have come and name; closed ones last: three queries."""
    return sorted(_lines(HubNetwork.objects.all(), on), key=lambda line: (_order(line.state), line.name))


def hub_network(network: uuid.UUID, on: date) -> HubPage | None:
    """One network with its whole history, as on that day, or None where there is no such network."""
    lines = _lines(HubNetwork.objects.filter(id=network), on)
    if not lines:
        return None
    states = HubNetworkState.objects.filter(network_id=network, on__lte=on).order_by("on")
    mains = MainSite.objects.filter(network_id=network).select_related("site").order_by("-valid_from")
    based = SiteBase.objects.filter(holds(on), site=OuterRef("site"))
    members = SpokeMember.objects.filter(network_id=network).select_related("spoke").order_by("spoke__name")
    return HubPage(
        line=lines[0],
        states=tuple(StateOf(HubState(s.state), s.on, s.reason, s.by_name) for s in states),
        main_sites=tuple(
            Part(m.site.name, str(Site.Kind(m.site.kind).label), "", _known(m.valid_from), m.valid_to, m.based)
            for m in mains.annotate(based=Exists(based))
        ),
        spokes=tuple(
            Part(
                m.spoke.name,
                SPOKE_KINDS[SpokeKind(m.spoke.kind)],
                SPOKE_TYPES.get(m.spoke.type, ""),
                _known(m.valid_from),
                m.valid_to,
            )
            for m in members
        ),
    )


def hub_offers(on: date) -> list[HubLine]:
    """Networks that families can come to on that day, by name: three queries."""
    lines = [line for line in hub_networks(on) if line.state in OPEN_TO_FAMILIES and line.main_site]
    return sorted(lines, key=lambda line: line.name)


def hub_offer(network: uuid.UUID, on: date) -> HubOffer | None:
    """One of them with its main site and spokes of that day, or None: five queries."""
    lines = [line for line in _lines(HubNetwork.objects.filter(id=network), on) if line.state in OPEN_TO_FAMILIES]
    main = MainSite.objects.filter(holds(on), network_id=network).first()
    if not lines or main is None:
        return None
    members = SpokeMember.objects.filter(holds(on), network_id=network).select_related("spoke").order_by("spoke__name")
    return HubOffer(lines[0], main.site_id, tuple(_spoke(member.spoke) for member in members))


def _spoke(spoke: Spoke) -> SpokeOffer:
    kind = SPOKE_KINDS[SpokeKind(spoke.kind)]
    named = SPOKE_TYPES.get(spoke.type, "")
    return SpokeOffer(spoke.name, kind, named, spoke.site_id, spoke.reference_kind, spoke.reference, spoke.id)


def _known(day: date) -> date | None:
    return day if day > BEFORE_RECORDS else None


def _order(state: HubState) -> int:
    furthest = [HubState.LIVE, HubState.REDUCED, HubState.PILOT, HubState.DESIGN, HubState.CONSULTED, HubState.PROPOSED]
    return furthest.index(state) if state in furthest else len(furthest)


def _lines(networks: QuerySet[HubNetwork], on: date) -> list[HubLine]:
    last = HubNetworkState.objects.filter(on__lte=on).order_by("on")
    mains = MainSite.objects.filter(holds(on)).select_related("site")
    found = (
        networks.filter(valid_from__lte=on)
        .select_related("district")
        .annotate(member_count=Count("members", filter=holds(on, "members__")))
        .prefetch_related(Prefetch("states", last, "until_now"), Prefetch("main_sites", mains, "main_now"))
    )
    return [_line(row) for row in found if getattr(row, "until_now", [])]


def _line(row: HubNetwork) -> HubLine:
    states: list[HubNetworkState] = getattr(row, "until_now", [])
    mains: list[MainSite] = getattr(row, "main_now", [])
    return HubLine(
        id=row.id,
        name=row.name,
        district=DistrictOf(row.district.code, row.district.name) if row.district else None,
        state=HubState(states[-1].state),
        since=_known(states[-1].on),
        main_site=mains[0].site.name if mains else "",
        spokes=getattr(row, "member_count", 0),
    )
