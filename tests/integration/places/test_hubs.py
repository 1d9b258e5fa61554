"""Hub networks, sites and bases, organisations: what holds on which day, and what the database itself refuses."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from familyhub.core.asker import NOBODY, system
from familyhub.places import actions, queries
from familyhub.places.authority import parse_authority, read_authority
from familyhub.places.models import HubNetworkState, MainSite, Organisation, Site, Spoke, SpokeMember, Succession
from familyhub.places.terms import BEFORE_RECORDS, HowSucceeded, HubState, SiteCounts, SpokeKind
from tests.integration.places.exampleshire import LATER, NORTH, TODAY, batch

pytestmark = pytest.mark.django_db
BY, AT = system("test"), datetime(2026, 11, 21, 9, tzinfo=UTC)
NEXT = date(2027, 4, 1)
COUNTY: dict[str, Any] = {
    "code": "exampleshire",
    "name": "Exampleshire",
    "districts": [{"code": NORTH, "name": "North Example", "short": "NEX", "areas": [2]}],
    "localities": [],
    "sites": [
        {"name": "Example House", "area": "NEX-C1-A1", "base": True, "organisation": "EX"},
        {"name": "Sample Hall", "district": NORTH},
    ],
    "organisations": [{"code": "EX", "name": "Example Trust", "kind": "voluntary"}],
    "networks": [
        {
            "name": "Example Hub",
            "district": NORTH,
            "state": "pilot",
            "main": "Example House",
            "spokes": [
                {"kind": "service", "type": "midwives", "name": "Example midwives"},
                {"kind": "building", "type": "school", "name": "Sample Hall", "site": "Sample Hall"},
                {"kind": "virtual", "type": "online", "name": "Example online"},
                {"kind": "partnership", "name": "Example partnership"},
                {"kind": "group", "name": "Example group"},
            ],
        }
    ],
}


def put(changed: dict[str, Any] | None = None, on: date = TODAY) -> None:
    actions.apply_authority(authority=parse_authority({**COUNTY, **(changed or {})}, "x.toml"), batch=batch(on))


def the_hub() -> uuid.UUID:
    return queries.hub_networks(NEXT)[0].id


def site(name: str) -> uuid.UUID:
    return Site.objects.get(name=name).id


def move(to: HubState, on: date) -> None:
    actions.move_hub(network=the_hub(), to=to, by=BY, on=on, at=AT, reason="agreed")


def at_commit() -> None:
    """What the database checks at commit, now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.parametrize(
    ("authority", "counted", "sites"),
    [
        ("nottinghamshire", "7 districts, 18 clusters, 58 areas", SiteCounts(5, 0)),
        ("hampshire", "11 districts, 15 clusters, 54 areas", SiteCounts(81, 54)),
        ("birmingham", "1 district, 4 clusters, 16 areas", SiteCounts(73, 16)),
    ],
)
def test_each_authority_loads_by_the_same_format(authority: str, counted: str, sites: SiteCounts) -> None:
    for day in (TODAY, LATER):
        actions.apply_authority(authority=read_authority(authority), batch=batch(day))

    assert queries.counts(LATER).sentence == counted
    assert queries.site_counts(LATER) == sites
    assert len(queries.sites(LATER)) == sites.sites
    assert sum(line.is_base for line in queries.sites(LATER)) == sites.bases
    at_commit()


def test_one_pilot_and_four_design_sites_with_three_localities() -> None:
    actions.apply_authority(authority=read_authority("nottinghamshire"), batch=batch())

    assert queries.counts(TODAY).localities == 3
    assert [(line.name, line.state, line.since, line.main_site) for line in queries.hub_networks(TODAY)] == [
        ("Retford", HubState.PILOT, None, "Retford"),
        ("Netherfield", HubState.DESIGN, None, "Netherfield"),
        ("Newark", HubState.DESIGN, None, "Newark"),
        ("Oaktree in Mansfield", HubState.DESIGN, None, "Oaktree in Mansfield"),
        ("Sutton in Ashfield", HubState.DESIGN, None, "Sutton in Ashfield"),
    ]


def test_a_commissioner_is_followed_to_the_one_that_stands_in_its_place() -> None:
    actions.apply_authority(authority=read_authority("nottinghamshire"), batch=batch())

    found = [queries.current_organisation("04N", day) for day in (date(2019, 1, 1), date(2021, 1, 1), TODAY)]
    assert [each.code for each in found if each] == ["04N", "52R", "QT1"]
    assert queries.current_organisation("04N", date(2012, 1, 1)) is None
    assert [step.sentence for step in queries.lineage("02Q")] == [
        "NHS Bassetlaw CCG was abolished; its duties went to NHS Nottingham and Nottinghamshire Integrated Care Board"
    ]
    assert len(queries.lineage("QT1")) == 7
    assert [each.code for each in queries.organisations(TODAY)] == ["QT1"]


