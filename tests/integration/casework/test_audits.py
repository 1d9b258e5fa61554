"""Audits: drawn by lot without those who are protected, written and moderated by two, read by the worker after."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from familyhub.casework import actions
from familyhub.casework.actions import HandOver, NotThere, Refused, assessing
from familyhub.casework.actions.auditing import ask_for_sample, write_audit
from familyhub.casework.models import CaseMember, Episode
from familyhub.casework.terms.episodes import HandOverReason
from familyhub.core import fence, grants, reactions
from familyhub.core.asker import Asker, Reach, system
from familyhub.demo import families
from familyhub.jobs.tasks import HIDDEN_TOO
from familyhub.people import actions as people
from familyhub.people.new import NewAddress
from familyhub.people.terms import Visibility
from familyhub.referrals import actions as referrals
from familyhub.referrals import queries as requests
from familyhub.referrals.new import NewContact, NewPlace, NewSubject
from familyhub.referrals.terms.requests import Agreement, Channel, SubjectRole
from familyhub.work.models import Task
from familyhub.workforce import actions as workforce
from familyhub.workforce import queries
from familyhub.workforce.actions import AskedFor, DrawnCase, NewSample
from familyhub.workforce.models import Audit, AuditDraw, AuditResult
from familyhub.workforce.policy.audits import quarter_of, quarters_before
from tests.database import ROLES
from tests.integration.casework import story
from tests.integration.casework.conftest import NOW, TO_TEAM, TODAY, Made, Office, browser
from tests.integration.casework.ground import as_owner_of_the_server, asked, being
from tests.integration.casework.test_assessments import SET
from tests.integration.casework.test_casework_screens import text
from tests.integration.casework.test_plans import send
from tests.integration.casework.test_supervision import boxes
from tests.leaks.audited import written

WEEK = timedelta(days=7)
SAW = "The child speaks in each note"


@pytest.fixture(scope="module")
def connected(made: Made, django_db_blocker: Any) -> Iterator[Made]:
    """One transaction in which the site writes as itself and the worker as itself."""
    with django_db_blocker.unblock(), as_owner_of_the_server(made.name):
        yield made


def helped(office: Office, name: str) -> Episode:
    """A child whom the worker helps, with an assessment begun."""
    home = NewPlace(line=f"{len(name)} {name} Street", postcode="ZZ2 1AA")
    child = NewSubject(SubjectRole.CHILD, name, "Specimen", date(2018, 5, len(name)), sex="F", place=home)
    new = NewContact(
        channel=Channel.PHONE,
        sender=families.SENDERS[0],
        subjects=(child,),
        story="Told in a few words.",
        agreement=Agreement.AGREED,
        level_seen=2,
    )
    by = office.officer
    with fence.enter(by):
        request = referrals.receive(new=new, by=by, at=NOW).request
        [subject] = requests.subjects_for(by, request)
        referrals.make(subject=subject.id, by=by, at=NOW)
        referrals.decide(request=request, decision=TO_TEAM, by=by, at=NOW)
    with fence.enter(office.coordinator):
        referrals.give_to_worker(request=request, worker=office.worker.number, by=office.coordinator, at=NOW)  # type: ignore[arg-type]
    with fence.enter(office.worker):
        [episode] = actions.accept(request=request, by=office.worker, at=NOW).opened
        row = Episode.objects.get(id=episode)
        begun = assessing.NewAssessment(SET.number, (row.record_id,))
        assessing.open_assessment(case=row.fence, new=begun, by=office.worker, at=NOW)
    return row


def later() -> None:
    """What the worker would do next, in its role."""
    while story.QUEUED:
        event, code = story.QUEUED.pop(0)
        with being(ROLES.worker), fence.enter(system(code, wide=HIDDEN_TOO)):
            reactions.react_later(uuid.UUID(event), code)


def drawn(office: Office, team: uuid.UUID, first: date, size: int) -> queries.DrawPage:
    """A sample that the manager asks for and the system draws, as the manager reads it."""
    by = office.manager
    assert by.number
    with fence.enter(by):
        draw = ask_for_sample(new=NewSample(team, first, size, (by.number,)), by=by, at=NOW)
    later()
    with fence.enter(by):
        page = queries.draw_for(by, draw)
    assert page is not None
    return page


def test_whoever_is_protected_or_known_to_the_auditor_is_never_drawn_and_nothing_says_so(
    office: Office, accepted: list[Episode], settings: Any
) -> None:
    settings.REACTION_QUEUE = "tests.integration.casework.story.queued"
    story.QUEUED.clear()
    hidden, known, *others = (helped(office, name) for name in ("Ann", "Bert", "Clara", "Dorset"))
    refuge = NewAddress(story.PLANTED, postcode=story.POSTCODE, visibility=Visibility.REFUGE)
    with fence.enter(office.worker):
        people.add_address(record=hidden.record_id, new=refuge, by=office.worker, at=NOW)
        behind = known.record.fence
    grants.bar(behind, because="declared relation", against=office.manager.number)
    story.QUEUED.clear()
    first, before = quarters_before(TODAY, 2)
    page = drawn(office, hidden.team_id, first, 2)
    assert {one.reference for one in page.audits} == {one.reference for one in others}
    assert page.left_out == ((accepted[0].reference, "nothing to read yet: no assessment and no plan"),)
    shown = text(browser(office.manager).get(f"/audits/samples/{page.line.id}/"))
    with fence.enter(office.manager):
        kept = AuditDraw.objects.get(id=page.line.id)
    assert others[0].reference in shown and "Drawn by lot." in shown and kept.could == 4
    assert all(one.reference not in shown for one in (hidden, known)) and kept.seed not in shown
    with fence.enter(office.manager), pytest.raises(Refused, match="drawn already"):
        ask_for_sample(new=NewSample(hidden.team_id, first, 1, (office.manager.number,)), by=office.manager, at=NOW)  # type: ignore[arg-type]
    asked("UPDATE casework_episode SET opened_on = opened_on - 100 RETURNING id")
    again = drawn(office, hidden.team_id, before, 1)
    assert again.line.state == "too_few" and again.audits == ()
    assert {why for _, why in again.left_out if "12 months" in why}
    for asker in (office.worker, office.elsewhere):
        assert browser(asker).get(f"/audits/samples/{page.line.id}/").status_code in {403, 404}
    with fence.enter(office.worker), pytest.raises(NotThere):
        ask_for_sample(new=NewSample(hidden.team_id, before, 1, (office.manager.number,)), by=office.worker, at=NOW)  # type: ignore[arg-type]


def fallen(office: Office, child: Episode, auditor: Asker) -> uuid.UUID:
    """The lot fell on this family."""
    by = office.manager
    assert by.number and auditor.number
    with fence.enter(by):
        new = NewSample(child.team_id, quarter_of(TODAY)[0], 1, (auditor.number,))
        draw = workforce.ask_for_sample(new=new, by=by, at=NOW)
        persons = tuple(CaseMember.objects.filter(fence=child.fence).values_list("record__fence", flat=True))
        one = DrawnCase(child.fence, tuple(set(persons)), child.reference, office.worker.number, auditor.number)
        workforce.keep_sample(draw=draw, could=4, drawn=(one,), left_out=(), by=by, at=NOW)
        return Audit.objects.get(draw=draw).id


def test_it_is_written_moderated_and_read_in_a_browser_and_final_after(office: Office, accepted: list[Episode]) -> None:
    audit, today = fallen(office, accepted[0], office.manager), timezone.localdate()
    address, manager = f"/audits/{audit}/", browser(office.manager)
    assert f"Audit the work with the family of {accepted[0].reference}" in text(manager.get("/"))
    for asker in (office.worker, office.coordinator, office.other_worker):
        assert browser(asker).get(address).status_code == 404
    fields = dict.fromkeys((f"words_{one}" for one in ("child", "family", "chronology", "analysis")), SAW)
    fields |= dict.fromkeys((f"words_{one}" for one in ("plan", "oversight", "time", "safety")), SAW) | {"words": SAW}
    fields |= {name.replace("words", "grade"): "good" for name in fields}
    fields |= {"moderator": str(office.coordinator.number), "asked_1": "See Sis alone"}
    bad = send(manager, f"{address}write/", **fields | {"grade_plan": "adequate", "words_time": "Late"})
    assert "Choose a grade: plan tied to needs from the list" in bad and "Choose who does it" in bad
    fields |= {"who_1": str(office.worker.number)} | boxes("due_1", today + WEEK)
    assert "at least 10 characters" in send(manager, f"{address}write/", **fields | {"words_time": "Late"})
    assert "waits to be moderated" in send(manager, f"{address}write/", **fields)
    assert browser(office.worker).get(address).status_code == 404
    leads = browser(office.coordinator)
    assert "Moderate the audit" in text(leads.get("/"))
    assert "say why" in send(leads, f"{address}moderate/", grade="requires_improvement")
    done = send(leads, f"{address}moderate/", grade="requires_improvement", words="The plan is a month late")
    assert "changed from good" in done and "The plan is a month late" in done
    worker = browser(office.worker)
    assert SAW in text(worker.get(address)) and "Your work was audited" in text(worker.get("/"))
    with fence.enter(office.worker):
        [task] = Task.objects.filter(about_kind="workforce.audit_action", done_at=None)
        assert task.holder == office.worker.number
    assert "It was kept" in send(worker, f"/audits/actions/{task.about}/", words="Seen at school")
    for asker in (office.other_worker, office.elsewhere):
        assert browser(asker).get(address).status_code == 404
    results = text(manager.get("/audit-results/"))
    assert "100 %" in results and accepted[0].reference not in results
    with fence.enter(office.manager):
        for change in ({"final": "good"}, {"words": "Better"}):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                Audit.objects.filter(id=audit).update(**change)


def test_who_did_the_work_does_not_audit_it_and_two_see_the_family(office: Office, accepted: list[Episode]) -> None:
    child, manager, leads = accepted[0], office.manager, office.coordinator
    audit = fallen(office, child, manager)
    assert leads.number and manager.number and office.worker.number and office.elsewhere.number
    due = TODAY + WEEK
    for moderator, owner, problem in (
        (manager.number, office.worker.number, "second person"),
        (office.worker.number, office.worker.number, "second person"),
        (office.elsewhere.number, office.worker.number, "may see this family"),
        (leads.number, office.elsewhere.number, "works with the family"),
    ):
        new = written(SAW, moderator, (AskedFor("See Sis alone", owner, due),), NOW)
        with fence.enter(manager), pytest.raises(Refused, match=problem):
            write_audit(audit=audit, new=new, by=manager, at=NOW)
    new = written(SAW, leads.number, (), NOW)
    for asker in (leads, office.worker, office.elsewhere):
        with fence.enter(asker), pytest.raises(NotThere):
            write_audit(audit=audit, new=new, by=asker, at=NOW)
    asked("UPDATE casework_episode SET lead_id = %s RETURNING id", [manager.number])
    with fence.enter(manager), pytest.raises(Refused, match="worked on this case yourself"):
        write_audit(audit=audit, new=new, by=manager, at=NOW)
    client, key = browser(manager), str(uuid.uuid4())
    assert client.post(f"/audits/{audit}/set-aside/", {"words": " "}).status_code == 422
    for _ in range(2):  # pressed twice
        told = {"words": "I led it once", "form_key": key}
        assert client.post(f"/audits/{audit}/set-aside/", told).status_code == 302
    assert "already" in text(client.post(f"/audits/{audit}/set-aside/", {"words": "Again"}))
    with fence.enter(manager):
        assert Audit.objects.get(id=audit).state == "set_aside"
        assert not Task.objects.filter(about=audit, done_at=None).exists()


def test_what_an_audit_asks_for_goes_along_with_the_family_and_the_audit_stays(
    office: Office, accepted: list[Episode], settings: Any
) -> None:
    settings.REACTION_QUEUE = "tests.integration.casework.story.queued"
    story.QUEUED.clear()
    child, manager, leads = accepted[0], office.manager, office.coordinator
    audit = fallen(office, child, manager)
    assert leads.number and office.worker.number
    with fence.enter(manager):
        wanted = (AskedFor("See Sis alone", office.worker.number, TODAY + WEEK),)
        write_audit(audit=audit, new=written(SAW, leads.number, wanted, NOW), by=manager, at=NOW)
    with fence.enter(leads):
        workforce.moderate_audit(audit=audit, grade="good", words="", by=leads, at=NOW)
        new = HandOver(child.team_id, office.other_worker.number, HandOverReason.LEAVE, "Moves on")
        actions.hand_over(episode=child.id, new=new, by=leads, at=NOW)
    later()
    assert browser(office.worker).get(f"/audits/{audit}/").status_code == 404
    other = browser(office.other_worker)
    assert other.get(f"/audits/{audit}/").status_code == 404
    assert f"Do what an audit asked: family of {child.reference}" in text(other.get("/"))
    with fence.enter(office.other_worker):
        [task] = Task.objects.filter(about_kind="workforce.audit_action", done_at=None)
    assert "See Sis alone" in text(other.get(f"/audits/actions/{task.about}/"))


def test_an_audit_that_nobody_can_open_any_more_is_set_aside(office: Office, accepted: list[Episode]) -> None:
    child = accepted[0]
    audit = fallen(office, child, office.manager)
    clock = system("tests", wide=HIDDEN_TOO)
    with being(ROLES.worker), fence.enter(clock):
        assert workforce.let_go_of_audits(case=child.fence, by=clock, at=NOW) == 0
        grants.bar(child.fence, because="declared relation", against=office.manager.number)
        assert workforce.let_go_of_audits(case=child.fence, by=clock, at=NOW) == 1
        assert Audit.objects.get(id=audit).state == "set_aside"
        assert not Task.objects.filter(about=audit, done_at=None).exists()


def test_results_are_counted_by_team_and_small_numbers_are_left_out_for_the_county(
    office: Office, accepted: list[Episode]
) -> None:
    def keep(grade: str, many: int) -> None:
        for _ in range(many):
            row = AuditResult(team_id=accepted[0].team_id, completed_on=TODAY, scale="requires_improvement")
            row.grade = grade
            row.save(force_insert=True)

    keep("good", 6)
    keep("requires_improvement", 7)
    keep("inadequate", 1)
    own = office.manager
    commissioner = replace(own, holders=frozenset({own.number}), permissions={"workforce.audit_counts": Reach.COUNTY})  # type: ignore[arg-type]
    with fence.enter(own):
        found = queries.audit_counts(own, TODAY)
    assert found is not None
    [line] = found.teams
    assert (line.completed, line.met, line.good, line.percent) == (14, 13, 6, 93)
    with fence.enter(commissioner):
        counted = queries.audit_counts(commissioner, TODAY)
    assert counted is not None and not counted.is_whole
    [line] = counted.teams
    assert (line.met, line.percent) == (None, None)
    with fence.enter(office.worker):
        assert queries.audit_counts(office.worker, TODAY) is None
