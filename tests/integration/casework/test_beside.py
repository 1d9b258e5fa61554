"""What goes on beside a plan: programmes by phase, young carers, other services with the Family Nurse Partnership."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest

from familyhub.casework import actions, queries
from familyhub.casework.actions import (
    ChangedMeanwhile,
    HandOver,
    NewCarer,
    NewOffer,
    NewPhase,
    NewService,
    NewStand,
    NewSupport,
    NotThere,
    Owner,
    Refused,
)
from familyhub.casework.actions.supporting import end_supports
from familyhub.casework.models import CaredFor, CaseMember, Episode, Need, OtherService, Support
from familyhub.casework.terms.carers import Care, CaredForKind, FoundBy, Offer
from familyhub.casework.terms.episodes import HandOverReason
from familyhub.casework.terms.plans import OwnerKind
from familyhub.casework.terms.programmes import Phase, Promotes
from familyhub.casework.terms.services import Service, Stand
from familyhub.core import fence, grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.core.events import timeline_about
from familyhub.people.models import Record
from familyhub.people.queries import made_as
from familyhub.work.models import Task
from tests.integration.casework.conftest import NOW, TODAY, Office, browser, typed
from tests.integration.casework.test_casework_screens import text
from tests.integration.casework.test_plans import send

WEEK = timedelta(days=7)


def programme(office: Office, name: str = "Example parenting programme", *, is_secret: bool = False) -> uuid.UUID:
    with fence.enter(office.manager):
        return actions.list_programme(name=name, about="", is_secret=is_secret, by=office.manager, at=NOW)


def support(office: Office, child: Episode, listed: uuid.UUID) -> uuid.UUID:
    by = office.worker
    new = NewSupport(
        child.record_id,
        listed,
        Phase.BEFORE,
        TODAY - WEEK,
        TODAY + WEEK,
        Owner(OwnerKind.STAFF, by.number),
        frozenset({Promotes.RESILIENCE}),
        "Walk there together the first time",
    )
    with fence.enter(by):
        return actions.begin_support(case=child.fence, new=new, by=by, at=NOW)


def tasks_about(by: Asker, about: uuid.UUID) -> list[tuple[str, uuid.UUID, date]]:
    with fence.enter(by):
        rows = Task.objects.filter(about=about, done_at__isnull=True)
        return [(row.about_kind, row.holder, day_of(row.due_at - timedelta(seconds=1))) for row in rows]  # type: ignore[operator]


def adult_of(by: Asker, child: Episode) -> uuid.UUID:
    with fence.enter(by):
        return CaseMember.objects.filter(fence=child.fence, is_child=False).values_list("record", flat=True)[0]


def test_support_goes_through_its_phases_and_the_next_day_is_in_the_tray(
    office: Office, accepted: list[Episode]
) -> None:
    by, child = office.worker, accepted[0]
    number = support(office, child, programme(office))
    assert tasks_about(by, number) == [("casework.support", by.number, TODAY + WEEK)]
    with fence.enter(by):
        moved = NewPhase(Phase.DURING, TODAY, TODAY + 4 * WEEK, "She went, and liked it")
        actions.move_support(support=number, new=moved, by=by, at=NOW, version_seen=1)
        with pytest.raises(ChangedMeanwhile):
            actions.move_support(support=number, new=moved, by=by, at=NOW, version_seen=1)
        with pytest.raises(Refused, match="backwards"):
            actions.move_support(support=number, new=replace(moved, phase=Phase.BEFORE), by=by, at=NOW)
        assert [one.sentence for one in timeline_about(number) if one.code.startswith("casework.")] == [
            "Support around a specialist programme: during it.",
            "Support around a specialist programme began: before it.",
        ]
    assert tasks_about(by, number) == [("casework.support", by.number, TODAY + 4 * WEEK)]
    with fence.enter(office.coordinator):
        [(_, now), *_] = queries.supports_by_quarter(office.coordinator, TODAY)
        assert (now[Phase.BEFORE], now[Phase.DURING]) == (1, 1)
        assert queries.supports_by_quarter(replace(office.coordinator, permissions={}), TODAY) == []
    assert "Example parenting programme" in text(browser(by).get(f"/episodes/{child.id}/"))


def test_a_secret_programme_is_there_for_the_lead_alone(office: Office, accepted: list[Episode]) -> None:
    child, secret = accepted[0], programme(office, "Hushword recovery", is_secret=True)
    number = support(office, child, secret)
    own, leads = browser(office.worker), browser(office.coordinator)
    assert "Hushword recovery" in text(own.get(f"/supports/{number}/"))
    assert leads.get(f"/supports/{number}/").status_code == 404
    for address in (f"/episodes/{child.id}/", "/workload/numbers/", "/"):
        assert "Hushword" not in text(leads.get(address)), address
    with fence.enter(office.coordinator):
        assert queries.supports_by_quarter(office.coordinator, TODAY)[0][1].total() == 0
        assert not Support.objects.exists() and not Task.objects.filter(about=number).exists()
        with pytest.raises(NotThere):
            moved = NewPhase(Phase.OVER, TODAY, None, "Over")
            actions.move_support(support=number, new=moved, by=office.coordinator, at=NOW)
    new = NewSupport(
        child.record_id,
        secret,
        Phase.AFTER,
        TODAY,
        TODAY + WEEK,
        Owner(OwnerKind.STAFF, office.coordinator.number),
        frozenset({Promotes.DEVELOPMENT}),
        "Listen",
    )
    with fence.enter(office.worker), pytest.raises(Refused, match="cannot open"):
        actions.begin_support(case=child.fence, new=new, by=office.worker, at=NOW)


def carer(office: Office, child: Episode, **changed: object) -> uuid.UUID:
    new = NewCarer(
        child.record_id,
        frozenset({Care.PRACTICAL, Care.EMOTIONAL}),
        None,
        FoundBy.SCHOOL,
        "Late each Monday",
        "I make the tea when Mum is tired",
        "",
        CaredForKind.PARENT,
        adult_of(office.worker, child),
        "Illnessword since spring",
    )
    with fence.enter(office.worker):
        made = replace(new, **changed)  # type: ignore[arg-type]
        return actions.mark_carer(case=child.fence, new=made, by=office.worker, at=NOW)


def test_a_young_carer_is_a_need_and_is_offered_an_assessment_by_the_clock(
    office: Office, accepted: list[Episode]
) -> None:
    by, child = office.worker, accepted[0]
    number = carer(office, child)
    [(kind, holder, due)] = tasks_about(by, number)
    assert (kind, holder) == ("casework.carer", by.number) and due > TODAY
    with fence.enter(by):
        assert Need.objects.get(case=child.fence).code == "7A"
        with pytest.raises(Refused, match="already"):
            carer(office, child)
        for state, words in ((Offer.OFFERED, "At home"), (Offer.ACCEPTED, "Yes"), (Offer.DONE, "Goes to a group now")):
            actions.move_carer(carer=number, new=NewOffer(state, TODAY, words, "Good"), by=by, at=NOW)
        with pytest.raises(Refused, match="does not follow"):
            actions.move_carer(carer=number, new=NewOffer(Offer.ACCEPTED, TODAY, "Yes"), by=by, at=NOW)
    assert tasks_about(by, number) == []
    with fence.enter(office.coordinator):
        found = queries.carers_counted(office.coordinator, TODAY)
        assert (found["done"], found["in_time"], found["overdue"]) == (1, 1, 0)
    page = text(browser(by).get(f"/young-carers/{number}/"))
    assert "I make the tea when Mum is tired" in page and "Assessment done" in page and "Illnessword" in page


def test_what_is_said_of_the_cared_for_is_read_with_that_person_and_the_mark_with_the_child(
    office: Office, accepted: list[Episode]
) -> None:
    child, leads = accepted[0], office.coordinator
    number = carer(office, child)
    parent = adult_of(office.worker, child)
    with fence.enter(leads):
        [behind] = made_as(leads, [parent]).values()
        [childs] = made_as(leads, [child.record_id]).values()
    grants.bar(behind, because="tests", against=leads.number)
    page = text(browser(leads).get(f"/young-carers/{number}/"))
    assert "I make the tea" in page and "Illnessword" not in page and "A parent or carer" not in page
    with fence.enter(leads):
        assert not CaredFor.objects.exists()
    grants.bar(childs, because="tests", against=leads.number)
    assert browser(leads).get(f"/young-carers/{number}/").status_code == 404
    assert browser(office.elsewhere).get(f"/young-carers/{number}/").status_code == 404
    with fence.enter(office.worker):
        for changed, said in (
            ({"cared_for": None}, "Choose who it is"),
            ({"child_words": ""}, "why they were not asked"),
            ({"record": parent, "cared_for": child.record_id}, "under 18"),
        ):
            with pytest.raises(Refused, match=said):
                carer(office, accepted[1], **changed)


def young_mother(office: Office, child: Episode, *, born: date = date(2007, 5, 6)) -> tuple[uuid.UUID, uuid.UUID]:
    """The mother with this birthday, and the baby whom she expects."""
    mother = adult_of(office.worker, child)
    with fence.enter(office.worker):
        assert Record.objects.filter(id=mother).update(born_on=born, born_accuracy="exact") == 1
        due = Record.objects.filter(id__in=[one.record_id for one in Episode.objects.filter(fence=child.fence)])
        return mother, due.get(kind="unborn").id


def test_the_family_nurse_partnership_replies_and_stands_with_mother_and_baby_and_can_lead(
    office: Office, accepted: list[Episode]
) -> None:
    by, case = office.worker, accepted[0].fence
    mother, baby = young_mother(office, accepted[0], born=date(2001, 5, 6))
    new = NewService(mother, Service.FNP, Stand.REFERRED, TODAY, "", "Her first, and alone", baby)
    with fence.enter(by), pytest.raises(Refused, match="19 or under"):
        actions.involve_service(case=case, new=new, by=by, at=NOW)
    young_mother(office, accepted[0])
    with fence.enter(by):
        with pytest.raises(Refused, match="first baby"):
            actions.involve_service(case=case, new=replace(new, is_first=False), by=by, at=NOW)
        number = actions.involve_service(case=case, new=new, by=by, at=NOW)
    [(_, holder, reply_by)] = tasks_about(by, number)
    assert holder == by.number and reply_by > TODAY
    with fence.enter(by):
        took = NewStand(Stand.WORKING, TODAY, "Nora Nurse-Sample", "She visits from next week")
        actions.move_service(involved=number, new=took, by=by, at=NOW, version_seen=1)
        due_on = Record.objects.get(id=baby).due_on
        assert due_on is not None
        [(*_, ends)] = tasks_about(by, number)
        assert ends == due_on.replace(year=due_on.year + 2)
        assert queries.possible_leads(by, case) == [
            (queries.possible_leads(by, case)[0][0], "Nora Nurse-Sample", "Family Nurse Partnership")
        ]
    for record in (mother, baby):
        with fence.enter(office.officer):
            person = Record.objects.get(id=record).person_id
        page = text(browser(office.officer).get(f"/people/{person}/"))
        assert "Family Nurse Partnership" in page and "Nora Nurse-Sample" in page
        assert "She visits from next week" not in page and "Her first, and alone" not in page
    assert browser(office.officer).get(f"/involved/{number}/").status_code in {403, 404}
    assert "She visits from next week" in text(browser(by).get(f"/involved/{number}/"))


def test_a_service_whose_name_is_the_secret_is_in_no_list_of_others(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    new = NewService(child.record_id, Service.COUNSELLING, Stand.WORKING, TODAY, "Hushname Sample")
    with fence.enter(by):
        number = actions.involve_service(case=child.fence, new=new, by=by, at=NOW)
        assert queries.possible_leads(by, child.fence) == []
        person = Record.objects.get(id=child.record_id).person_id
    for other in (office.coordinator, office.officer):
        with fence.enter(other):
            assert queries.services_with(other, [child.record_id]) == []
            assert not OtherService.objects.filter(id=number).exists()
        page = text(browser(other).get(f"/people/{person}/"))
        assert "Hushname" not in page and "counselling" not in page
    assert "counselling" in text(browser(by).get(f"/people/{person}/"))
    assert browser(office.coordinator).get(f"/involved/{number}/").status_code == 404


def test_what_goes_on_beside_the_plan_changes_hands_and_ends_with_the_help(
    office: Office, accepted: list[Episode]
) -> None:
    child, other = accepted[0], office.other_worker
    numbers = [support(office, child, programme(office)), carer(office, child)]
    new = HandOver(child.team_id, other.number, HandOverReason.LEAVE, "Ring first")
    with fence.enter(office.coordinator):
        actions.hand_over(episode=child.id, new=new, by=office.coordinator, at=NOW)
    assert [tasks_about(other, number)[0][1] for number in numbers] == [other.number] * 2
    with fence.enter(other):
        end_supports(child.fence, "Help has ended", by=other, at=NOW)
        assert Support.objects.get(id=numbers[0]).phase == "over"


def test_it_is_recorded_in_a_browser(office: Office, accepted: list[Episode]) -> None:
    child, client = accepted[0], browser(office.worker)
    listed, case = programme(office), child.fence
    base = {"who": str(child.record_id), "programme": str(listed), "phase": "before", "promotes": "development"}
    base |= {"supporter": f"staff.{office.worker.number}"} | typed("since", days=0) | typed("next_on", days=70)
    assert "Enter what is done" in send(client, f"/cases/{case}/supports/add/", **base, words="")
    page = send(client, f"/cases/{case}/supports/add/", **base, words="Read together")
    assert "The support was recorded" in page and "Read together" in page
    base = {"who": str(child.record_id), "cares": "practical", "kind": "sibling", "cared_for": "none"}
    base |= {"found_by": "us", "child_words": "I do the shopping"}
    page = send(client, f"/cases/{case}/young-carers/add/", **base)
    assert "marked as a young carer" in page and "I do the shopping" in page
    base = {"who": str(child.record_id), "service": "speech", "stand": "working", "practitioner": "Sal Sample"}
    page = send(client, f"/cases/{case}/services/add/", **base, **typed("on", days=0))
    assert "The service was recorded" in page and "Sal Sample" in page
    manager = browser(office.manager)
    assert "on the list" in send(manager, "/programmes/", name="Perinatal example", is_secret="on")
    assert manager.post(f"/programmes/{listed}/off/", follow=True).status_code == 200
    assert "Example parenting programme" not in text(manager.get("/programmes/"))
