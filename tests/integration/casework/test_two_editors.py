"""Two people at one form: whoever is refused reads what the other saved, and can then save; nothing is overwritten."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import unescape
from types import SimpleNamespace

import pytest
from django.db.models import F, Model
from django.forms import Form
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from familyhub.casework import actions, queries
from familyhub.casework.actions import NewGuest, NewMeeting, NewService
from familyhub.casework.models import (
    Assessment,
    Episode,
    Meeting,
    Need,
    OtherService,
    PartnersMeeting,
    Plan,
    Support,
    Visit,
    YoungCarer,
)
from familyhub.casework.terms.episodes import Tier
from familyhub.casework.terms.meetings import GuestKind
from familyhub.casework.terms.plans import ActionState
from familyhub.casework.terms.services import Service, Stand
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.web.casework import (
    assess_forms,
    carer_forms,
    closing_forms,
    drawing_forms,
    forms,
    meeting_forms,
    onward_forms,
    partners_forms,
    plan_forms,
    programme_forms,
    release_forms,
    service_forms,
    set_forms,
    visits_forms,
)
from familyhub.web.referrals.forms import Versioned
from tests.integration.casework import test_beside, test_partners_meeting
from tests.integration.casework.conftest import NOW, TODAY, Office, browser, typed
from tests.integration.casework.test_assessment_ends import whole
from tests.integration.casework.test_assessments import begin, finish
from tests.integration.casework.test_casework_screens import text
from tests.integration.casework.test_needs import add
from tests.integration.casework.test_plans import agree, drawn_up

HIDDEN = re.compile(r'type="hidden" name="([^"]+)" value="([^"]*)"')


def boxes_of(page: str) -> dict[str, str]:
    """What a browser would send of this page's form."""
    inside = page[page.index('<form method="post" novalidate') :]
    found = dict(HIDDEN.findall(inside))
    found |= {name: value for value, name in re.findall(r'type="text" value="([^"]*)"[^>]*name="([^"]+)"', inside)}
    found |= dict(re.findall(r'type="text" name="([^"]+)" value="([^"]*)"', inside))
    found |= {
        name: value for name, value in re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"[^>]*checked', inside)
    }
    found |= dict(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?([^<]*)</textarea>', inside))
    for box in re.findall(r"<input[^>]*govuk-date-input[^>]*>", inside):
        [(name, value)] = re.findall(r'name="([^"]+)".*?value="([^"]*)"', box) or [("", "")]
        found[name] = value
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', inside, re.S):
        found[name] = (re.findall(r'value="([^"]*)" selected', options) or [""])[0]
    return {name: unescape(value) for name, value in found.items() if name}


def form_at(client: Client, address: str, **said: str) -> dict[str, str]:
    """The form as it is shown, with what somebody types into it."""
    return boxes_of(client.get(address).content.decode()) | said


def shown(answer: HttpResponse) -> dict[str, str]:
    return boxes_of(answer.content.decode())


@dataclass(frozen=True)
class Screen:
    """A form about a row: who sends it, where, with what; `change` is what somebody else does meanwhile."""

    by: Asker
    address: str
    change: Callable[[], object]
    said: dict[str, str] = field(default_factory=dict)
    at: datetime | None = None


Make = Callable[[Office, list[Episode]], Screen]


def another_tier(child: Episode) -> dict[str, str]:
    return {"tier": next(str(one.value) for one in Tier if one.value != child.tier)}


def bumped(by: Asker, model: type[Model], number: object) -> Callable[[], object]:
    """Another version of a row, with nothing changed that the form writes."""

    def change() -> None:
        with fence.enter(by):
            assert model._default_manager.filter(id=number).update(version=F("version") + 1) == 1

    return change


def of_episode(name: str, **said: str) -> Make:
    def screen(office: Office, accepted: list[Episode]) -> Screen:
        leads, child = office.coordinator, accepted[0]
        if name == "reopen":
            done = {"reason": "needs_met", "words": "Sleeps through"}
            assert browser(leads).post(reverse("casework:close", args=[child.id]), done).status_code == 302
        if name == "stop_waiting":
            sent = form_at(browser(leads), reverse("casework:step_up", args=[child.id]), **SENT)
            assert browser(leads).post(reverse("casework:step_up", args=[child.id]), sent).status_code == 302
        more = {"hand_over": {"to": f"{child.team_id}.{office.other_worker.number}"}, "step_tier": another_tier(child)}
        address = reverse(f"casework:{name}", args=[child.id])
        return Screen(leads, address, bumped(leads, Episode, child.id), said | more.get(name, {}))

    return screen


def need_state(office: Office, accepted: list[Episode]) -> Screen:
    need = add(office.worker, accepted[0], "sf", "1", "School every day")
    said = {"state": "met", "words": "Here for a term"}
    return Screen(office.worker, f"/needs/{need}/settle/", bumped(office.worker, Need, need), said)


def plan_words(office: Office, accepted: list[Episode]) -> Screen:
    plan, _, _ = drawn_up(office, accepted[0])
    said = {"family_words": "Calm", "contingency": "Ring", "owner": "partner", "owner_name": "Hettie Sample"}
    said |= typed("review_on", days=42)
    return Screen(office.worker, f"/plans/{plan}/words/", bumped(office.worker, Plan, plan), said)


def plan_agreed(office: Office, accepted: list[Episode]) -> Screen:
    screen = plan_words(office, accepted)
    client = browser(office.worker)
    assert client.post(screen.address, form_at(client, screen.address, **screen.said)).status_code == 302
    return Screen(screen.by, screen.address.replace("words", "agree"), screen.change)


def action_moved(office: Office, accepted: list[Episode]) -> Screen:
    plan, _, action = drawn_up(office, accepted[0])
    agree(office, plan)
    by = office.coordinator

    def change() -> None:
        with fence.enter(by):
            done = {"state": ActionState.NOT_DONE, "words": "They walked once"}
            actions.move_action(thread=action, by=by, at=timezone.now(), **done)  # type: ignore[arg-type]

    return Screen(office.worker, f"/actions/{action}/how-far/", change, {"state": "done", "words": "Walked"})


def met(office: Office, accepted: list[Episode]) -> uuid.UUID:
    """A meeting that took place yesterday, with a partner."""
    by, before = office.worker, timezone.now() - timedelta(days=1)
    guests = (NewGuest(GuestKind.STAFF, staff=by.number), NewGuest(GuestKind.PARTNER, name="Hettie Sample"))
    with fence.enter(by):
        new = NewMeeting(before, "Example Hall", guests)
        return actions.call_meeting(case=accepted[0].fence, new=new, by=by, at=before - timedelta(days=3))


def minutes(office: Office, accepted: list[Episode]) -> Screen:
    meeting = met(office, accepted)
    address = f"/meetings/{meeting}/minutes/"
    took = re.findall(r'name="(how_[^"]+)"', browser(office.worker).get(address).content.decode())
    said = {"shared": "We met"} | dict.fromkeys(took, "attended")
    return Screen(office.worker, address, bumped(office.worker, Meeting, meeting), said)


def visit(name: str) -> Make:
    def screen(office: Office, accepted: list[Episode]) -> Screen:
        by, child, client = office.worker, accepted[0], browser(office.worker)
        planned = form_at(client, f"/cases/{child.fence}/visits/plan/", time="15:00", until="16:00", place="Hall")
        planned |= {"where": "elsewhere", "visited": str(child.record_id)} | typed("day", days=3)
        here = client.post(f"/cases/{child.fence}/visits/plan/", planned)["Location"]
        number = here.split("/")[2]
        return Screen(by, f"{here}{name}/", bumped(by, Visit, number), {"words": "She asked"})

    return screen


def service(office: Office, accepted: list[Episode]) -> Screen:
    by, child = office.worker, accepted[0]
    with fence.enter(by):
        new = NewService(child.record_id, Service.SPEECH, Stand.REFERRED, TODAY, "", "Few words for her age")
        number = actions.involve_service(case=child.fence, new=new, by=by, at=NOW)
    said = {"stand": "working", "words": "They begin on Monday"}
    return Screen(by, f"/involved/{number}/reply/", bumped(by, OtherService, number), said)


def carer(office: Office, accepted: list[Episode]) -> Screen:
    number = test_beside.carer(office, accepted[0])
    said = {"state": "offered", "words": "At home"}
    return Screen(office.worker, f"/young-carers/{number}/offer/", bumped(office.worker, YoungCarer, number), said)


def support(office: Office, accepted: list[Episode]) -> Screen:
    number = test_beside.support(office, accepted[0], test_beside.programme(office))
    said = {"phase": "during", "words": "She went"} | typed("next_on", days=20)
    return Screen(office.worker, f"/supports/{number}/phase/", bumped(office.worker, Support, number), said)


def partners(office: Office, accepted: list[Episode]) -> Screen:
    leads, members = office.coordinator, SimpleNamespace(midwife=office.worker, visitor=office.other_worker)
    meeting = test_partners_meeting.call(office, members)
    address = f"/partners-meetings/{meeting}/close/"
    with fence.enter(leads):
        page = queries.partners_meeting_for(leads, meeting)
    took = {f"how_{seat.id}": "attended" for seat in page.seats}  # type: ignore[union-attr]
    return Screen(leads, address, bumped(leads, PartnersMeeting, meeting), took, test_partners_meeting.AFTER)


def assessment(name: str) -> Make:
    def screen(office: Office, accepted: list[Episode]) -> Screen:
        number = begin(office, accepted[0])
        by = office.worker
        if name == "finish":
            whole(office, number)
        elif name != "stop":
            finish(office, number)
            by = office.coordinator
        said = {} if name in {"authorise", "finish"} else {"words": "Say more of the baby"}
        return Screen(by, f"/assessments/{number}/{name}/", bumped(by, Assessment, number), said)

    return screen


SENT = {"worry": "Bruises, seen twice", "knows": "agreed", "basis": "safeguarding", "necessity": "A child may be hurt"}
SCREENS: dict[type[Form], Make] = {
    closing_forms.CloseForm: of_episode("close", reason="needs_met", words="Sleeps through"),
    closing_forms.TierForm: of_episode("step_tier", words="Two needs now"),
    closing_forms.BackForm: of_episode("hand_back", words="They moved"),
    forms.HandOverForm: of_episode("hand_over", reason="leave", words="Ring first"),
    forms.ReopenForm: of_episode("reopen", words="Back again"),
    onward_forms.StepUpForm: of_episode("step_up", **SENT),
    onward_forms.MovedForm: of_episode("moved", **SENT | {"authority": "Pretend City Council"}),
    onward_forms.StopForm: of_episode("stop_waiting", words="They rang and said no"),
    plan_forms.NeedStateForm: need_state,
    drawing_forms.WordsForm: plan_words,
    plan_forms.JustSend: plan_agreed,
    plan_forms.MoveForm: action_moved,
    meeting_forms.MinutesForm: minutes,
    visits_forms.MoveForm: visit("move"),
    visits_forms.CancelForm: visit("cancel"),
    service_forms.StandForm: service,
    carer_forms.OfferedForm: carer,
    programme_forms.PhaseForm: support,
    assess_forms.FinishForm: assessment("finish"),
    assess_forms.StopForm: assessment("stop"),
    assess_forms.SendBackForm: assessment("send-back"),
    assess_forms.SignForm: assessment("authorise"),
    partners_forms.CloseForm: partners,
}
# forms that begin something, whose act asks for no version, or that are pressed twice in another file
NO_VERSION = {visits_forms.VisitForm, release_forms.BeginReleaseForm, release_forms.ReadForm, release_forms.GivenForm}
OF_COPIES = {
    release_forms.OutForm,
    release_forms.AskToSignForm,
    release_forms.SignReleaseForm,
    release_forms.SayWhyForm,
}
OF_SETS = {set_forms.SectionForm, set_forms.QuestionForm}


def all_of(form: type[Form]) -> set[type[Form]]:
    """It and what is made of it, in casework's screens."""
    found = {one for below in form.__subclasses__() for one in all_of(below)} | {form}
    return {one for one in found if one.__module__.startswith("familyhub.web.casework.")}


def test_every_form_with_a_version_is_tried_by_two() -> None:
    assert all_of(Versioned) == set(SCREENS) | NO_VERSION | OF_COPIES | OF_SETS


@pytest.mark.parametrize("form", SCREENS, ids=lambda form: f"{form.__module__.rpartition('.')[2]}.{form.__name__}")
def test_whoever_is_refused_reads_what_changed_and_can_send_it_again(
    form: type[Form], office: Office, accepted: list[Episode], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = SCREENS[form](office, accepted)
    if screen.at:
        monkeypatch.setattr(timezone, "now", lambda: screen.at)
    client = browser(screen.by)
    sent = form_at(client, screen.address, **screen.said)
    screen.change()
    refused = client.post(screen.address, sent)
    assert refused.status_code == 422 and "Somebody else changed this since you opened it" in text(refused)
    again = shown(refused)
    assert {name: again.get(name, "") for name in screen.said} == screen.said  # nothing typed is lost
    opened = form_at(client, screen.address)  # what was typed, kept as a draft, at the version that stands
    assert opened["version"] == again["version"] != sent["version"]
    assert {name: opened.get(name, "") for name in screen.said} == screen.said
    done = client.post(screen.address, again)
    assert done.status_code == 302, text(done)


def test_what_only_the_other_changed_is_taken_over_and_what_both_changed_stands_twice(
    office: Office, accepted: list[Episode]
) -> None:
    screen = plan_words(office, accepted)
    one, other = browser(office.worker), browser(office.coordinator)
    assert one.post(screen.address, form_at(one, screen.address, **screen.said)).status_code == 302
    mine = form_at(one, screen.address, family_words="Calm mornings")
    theirs = {"family_words": "Quiet evenings", "contingency": "Ring <the> duty team", "owner_agency": "Health"}
    theirs |= typed("review_on", days=30)
    assert other.post(screen.address, form_at(other, screen.address, **theirs)).status_code == 302
    refused = one.post(screen.address, mine)
    page, boxes = text(refused), shown(refused)
    assert "Saved meanwhile Quiet evenings" in page and "Yours Calm mornings" in page
    assert "They alone changed this" in page and "If it gets worse Ring <the> duty team" in page
    assert boxes["family_words"] == "Calm mornings" and boxes["contingency"] == "Ring <the> duty team"
    assert {name: boxes[name] for name in typed("review_on", days=30)} == typed("review_on", days=30)
    later = one.get(screen.address)  # from the tray, another day
    assert "Saved meanwhile Quiet evenings" in text(later) and shown(later)["contingency"] == "Ring <the> duty team"
    assert one.post(screen.address, boxes | {"family_words": "Calm all day"}).status_code == 302
    with fence.enter(office.worker):
        stands = queries.plan_for(office.worker, uuid.UUID(screen.address.split("/")[2]))
    assert stands and (stands.family_words, stands.contingency) == ("Calm all day", "Ring <the> duty team")
    assert stands.lead == "Hettie Sample, Health" and "Somebody else" not in text(one.get(screen.address))


def test_minutes_that_two_write_become_one(office: Office, accepted: list[Episode]) -> None:
    screen = minutes(office, accepted)
    one, other = browser(office.worker), browser(office.coordinator)
    due = typed("due_1", days=20)
    mine = form_at(one, screen.address, **screen.said | {"shared": "We met, and Hettie spoke", "own": "Ring her"})
    theirs = form_at(other, screen.address, **screen.said, decided_1="Ring the school", who_1="partner", **due)
    theirs |= {"who_1_name": "Hettie Sample", **typed("next_on", days=25)}
    assert other.post(screen.address, theirs).status_code == 302
    refused = one.post(screen.address, mine)
    page = text(refused)
    assert "Saved meanwhile We met Yours We met, and Hettie spoke" in page
    assert "Decided is now: Ring the school: Hettie Sample" in page
    done = one.post(screen.address, shown(refused), follow=True)
    page = text(done)
    assert "The minutes were kept" in page and "We met, and Hettie spoke" in page and "Ring her" in page
    assert page.count("Ring the school") == 2 and "Next meeting on" in page  # its words, and the link's


def test_a_need_that_another_settled_is_read_before_it_is_settled_again(
    office: Office, accepted: list[Episode]
) -> None:
    screen = need_state(office, accepted)
    one, other = browser(office.worker), browser(office.coordinator)
    same, mine = form_at(one, screen.address, **screen.said), form_at(one, screen.address, state="not_met", words="No")
    theirs = form_at(other, screen.address, state="met", words="Every day since May")
    assert other.post(screen.address, theirs).status_code == 302
    for sent in (same, mine):
        page = text(one.post(screen.address, sent))
        assert "How the need stands is now: Met" in page and "Every day since May" in page
    refused = one.post(screen.address, mine)
    assert one.post(screen.address, shown(refused)).status_code == 302
    assert "No" in text(one.get(screen.address.replace("settle/", "")))


def test_an_episode_that_another_moved_says_where_it_is_now(office: Office, accepted: list[Episode]) -> None:
    child = accepted[0]
    one, other = browser(office.worker), browser(office.coordinator)
    address = f"/episodes/{child.id}/close/"
    mine = form_at(one, address, reason="needs_met", words="Sleeps through")
    tier = form_at(other, f"/episodes/{child.id}/tier/", words="More is needed", **another_tier(child))
    assert other.post(f"/episodes/{child.id}/tier/", tier).status_code == 302
    refused = one.post(address, mine)
    assert "Tier is now:" in text(refused) and "Sleeps through" in shown(refused)["words"]
    assert one.post(address, shown(refused)).status_code == 302


def test_what_the_page_showed_may_be_meddled_with_and_nothing_breaks(office: Office, accepted: list[Episode]) -> None:
    screen = plan_words(office, accepted)
    client = browser(screen.by)
    sent = form_at(client, screen.address, **screen.said)
    screen.change()
    for told in ("", "[]", "{", '{"boxes": [], "facts": 3}', '{"boxes": {}}'):
        assert client.post(screen.address, sent | {"seen": told}).status_code == 422, told