def test_a_network_shows_its_main_site_its_five_kinds_of_spoke_and_its_states() -> None:
    put()
    move(HubState.LIVE, LATER)
    at_commit()

    page = queries.hub_network(the_hub(), NEXT)
    assert page is not None
    assert (page.line.state, page.line.since, page.line.main_site, page.line.spokes) == (
        HubState.LIVE,
        LATER,
        "Example House",
        5,
    )
    assert [(state.state, state.known_since) for state in page.states] == [
        (HubState.PILOT, None),
        (HubState.LIVE, LATER),
    ]
    assert [(part.name, part.kind, part.type) for part in page.spokes] == [
        ("Example group", "Group", ""),
        ("Example midwives", "Service", "Midwives"),
        ("Example online", "Online", "Online resources and virtual groups"),
        ("Example partnership", "Partnership", ""),
        ("Sample Hall", "Building", "School"),
    ]
    assert [(part.name, part.is_base) for part in page.main_sites] == [("Example House", True)]
    assert queries.hub_networks(TODAY)[0].state == HubState.PILOT
    assert queries.hub_network(uuid.uuid4(), TODAY) is None


def test_the_file_never_undoes_what_people_recorded_and_moves_on_what_follows() -> None:
    put()
    put({"networks": [{**COUNTY["networks"][0], "state": "live"}]}, LATER)
    assert queries.hub_networks(LATER)[0].state == HubState.LIVE

    put(on=NEXT)

    assert queries.hub_networks(NEXT)[0].state == HubState.LIVE
    assert HubNetworkState.objects.count() == 2


def test_a_site_and_a_base_that_the_file_no_longer_names_end_and_those_of_people_stay() -> None:
    put()
    new = actions.NewSite(name="Opened by hand", kind="outreach", postcode="ZZ1 1AA", area=None)
    opened = actions.open_site(site=new, by=BY, from_day=TODAY)
    assert actions.make_base(site=opened, by=BY, from_day=TODAY)
    assert not actions.make_base(site=opened, by=BY, from_day=LATER)
    assert queries.site_counts(TODAY) == SiteCounts(3, 2)

    put({"sites": [{"name": "Example House"}], "networks": [], "organisations": []}, LATER)

    assert queries.site_counts(LATER) == SiteCounts(2, 1)
    assert queries.site_counts(TODAY) == SiteCounts(3, 2)
    assert actions.close_site(site=opened, by=BY, from_day=NEXT)
    assert not actions.close_site(site=opened, by=NOBODY, from_day=NEXT)
    assert queries.site_counts(NEXT) == SiteCounts(1, 0)


def test_a_live_network_always_has_its_main_site() -> None:
    put()
    move(HubState.LIVE, LATER)
    at_commit()

    with pytest.raises(IntegrityError, match="no main site on some day"), transaction.atomic():
        MainSite.objects.update(valid_to=NEXT)
        at_commit()
    actions.choose_main_site(network=the_hub(), site=site("Sample Hall"), by=BY, from_day=NEXT)
    at_commit()
    assert queries.hub_networks(NEXT)[0].main_site == "Sample Hall"
    assert queries.hub_networks(LATER)[0].main_site == "Example House"


def test_never_two_main_sites_on_one_day() -> None:
    put()

    with pytest.raises(IntegrityError, match="places_main_site_one_a_day"), transaction.atomic():
        MainSite.objects.create(network_id=the_hub(), site_id=site("Sample Hall"), valid_from=LATER)
    actions.choose_main_site(network=the_hub(), site=site("Sample Hall"), by=BY, from_day=LATER)
    with pytest.raises(actions.CannotChangeHub, match="already known"):
        actions.choose_main_site(network=the_hub(), site=site("Example House"), by=BY, from_day=TODAY)


def test_a_spoke_without_a_network_is_refused_at_commit() -> None:
    put()

    with pytest.raises(IntegrityError, match="belongs to no hub network"), transaction.atomic():
        Spoke.objects.create(kind="group", name="Alone")
        at_commit()
    with pytest.raises(IntegrityError, match="belongs to no hub network"), transaction.atomic():
        fresh = Spoke.objects.create(kind="group", name="Fresh")
        SpokeMember.objects.filter(spoke__name="Example group").update(spoke=fresh)
        at_commit()
    with pytest.raises(IntegrityError, match="places_spoke_building_has_a_site"), transaction.atomic():
        Spoke.objects.create(kind="building", name="Nowhere")


