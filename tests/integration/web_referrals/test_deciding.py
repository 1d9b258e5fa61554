"""One page holds the whole decision: opened, decided, undone, joined meanwhile, and what the desk took over."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from familyhub.core import fence, grants
from familyhub.core.asker import Asker, system
from familyhub.messages import queries as messages
from familyhub.people import actions as people
from familyhub.people import queries as known
from familyhub.people.new import NewName, NewPerson
from familyhub.referrals import actions, queries
from familyhub.referrals.actions.claiming import OpenElsewhere, claim_next
from familyhub.referrals.actions.desk import protection_desk
from familyhub.referrals.actions.joining import join, join_what_belongs
from familyhub.referrals.actions.unanswered import bring_back, unanswered
from familyhub.referrals.actions.undoing import NotYoursToUndo, TooLate
from familyhub.referrals.models import Request, Separation, Undone
from familyhub.referrals.queries.replies import shown
from familyhub.referrals.terms.requests import State
from familyhub.work.models import Task
from tests.integration.web_referrals.conftest import Door, decision, referral, version_in, without_evidence

ALL = replace(system("tests of deciding"), wide=frozenset({"referrals", "people", "hidden"}))


def page_of(door: Door, request: uuid.UUID, who: str = "officer") -> str:
    answer = door.browsers[who].get(f"/requests/{request}/")
    assert answer.status_code == 200
    return answer.content.decode()


def opened(door: Door, request: uuid.UUID, who: str = "officer") -> str:
    door.browsers[who].post(f"/requests/{request}/claim/")
    return page_of(door, request, who)


def everybody_new(page: str) -> dict[str, str]:
    return dict.fromkeys(re.findall(r'name="(who-[0-9a-f-]{36})"', page), "new")


def decide(door: Door, request: uuid.UUID, who: str = "officer", **changes: str) -> str:
    page = opened(door, request, who)
    said = decision(version=version_in(page), **everybody_new(page)) | changes
    answer = door.browsers[who].post(f"/requests/{request}/decide/", said)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def request_of(number: uuid.UUID) -> Request:
    with fence.enter(ALL):
        return Request.objects.get(id=number)


def said_to_sender(contact: uuid.UUID, minutes: int = 0) -> list[str]:
    with fence.enter(ALL):
        rows = shown(timezone.now() + timedelta(minutes=minutes)).filter(contact_number=contact)
        return list(rows.order_by("at").values_list("word", flat=True))


def test_a_simple_contact_is_one_page_and_lands_on_the_next(door: Door) -> None:
    first, second = door.receive(hours=200), door.receive(referral(subjects=()), hours=2)
    landed = door.browsers["officer"].post("/requests/next/")["Location"]
    assert landed == f"/requests/{first.request}/"
    assert decide(door, first.request) == f"/requests/{second.request}/?after={first.request}"
    page = door.browsers["officer"].get(f"/requests/{second.request}/?after={first.request}").content.decode()
    assert f"Decided: {first.reference}" in page
    assert "Undo until" in page
    assert "You have this open until" in page
    assert request_of(first.request).state == State.ALLOCATED_TO_TEAM.value


def test_a_phrase_picked_is_the_reason_without_a_script(door: Door) -> None:
    got = door.receive()
    page = opened(door, got.request)
    phrase = re.search(r'<option value="(Several needs[^"]+)"', page)
    assert phrase
    decide(door, got.request, reason="", phrase=phrase[1])
    with fence.enter(door.officer):
        assert queries.request_for(door.officer, got.request).steps[-1].words == phrase[1]  # type: ignore[union-attr]


def test_a_decision_needs_a_reason_and_what_was_typed_stays(door: Door) -> None:
    got = door.receive()
    page = opened(door, got.request)
    said = decision(version=version_in(page), reason="", level="3")
    answer = door.browsers["officer"].post(f"/requests/{got.request}/decide/", said)
    assert answer.status_code == 422
    assert "Enter the reason for this decision, or pick a phrase" in answer.content.decode()
    assert 'value="3" id="id_level_2" checked' in answer.content.decode()


def test_looking_changes_nothing_and_a_second_officer_reads_who_has_it(door: Door) -> None:
    got = door.receive()
    page_of(door, got.request)
    assert request_of(got.request).claimed_by is None
    opened(door, got.request)
    page = page_of(door, got.request, "second")
    until = request_of(got.request).claimed_until
    assert until is not None
    local = timezone.localtime(until)
    assert f"{door.officer.name} has this open until {local.hour % 12 or 12}" in page
    assert "Open it to decide" not in page
    assert 'id="decide"' not in page
    answer = door.browsers["second"].post(f"/requests/{got.request}/decide/", decision(outcome="no_further_action"))
    assert answer.status_code == 409
    assert "Two needs" in answer.content.decode()
    board = door.browsers["second"].get("/board/").content.decode()
    assert f"open with {door.officer.name}" in board


def test_whoever_is_refused_for_what_changed_reads_it_and_decides(door: Door) -> None:
    got = door.receive(referral(subjects=()))
    seen = version_in(opened(door, got.request).split('id="decide"')[1])
    address = f"/requests/{got.request}/decide/"
    answer = door.browsers["officer"].post(address, decision(outcome="no_further_action", version=f"{int(seen) - 1}"))
    page = answer.content.decode()
    assert answer.status_code == 409 and "Nothing was stored: look at what changed" in page and "Two needs" in page
    again = version_in(page.split('id="decide"')[1])
    assert again == seen
    done = door.browsers["officer"].post(address, decision(outcome="no_further_action", version=again))
    assert done.status_code == 302


def test_a_claim_runs_out_and_then_somebody_else_takes_it(door: Door) -> None:
    got = door.receive()
    now = timezone.now()
    other = door.askers["second"]
    with fence.enter(door.officer):
        actions.claim(request=got.request, by=door.officer, at=now)
    with fence.enter(other):
        with pytest.raises(OpenElsewhere):
            actions.claim(request=got.request, by=other, at=now + timedelta(minutes=14, seconds=59))
        assert claim_next(by=other, at=now) is None
        assert actions.claim(request=got.request, by=other, at=now + timedelta(minutes=15)) == now + timedelta(
            minutes=30
        )
    with fence.enter(door.officer):
        assert not actions.release(request=got.request, by=door.officer)
    with fence.enter(other):
        assert actions.release(request=got.request, by=other)


def test_opening_another_puts_the_first_back(door: Door) -> None:
    first, second = door.receive(hours=2), door.receive(referral(subjects=()))
    opened(door, first.request)
    opened(door, second.request)
    assert request_of(first.request).claimed_by is None


def test_the_next_passes_over_what_is_the_mashs_or_the_senders(door: Door) -> None:
    door.receive(referral(is_safeguarding=True, subjects=()), hours=9)
    door.receive(without_evidence(), hours=8)
    plain = door.receive(referral(subjects=()))
    assert door.browsers["officer"].post("/requests/next/")["Location"] == f"/requests/{plain.request}/"
    assert door.browsers["second"].post("/requests/next/")["Location"] == "/board/?none=1"
    assert "Nothing is left to decide" in door.browsers["second"].get("/board/?none=1").content.decode()


def test_in_the_mash_lane_the_mash_decides_first(door: Door) -> None:
    got = door.receive(referral(is_safeguarding=True, subjects=()))
    page = opened(door, got.request)
    assert "The MASH decides first" in page
    answer = door.browsers["officer"].post(f"/requests/{got.request}/decide/", decision(outcome="no_further_action"))
    assert answer.status_code == 409
    assert request_of(got.request).state == State.ESCALATED.value


def test_nothing_is_sent_for_ten_minutes_and_an_undo_takes_all_of_it_back(door: Door) -> None:
    got = door.receive()
    decide(door, got.request)
    assert said_to_sender(got.contact) == ["received"]
    assert said_to_sender(got.contact, 10) == ["received", "will_contact"]
    team = request_of(got.request).team_id
    assert team
    assert "will_contact" not in said_to_sender(got.contact, 9)
    answer = door.browsers["officer"].post(f"/requests/{got.request}/undo/", {"until": "x"})
    assert answer["Location"] == f"/requests/{got.request}/"
    row = request_of(got.request)
    assert (row.state, row.team_id, row.level, row.claimed_by) == ("received", None, None, door.officer.number)
    assert team not in grants.holders_of(got.request)
    assert said_to_sender(got.contact, 60) == ["received"]
    with fence.enter(replace(door.officer, holders=frozenset({team}))):
        assert Task.objects.filter(about=got.request, done_at__isnull=True).count() == 0
    with fence.enter(door.officer):
        assert Undone.objects.count() == 1
        sent = messages.messages_about(door.officer, got.contact)
        assert [line.state for line in sent if line.letter == "referral_outcome"] == ["withheld"]
    assert request_of(got.request).state == State.RECEIVED.value
    decide(door, got.request, level="3")
    assert said_to_sender(got.contact, 60) == ["received", "will_contact"]


@pytest.mark.parametrize(("minutes", "is_undone"), [(9.99, True), (10, False), (60, False)])
def test_the_edges_of_the_ten_minutes(door: Door, minutes: float, is_undone: bool) -> None:
    got = door.receive()
    at = timezone.now()
    with fence.enter(door.officer):
        for subject in queries.subjects_for(door.officer, got.request):
            actions.make(subject=subject.id, by=door.officer, at=at)
        new = actions.deciding.NewDecision(actions.deciding.Outcome.TO_TEAM, "Two needs", level=2)
        actions.decide(request=got.request, decision=new, by=door.officer, at=at)
        later = at + timedelta(minutes=minutes)
        if is_undone:
            actions.undo(request=got.request, by=door.officer, at=later)
        else:
            with pytest.raises(TooLate):
                actions.undo(request=got.request, by=door.officer, at=later)


def test_another_officer_undoes_only_what_they_have_opened(door: Door) -> None:
    got = door.receive()
    decide(door, got.request)
    other, now = door.askers["second"], timezone.now()
    with fence.enter(other):
        with pytest.raises(NotYoursToUndo):
            actions.undo(request=got.request, by=other, at=now)
        actions.claim(request=got.request, by=other, at=now)
        actions.undo(request=got.request, by=other, at=now)
    assert request_of(got.request).state == State.RECEIVED.value


def test_a_decision_to_the_mash_lane_cannot_be_undone_and_is_told_at_once(door: Door) -> None:
    got = door.receive()
    location = decide(door, got.request, outcome="to_mash", level="")
    assert said_to_sender(got.contact) == ["received", "being_looked_at"]
    assert "Undo until" not in door.browsers["officer"].get(location).content.decode()
    assert door.browsers["officer"].post(f"/requests/{got.request}/undo/").status_code == 409


def test_what_went_back_to_the_sender_can_be_undone(door: Door) -> None:
    got = door.receive()
    page = opened(door, got.request)
    said = {"version": version_in(page), "contact": str(got.contact), "reason": "no_unmet_need"}
    assert door.browsers["officer"].post(f"/requests/{got.request}/return/", said).status_code == 302
    door.browsers["officer"].post(f"/requests/{got.request}/undo/")
    assert request_of(got.request).state == State.RECEIVED.value
    assert said_to_sender(got.contact, 60) == ["received"]
    with fence.enter(door.officer):
        today = timezone.localdate()
        assert queries.returns_by_agency(door.officer, today - timedelta(days=9), today + timedelta(days=9)) == []


def test_without_an_answer_by_its_day_it_is_the_officers_again(door: Door) -> None:
    got = door.receive(without_evidence())
    day = request_of(got.request).answer_by
    assert day is not None
    late = timezone.now() + timedelta(days=(day - timezone.localdate()).days + 1)
    with fence.enter(ALL):
        assert unanswered(late - timedelta(days=1)) == []
        assert unanswered(late) == [got.request]
        assert bring_back(request=got.request, by=ALL, at=late)
        assert not bring_back(request=got.request, by=ALL, at=late)
    page = page_of(door, got.request)
    assert (
        f"No answer from the sender by {day:%-d %B %Y}: decide whether the family is offered help all the same" in page
    )


def test_a_decision_on_what_was_joined_meanwhile_is_told_so_and_nothing_is_lost(door: Door) -> None:
    first, second = door.receive(hours=3), door.receive(referral(subjects=()), hours=2)
    page = opened(door, second.request)
    with fence.enter(ALL):
        join(request=first.request, other=second.request, because="one family", by=ALL, at=timezone.now())
    said = decision(version=version_in(page), reason="A long thought", outcome="no_further_action")
    answer = door.browsers["officer"].post(f"/requests/{second.request}/decide/", said)
    shown_page = answer.content.decode()
    assert answer.status_code == 409
    assert f"This is part of {first.reference} now" in shown_page
    assert f'href="/requests/{first.request}/"' in shown_page
    assert "A long thought" in opened(door, first.request)


def test_joined_by_the_officer_and_taken_apart_again_with_a_reason(door: Door) -> None:
    first = door.receive(hours=3)
    alike = replace(next(one for one in referral().subjects if one.given == "Demo"), given="Demmo")
    second = door.receive(referral(subjects=(alike,)), hours=2)
    page = opened(door, first.request)
    assert "May be about the same family" in page
    said = {"version": version_in(page), "other": str(second.request)}
    assert door.browsers["officer"].post(f"/requests/{first.request}/join/", said).status_code == 302
    page = page_of(door, first.request)
    assert second.reference in page
    said = {"version": version_in(page), "part": str(second.request), "because": ""}
    assert door.browsers["officer"].post(f"/requests/{first.request}/separate/", said).status_code == 422
    said["because"] = "They are cousins"
    assert door.browsers["officer"].post(f"/requests/{first.request}/separate/", said).status_code == 302
    assert request_of(second.request).state == State.RECEIVED.value
    with fence.enter(ALL):
        assert Separation.objects.get().because == "They are cousins"
        assert join_what_belongs(request=second.request, by=ALL, at=timezone.now()) == second.request


def test_words_of_harm_under_an_unticked_box_are_marked_and_decide_nothing(door: Door) -> None:
    got = door.receive(referral(story="<b>He hits me</b> and I am scared to go home.", subjects=()))
    page = page_of(door, got.request)
    assert "Words that speak of harm, and the safeguarding box is not ticked" in page
    assert '<span class="govuk-visually-hidden">word of harm: </span>hits me</mark>' in page
    assert "&lt;b&gt;He" in page
    assert request_of(got.request).lane == "early_help"
    ticked = door.receive(referral(story="He hits me", subjects=(), is_safeguarding=True))
    assert "Words that speak of harm" not in page_of(door, ticked.request)


def test_who_they_are_is_said_in_the_form_and_candidates_stand_in_it(door: Door) -> None:
    first = door.receive(hours=9)
    decide(door, first.request)
    second = door.receive(referral(story="Again"), hours=1)
    page = opened(door, second.request)
    assert "This is Demo Example" in page
    assert "Open already" in page
    assert first.reference in page
    demo = r'name="(who-[0-9a-f-]{36})"[^>]+value="(record:[0-9a-f-]{36})"[^>]*><label[^>]*>This is Demo Example<'
    said = dict(re.findall(demo, page)[-1:])
    answer = door.browsers["officer"].post(
        f"/requests/{second.request}/people/", said | {"form_key": str(uuid.uuid4())}
    )
    assert answer.status_code == 302
    assert "(record found)" in page_of(door, second.request)


def hidden_child(door: Door) -> uuid.UUID:
    child = next(one for one in referral().subjects if one.given == "Demo")
    with fence.enter(door.officer):
        new = NewPerson(names=(NewName(child.given, child.family),), born_on=child.born_on)
        before = timezone.now() - timedelta(days=1)  # the clock of this test's transaction stands at its beginning
        record = people.register(new=new, by=door.officer, at=before)
        people.hide_person(record=record, see=protection_desk(before), by=door.officer, at=before)
    return record


def test_the_desk_sees_and_decides_what_an_officer_reads_a_neutral_line_of(door: Door) -> None:
    hidden_child(door)
    got = door.receive()
    page = page_of(door, got.request)
    assert "With the duty manager" in page
    assert "Example" not in page.split("<main")[1].split("</main>")[0]
    for path in ("claim", "decide", "release", "people", "undo", "join", "separate", "return"):
        assert door.browsers["officer"].post(f"/requests/{got.request}/{path}/").status_code == 404
    board = door.browsers["officer"].get("/board/").content.decode()
    assert got.reference in board
    assert "Testina" not in board
    assert "This is Demo Example" in opened(door, got.request, "desk")
    assert got.reference in door.browsers["desk"].get("/board/").content.decode()
    decide(door, got.request, "desk")
    assert request_of(got.request).state == State.ALLOCATED_TO_TEAM.value


def test_the_desk_sees_nothing_that_it_was_not_given(door: Door) -> None:
    got = door.receive()
    assert door.browsers["desk"].get(f"/requests/{got.request}/").status_code == 404
    assert got.reference not in door.browsers["desk"].get("/board/").content.decode()


def sampled(door: Door, settings: pytest.FixtureRequest) -> uuid.UUID:
    before = settings.ENVIRONMENT  # type: ignore[attr-defined]
    settings.ENVIRONMENT = replace(before, desk_sample=1)  # type: ignore[attr-defined]
    got = door.receive(referral(subjects=referral().subjects[:1])).request
    settings.ENVIRONMENT = before  # type: ignore[attr-defined]
    return got


def related(door: Door) -> uuid.UUID:
    one = replace(referral().subjects[0], given="Relata", family="Placeholder", born_on=date(1990, 1, 2), due_on=None)
    with fence.enter(door.officer):
        record = people.register(
            new=NewPerson(names=(NewName("Relata", "Placeholder"),), born_on=one.born_on),
            by=door.officer,
            at=timezone.now(),
        )
        person = known.names_of(door.officer, [record])[record].person
        grants.bar(person, because="declared relation", against=door.officer.number)
    return door.receive(referral(subjects=(one,))).request


def test_the_three_neutral_pages_are_the_same_in_words_and_queries(door: Door, settings: pytest.FixtureRequest) -> None:
    """That they take the same time is measured by `familyhub bench desk`."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    hidden_child(door)
    numbers = [door.receive().request, sampled(door, settings), related(door)]
    pages, counts = set(), set()
    page_of(door, numbers[0])  # what is remembered by the process is remembered
    for _ in range(5):
        for number in numbers:
            reference = request_of(number).reference
            with CaptureQueriesContext(connection) as asked:
                page = page_of(door, number)
            about = [q["sql"] for q in asked.captured_queries if "SAVEPOINT" not in q["sql"]]
            counts.add(len([sql for sql in about if not sql.startswith('UPDATE "django_session"')]))  # once a minute
            main = page.split("<main")[1].split("</main>")[0]
            pages.add(re.sub(r"Received [^<]+", "Received", main.replace(reference, "REFERENCE")))
    assert len(pages) == 1
    assert len(counts) == 1


def asks(asker: Asker, number: uuid.UUID) -> bool:
    with fence.enter(asker):
        return queries.with_desk(asker, number) is not None


def test_a_line_is_read_by_whom_it_stands_for_alone(door: Door) -> None:
    number = related(door)
    assert asks(door.officer, number)
    assert not asks(door.askers["second"], number)
    assert not asks(door.askers["desk"], number)


def test_a_whole_class_on_one_contact_is_shown_and_the_first_twenty_are_looked_for(door: Door) -> None:
    child = next(one for one in referral().subjects if one.given == "Demo")
    named = tuple(replace(child, given=f"Demo{chr(97 + n)}") for n in range(22))
    page = opened(door, door.receive(referral(subjects=named)).request)
    assert page.count("So many are named that nobody was looked for yet") == 2
    assert page.count("Nobody like them was found") == 20
