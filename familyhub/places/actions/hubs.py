"""Propose a hub network, move it on, give it a main site and spokes (S3-05, S3-15)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from familyhub.core.asker import Asker
from familyhub.places import policy
from familyhub.places.models import HubNetwork, HubNetworkState, MainSite, Spoke, SpokeMember
from familyhub.places.terms import SPOKE_TYPES, HubState, SpokeKind


class CannotChangeHub(ValueError):
    """The network cannot be changed so; the text says why."""


@dataclass(frozen=True)
class NewSpoke:
    """A spoke as it is told. A building names its site; a thing kept in another room names its id and kind."""

    kind: SpokeKind
    name: str
    type: str = ""
    site: uuid.UUID | None = None
    reference_kind: str = ""
    reference: uuid.UUID | None = None


@transaction.atomic
def begin_hub(*, name: str, district: str | None, state: HubState, by: Asker, on: date, at: datetime) -> uuid.UUID:
    """Record a new network in its first state. Errors: CannotChangeHub."""
    if not name.strip() or not by.is_somebody:
        raise CannotChangeHub("a network needs a name, and somebody who says so")
    if HubNetwork.objects.filter(name=name.strip(), valid_to__isnull=True).exists():
        raise CannotChangeHub(f"there is a network called {name.strip()} already")
    network = HubNetwork.objects.create(name=name.strip(), district_id=district, valid_from=on)
    HubNetworkState.objects.create(network=network, state=state.value, on=on, at=at, by_name=by.name)
    return network.id


@transaction.atomic
def move_hub(*, network: uuid.UUID, to: HubState, by: Asker, on: date, at: datetime, reason: str) -> None:
    """Move a network to its next state from that day. A closed network ends. Errors: CannotChangeHub."""
    locked = HubNetwork.objects.select_for_update().filter(id=network).first()
    if locked is None or not by.is_somebody:
        raise CannotChangeHub("there is no such network, or nobody who moves it")
    last = locked.states.order_by("-on").first()
    now, since = (HubState(last.state), last.on) if last else (None, None)
    problem = policy.why_not_move(now, since, to, on, _main_site_from(network, on))
    if problem:
        raise CannotChangeHub(problem)
    HubNetworkState.objects.create(
        network=locked, state=to.value, on=on, reason=reason.strip()[:500], at=at, by_name=by.name
    )
    if to == HubState.CLOSED:
        _end_all(network, on)


def _main_site_from(network: uuid.UUID, on: date) -> bool:
    """Is there a main site on that day that has no end yet?"""
    return MainSite.objects.filter(network_id=network, valid_from__lte=on, valid_to__isnull=True).exists()


def _end_all(network: uuid.UUID, on: date) -> None:
    """What began before that day ends on it; what was to begin later never did."""
    for rows in (MainSite.objects.filter(network_id=network), SpokeMember.objects.filter(network_id=network)):
        rows.filter(valid_to__isnull=True, valid_from__lt=on).update(valid_to=on)
    HubNetwork.objects.filter(id=network, valid_to__isnull=True, valid_from__lt=on).update(valid_to=on)


@transaction.atomic
def choose_main_site(*, network: uuid.UUID, site: uuid.UUID, by: Asker, from_day: date) -> None:
    """Make this the network's main site from that day; the one before ends. Errors: CannotChangeHub."""
    HubNetwork.objects.select_for_update().filter(id=network).first()
    known = MainSite.objects.filter(network_id=network)
    if not by.is_somebody or known.filter(Q(valid_from__gte=from_day) | Q(valid_to__gt=from_day)).exists():
        raise CannotChangeHub("a main site is already known for that day or a later one")
    known.filter(valid_to__isnull=True).update(valid_to=from_day)
    MainSite.objects.create(network_id=network, site_id=site, valid_from=from_day)


@transaction.atomic
def add_spoke(*, network: uuid.UUID, spoke: NewSpoke, by: Asker, from_day: date) -> uuid.UUID:
    """Make this a spoke of the network from that day; one that is known by kind and name joins it.

    Errors: CannotChangeHub.
    """
    is_building = spoke.kind == SpokeKind.BUILDING
    if not spoke.name.strip() or not by.is_somebody or spoke.type not in ("", *SPOKE_TYPES):
        raise CannotChangeHub("a spoke needs a name, a known type or none, and somebody who adds it")
    if is_building != (spoke.site is not None) or bool(spoke.reference) != bool(spoke.reference_kind):
        raise CannotChangeHub("a building names its site, and nothing else does; an id says what it is the id of")
    known = Spoke.objects.filter(kind=spoke.kind.value, name=spoke.name.strip()).first()
    kept = known or Spoke.objects.create(
        kind=spoke.kind.value,
        type=spoke.type,
        name=spoke.name.strip(),
        site_id=spoke.site,
        reference_kind=spoke.reference_kind,
        reference=spoke.reference,
    )
    members = SpokeMember.objects.filter(network_id=network, spoke=kept)
    if members.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=from_day)).exists():
        raise CannotChangeHub(f"{kept.name} is a spoke of it already")
    SpokeMember.objects.create(network_id=network, spoke=kept, valid_from=from_day)
    return kept.id


def remove_spoke(*, network: uuid.UUID, spoke: uuid.UUID, by: Asker, from_day: date) -> bool:
    """End a spoke's membership from that day on. Says whether there was one to end."""
    rows = SpokeMember.objects.filter(network_id=network, spoke_id=spoke, valid_to__isnull=True)
    return by.is_somebody and rows.filter(valid_from__lt=from_day).update(valid_to=from_day) == 1
