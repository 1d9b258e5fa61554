"""Store what an authority's file says stands in its county: organisations, sites, hub networks.

The file begins things and says how far they have come; what people have recorded since is never undone by it.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from familyhub.places.actions.batch import Batch
from familyhub.places.actions.dated import Ledger, put
from familyhub.places.actions.hubs import NewSpoke, add_spoke, begin_hub, choose_main_site, move_hub
from familyhub.places.actions.organisations import NewOrganisation, register_organisation, succeed
from familyhub.places.authority import Authority, NetworkPlan
from familyhub.places.models import Area, HubNetwork, Organisation, Site, SiteBase, Succession
from familyhub.places.policy import ONWARD, Rules
from familyhub.places.terms import BEFORE_RECORDS, Change, HubState

SOURCE = "authority"
SITES = Ledger(
    Site,
    ("name",),
    ("kind", "postcode", "area_id", "district_id", "organisation_id", "source"),
    {"source": SOURCE},
)


def put_standing(*, authority: Authority, batch: Batch) -> Change:
    """Make the file's organisations, sites and networks hold. Must run inside a transaction. Errors: BackDated."""
    change = _put_organisations(authority, batch) + _put_sites(authority, batch)
    for network in authority.networks:
        change += _put_network(network, batch)
    return change


def _put_organisations(authority: Authority, batch: Batch) -> Change:
    known = set(Organisation.objects.values_list("code", flat=True))
    new = [each for each in authority.organisations if each.code not in known]
    for each in new:
        told = NewOrganisation(each.code, each.name, each.kind)
        register_organisation(organisation=told, by=batch.by, from_day=each.since or BEFORE_RECORDS)
    pairs = set(Succession.objects.values_list("predecessor__code", "successor__code"))
    ids: dict[str, UUID] = dict(Organisation.objects.order_by("valid_from").values_list("code", "id"))
    for step in sorted(authority.successions, key=lambda step: step.on):
        if (step.predecessor, step.successor) not in pairs:
            one, other = ids[step.predecessor], ids[step.successor]
            succeed(predecessor=one, successor=other, on=step.on, how=step.how, by=batch.by, at=batch.at)
    return Change(opened=len(new), unchanged=len(authority.organisations) - len(new))


def _put_sites(authority: Authority, batch: Batch) -> Change:
    """Sites that an earlier file named and this one does not have ended; those that people opened stay."""
    areas: dict[str, UUID] = dict(Area.objects.filter(valid_to__isnull=True).values_list("code", "id"))
    owners: dict[str, UUID] = dict(Organisation.objects.filter(valid_to__isnull=True).values_list("code", "id"))
    incoming: dict[tuple[Any, ...], dict[str, Any]] = {
        (site.name,): {
            "kind": site.kind,
            "postcode": site.postcode,
            "area_id": areas.get(site.area),
            "district_id": site.district or None,
            "organisation_id": owners.get(site.organisation),
        }
        for site in authority.sites
    }
    rules = Rules(may_close=lambda _key, values: values["source"] == SOURCE, guarded=False, in_place=True)
    change = put(SITES, incoming, on=batch.on, rules=rules)
    ids: dict[str, UUID] = dict(Site.objects.filter(valid_to__isnull=True).values_list("name", "id"))
    bases: dict[tuple[Any, ...], dict[str, Any]] = {(ids[s.name],): {} for s in authority.sites if s.base}
    ours = set(Site.objects.filter(source=SOURCE).values_list("id", flat=True))
    ends = Rules(may_close=lambda key, _values: key[0] in ours, guarded=False)
    return change + put(Ledger(SiteBase, ("site_id",), ()), bases, on=batch.on, rules=ends)


def _put_network(plan: NetworkPlan, batch: Batch) -> Change:
    known = HubNetwork.objects.filter(name=plan.name).order_by("-valid_from").first()
    if known is None:
        return _begin(plan, batch)
    last = known.states.order_by("-on").first()
    if last is None or plan.state not in ONWARD[HubState(last.state)]:
        return Change(unchanged=1)
    on = plan.since or batch.on
    move_hub(network=known.id, to=plan.state, by=batch.by, on=on, at=batch.at, reason="the authority's file says so")
    return Change(opened=1)


def _begin(plan: NetworkPlan, batch: Batch) -> Change:
    on = plan.since or BEFORE_RECORDS
    sites: dict[str, UUID] = dict(Site.objects.filter(valid_to__isnull=True).values_list("name", "id"))
    network = begin_hub(
        name=plan.name, district=plan.district or None, state=plan.state, by=batch.by, on=on, at=batch.at
    )
    if plan.main:
        choose_main_site(network=network, site=sites[plan.main], by=batch.by, from_day=on)
    for spoke in plan.spokes:
        told = NewSpoke(spoke.kind, spoke.name, spoke.type, sites[spoke.site] if spoke.site else None)
        add_spoke(network=network, spoke=told, by=batch.by, from_day=on)
    return Change(opened=1)