def test_states_and_successions_are_never_changed() -> None:
    put()

    for rows in (HubNetworkState.objects.all(), Succession.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(at=AT)


def test_a_spoke_joins_leaves_and_comes_back() -> None:
    put()
    told = actions.NewSpoke(SpokeKind.GROUP, "Example group")
    with pytest.raises(actions.CannotChangeHub, match="already"):
        actions.add_spoke(network=the_hub(), spoke=told, by=BY, from_day=TODAY)
    spoke = Spoke.objects.get(name="Example group").id
    assert actions.remove_spoke(network=the_hub(), spoke=spoke, by=BY, from_day=TODAY)
    assert not actions.remove_spoke(network=the_hub(), spoke=spoke, by=BY, from_day=LATER)
    assert queries.hub_networks(TODAY)[0].spokes == 4
    assert actions.add_spoke(network=the_hub(), spoke=told, by=BY, from_day=LATER) == spoke
    assert queries.hub_networks(LATER)[0].spokes == 5


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"type": "unheard of"},
        {"kind": SpokeKind.BUILDING},
        {"site": uuid.UUID(int=1)},
        {"reference": uuid.UUID(int=1)},
        {"reference_kind": "activity"},
    ],
)
def test_a_spoke_that_does_not_hold_together_is_refused(wrong: dict[str, Any]) -> None:
    put()

    with pytest.raises(actions.CannotChangeHub):
        told = replace(actions.NewSpoke(SpokeKind.GROUP, "New"), **wrong)
        actions.add_spoke(network=the_hub(), spoke=told, by=BY, from_day=TODAY)


def test_a_closed_network_ends_with_its_parts() -> None:
    put()
    move(HubState.CLOSED, LATER)
    at_commit()

    line = queries.hub_networks(LATER)[0]
    assert (line.state, line.main_site, line.spokes) == (HubState.CLOSED, "", 0)
    with pytest.raises(actions.CannotChangeHub, match="cannot become"):
        move(HubState.LIVE, NEXT)
    again = actions.begin_hub(name="Example Hub", district=None, state=HubState.PROPOSED, by=BY, on=LATER, at=AT)
    with pytest.raises(actions.CannotChangeHub, match="already"):
        actions.begin_hub(name="Example Hub", district=None, state=HubState.PROPOSED, by=BY, on=LATER, at=AT)
    with pytest.raises(actions.CannotChangeHub, match="choose it first"):
        for number, state in enumerate((HubState.DESIGN, HubState.LIVE), 1):
            on = date(2028, number, 1)
            actions.move_hub(network=again, to=state, by=BY, on=on, at=AT, reason="")
    with pytest.raises(actions.CannotChangeHub, match="no such network"):
        actions.move_hub(network=uuid.uuid4(), to=HubState.LIVE, by=BY, on=LATER, at=AT, reason="")
    with pytest.raises(actions.CannotChangeHub, match="needs a name"):
        actions.begin_hub(name="", district=None, state=HubState.PROPOSED, by=BY, on=LATER, at=AT)


def school(code: str) -> uuid.UUID:
    told = actions.NewOrganisation(code, f"{code} School", "school")
    return actions.register_organisation(organisation=told, by=BY, from_day=BEFORE_RECORDS)


def become(one: uuid.UUID, other: uuid.UUID, on: date, how: HowSucceeded = HowSucceeded.CONVERTED) -> None:
    actions.succeed(predecessor=one, successor=other, on=on, how=how, by=BY, at=AT)


def test_a_school_becomes_an_academy_whose_trust_is_split() -> None:
    old, academy, north, south = (school(code) for code in ("100001", "200001", "300001", "300002"))
    become(old, academy, TODAY)
    become(academy, north, LATER, HowSucceeded.SPLIT)
    become(academy, south, LATER, HowSucceeded.SPLIT)

    yesterday = queries.current_organisation("100001", date(2026, 11, 20))
    assert yesterday is not None and yesterday.code == "100001"
    assert [each.code for each in queries.current_organisations("100001", TODAY)] == ["200001"]
    assert queries.current_organisation("100001", LATER) is None
    assert [each.code for each in queries.current_organisations("100001", LATER)] == ["300001", "300002"]
    assert [step.sentence for step in queries.lineage("200001")] == [
        "100001 School was converted into 200001 School",
        "200001 School was split into 300001 School",
        "200001 School was split into 300002 School",
    ]
    assert queries.current_organisations("unknown", TODAY) == []


def test_no_organisation_comes_from_itself() -> None:
    one, two, three = (school(code) for code in ("1", "2", "3"))
    become(one, two, TODAY)
    become(two, three, LATER)

    with pytest.raises(actions.CannotSucceed, match="came from"):
        become(three, one, NEXT)
    with pytest.raises(actions.CannotSucceed, match="both are registered"):
        become(one, one, NEXT)
    with pytest.raises(actions.CannotSucceed, match="did not last"):
        become(one, three, NEXT)
    with pytest.raises(IntegrityError, match="cannot come from itself"), transaction.atomic():
        Succession.objects.create(predecessor_id=three, successor_id=one, on=NEXT, how="merged", at=AT, by_name="test")
    with pytest.raises(ValueError, match="registered already"):
        school("3")
    with pytest.raises(ValueError, match="known kind"):
        told = actions.NewOrganisation("9", "Nine", "guild")
        actions.register_organisation(organisation=told, by=BY, from_day=TODAY)
    assert Organisation.objects.count() == 3
