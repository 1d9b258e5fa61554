"""Allocation that loses nobody: load and cover, back, attempts, the worry, two homes, transfers, added, taken back."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from familyhub.accounts import actions as accounts
from familyhub.accounts.actions import AbsenceRefused, NewAbsence
from familyhub.accounts.terms import AbsenceKind
from familyhub.core import fence
from familyhub.core.asker import Asker, public, system
from familyhub.core.models import Grant
from familyhub.demo import families
from familyhub.referrals import actions, queries
from familyhub.referrals.actions.allocating import GaveItBack, NotYours
from familyhub.referrals.actions.allocation_back import NewBack
from familyhub.referrals.actions.allocation_reaching import NewAttempt
from familyhub.referrals.actions.allocation_sender import NewWithdrawal, NotYourReferral
from familyhub.referrals.actions.allocation_sight import (
    Refused,
    cover_because,
    end_cover_everywhere,
    let_cover,
    let_cover_one,
)
from familyhub.referrals.actions.allocation_transfer import NewPassing, Receipt
from familyhub.referrals.actions.deciding import NeedsTeam, NeedsTeamWhy, NewDecision
from familyhub.referrals.actions.mash import NewEnquiryDecision, decide_enquiry
from familyhub.referrals.models import Decision, Enquiry, Reply, Request
from familyhub.referrals.new import NewPlace, NewSubject, Received
from familyhub.referrals.queries import RequestPage
from familyhub.referrals.terms.allocation import (
    Adding,
    BackReason,
    BackTo,
    Basis,
    PassedBy,
    Result,
    Tried,
    Withdrawing,
    WithdrawReason,
    Worry,
)
from familyhub.referrals.terms.requests import Colour, EnquiryOutcome, Outcome, State, SubjectRole
from familyhub.work.models import Task
from tests.integration.referrals.conftest import NOW, TODAY, Office

pytestmark = pytest.mark.django_db
BY = system("tests of allocation")
ALL = Asker(kind=BY.kind, number=BY.number, name="all", wide=frozenset({"referrals", "people", "hidden"}))
LATER = NOW + timedelta(hours=1)
TO_TEAM = NewDecision(Outcome.TO_TEAM, "Two needs", level=2)
CHILD = NewSubject(SubjectRole.CHILD, "Demo", "Example", date(TODAY.year - 3, 2, 3))


def sent(by: Asker | None = None, **changes: object) -> Received:
    sender = families.nurse("sid.nurse@schoolnursing.example")
    new = replace(families.mother_baby_and_child("ZZ2 1AA", TODAY, sender), **changes)  # type: ignore[arg-type]
    by = by or public("tests")
    with fence.enter(by):
        return actions.receive(new=new, by=by, at=NOW)


def decided(office: Office, got: Received, decision: NewDecision = TO_TEAM) -> None:
    with fence.enter(office.officer):
        for subject in queries.subjects_for(office.officer, got.request):
            actions.make(subject=subject.id, by=office.officer, at=NOW)
    with fence.enter(office.officer):
        actions.decide(request=got.request, decision=decision, by=office.officer, at=NOW)


def given(office: Office, by: Asker | None = None) -> Received:
    got = sent(by)
    decided(office, got)
    give(office, got, office.worker)
    return got


def give(office: Office, got: Received, worker: Asker) -> None:
    with fence.enter(office.coordinator):
        actions.give_to_worker(request=got.request, worker=worker.number, by=office.coordinator, at=NOW)  # type: ignore


def accepted(office: Office, by: Asker | None = None) -> Received:
    got = given(office, by)
    with fence.enter(office.worker):
        actions.accept(request=got.request, by=office.worker, at=NOW)
    return got


def sees(asker: Asker, got: Received) -> bool:
    with fence.enter(asker):
        return queries.request_for(asker, got.request) is not None


def state_of(got: Received) -> Request:
    with fence.enter(ALL):
        return Request.objects.get(id=got.request)


def attempt(office: Office, got: Received, result: Result, words: str = "", by: Asker | None = None) -> None:
    by = by or office.worker
    with fence.enter(by):
        new = NewAttempt(Tried.PHONE, result, LATER, words)
        actions.record_attempt(request=got.request, new=new, by=by, at=LATER)


def tasks(asker: Asker) -> list[str]:
    with fence.enter(asker):
        return sorted(Task.objects.filter(done_at__isnull=True).values_list("words", flat=True))


def away(office: Office, first: date, last: date | None) -> uuid.UUID:
    new = NewAbsence(office.worker.number, AbsenceKind.LEAVE, first, last, office.other_worker.number)  # type: ignore
    with fence.enter(office.coordinator):
        number = accounts.record_absence(new=new, by=office.coordinator, at=NOW)
    with fence.enter(ALL):
        let_cover(absence=number, by=ALL, at=NOW)
    return number


def today() -> date:
    return timezone.localdate()


def test_whoever_covers_sees_the_requests_of_the_person_away_and_nothing_after(office: Office) -> None:
    got = accepted(office)
    assert not sees(office.other_worker, got)
    number = away(office, today(), today() + timedelta(days=3))
    assert sees(office.other_worker, got)
    assert not sees(office.elsewhere, got)
    with fence.enter(office.other_worker):
        assert [line.id for line in queries.worker_requests(office.other_worker).lines] == [got.request]
    with fence.enter(office.coordinator):
        accounts.end_absence(absence=number, by=office.coordinator, at=NOW)
    assert not sees(office.other_worker, got)
    assert sees(office.worker, got)


def test_cover_that_has_not_begun_or_has_another_worker_sees_nothing(office: Office) -> None:
    got = accepted(office)
    number = away(office, today() + timedelta(days=5), today() + timedelta(days=9))
    assert not sees(office.other_worker, got)
    with fence.enter(ALL):
        assert Grant.objects.filter(because__startswith=cover_because(number), since__lt=NOW).count() == 0
        assert end_cover_everywhere(absence=number) > 0
        assert end_cover_everywhere(absence=number) == 0
    assert not sees(office.other_worker, got)


def test_a_request_given_during_leave_is_covered_and_one_given_away_is_not(office: Office) -> None:
    got = sent()
    decided(office, got)
    away(office, today(), None)
    give(office, got, office.worker)
    with fence.enter(ALL):
        assert let_cover_one(request=got.request, by=ALL, at=NOW) == 1
    assert sees(office.other_worker, got)
    third = third_worker(office)
    give(office, got, third)
    assert not sees(office.other_worker, got)
    assert not sees(office.worker, got)


def third_worker(office: Office) -> Asker:
    from familyhub.accounts import queries as staff
    from familyhub.accounts.terms import HoldingKind

    team = next(iter(office.coordinator.holders - {office.coordinator.number}))
    from familyhub.accounts.models import Team

    new = accounts.NewPost("Third worker", "family_support_worker", Team.objects.get(id=team), TODAY)
    with fence.enter(BY):
        row = accounts.add_staff(email="third@hub.example", name="Third Example", by=BY, at=NOW)
        post = accounts.add_post(post=new, by=BY)
        accounts.fill_post(post=post, staff=row, kind=HoldingKind.SUBSTANTIVE, valid_from=TODAY, by=BY, at=NOW)
    return staff.asker_of(row.id, TODAY)


def page_of(asker: Asker, got: Received) -> RequestPage:
    page = queries.request_for(asker, got.request)
    assert page is not None
    return page


def test_whoever_covers_works_on_it_and_nobody_else(office: Office) -> None:
    got = accepted(office)
    with pytest.raises(NotYours), fence.enter(office.coordinator):
        actions.record_attempt(
            request=got.request,
            new=NewAttempt(Tried.PHONE, Result.NO_ANSWER, LATER),
            by=office.coordinator,
            at=LATER,
        )
    away(office, TODAY, today() + timedelta(days=3))
    attempt(office, got, Result.NO_ANSWER, by=office.other_worker)
    with fence.enter(office.worker):
        found = queries.allocation_of(office.worker, page_of(office.worker, got))
    assert [(one.result, one.by) for one in found.attempts] == [("No answer", office.other_worker.name)]


def test_nobody_is_away_twice_at_once_or_covers_themselves(office: Office) -> None:
    away(office, TODAY, TODAY + timedelta(days=3))
    with pytest.raises(AbsenceRefused, match="overlap"):
        away(office, TODAY + timedelta(days=3), None)
    worker = office.worker.number
    with pytest.raises(AbsenceRefused, match="somebody else"), fence.enter(office.coordinator):
        new = NewAbsence(worker, AbsenceKind.SICK, TODAY, None, worker)  # type: ignore[arg-type]
        accounts.record_absence(new=new, by=office.coordinator, at=NOW)
    with pytest.raises(AbsenceRefused, match="before the first"):
        away(office, TODAY + timedelta(days=30), TODAY)


def test_load_leave_and_cover_are_shown_where_work_is_given(office: Office) -> None:
    got, last = given(office), today() + timedelta(days=3)
    away(office, today(), last)
    team = next(iter(office.coordinator.holders - {office.coordinator.number}))
    now = timezone.now()
    with fence.enter(office.coordinator):
        loads = {line.id: line for line in queries.worker_loads(office.coordinator, team, now, got.request)}
    busy = loads[office.worker.number]  # type: ignore[index]
    assert (busy.open, busy.not_accepted, busy.refused) == (1, 1, False)
    assert busy.words == f"1 open, 1 to accept, away until {last.day} {last:%B}, {office.other_worker.name} covers"
    assert loads[office.other_worker.number].open == 0  # type: ignore[index]
    assert list(loads)[-1] == office.worker.number
    with fence.enter(office.elsewhere):
        assert queries.worker_loads(office.elsewhere, team, NOW) == []


def test_back_to_the_coordinator_keeps_the_clocks_and_takes_sight_away(office: Office) -> None:
    got = accepted(office)
    before = state_of(got)
    with fence.enter(office.worker):
        new = NewBack(BackTo.COORDINATOR, BackReason.CONFLICT, "I know the aunt")
        actions.give_back(request=got.request, new=new, by=office.worker, at=LATER)
    after = state_of(got)
    assert (after.state, after.worker_id) == (State.ALLOCATED_TO_TEAM.value, None)
    assert (after.decide_by, after.allocate_by, after.first_contact_by) == (
        before.decide_by,
        before.allocate_by,
        before.first_contact_by,
    )
    assert not sees(office.worker, got)
    assert tasks(office.coordinator) == [f"Give {got.reference} to another worker"]
    with pytest.raises(GaveItBack):
        give(office, got, office.worker)
    with fence.enter(office.manager):
        counts = queries.given_back_counts(office.manager, TODAY, TODAY + timedelta(days=1))
    assert [(one.to, one.reason, one.count) for one in counts] == [(BackTo.COORDINATOR, "Conflict of interest", 1)]


def test_back_to_the_front_door_stands_on_the_board_with_its_old_clock(office: Office) -> None:
    got = given(office)
    before = state_of(got)
    with pytest.raises(NotYours), fence.enter(office.worker):
        new = NewBack(BackTo.FRONT_DOOR, BackReason.WRONG_AREA)
        actions.give_back(request=got.request, new=new, by=office.worker, at=LATER)
    with fence.enter(office.coordinator):
        new = NewBack(BackTo.FRONT_DOOR, BackReason.WRONG_AREA)
        actions.give_back(request=got.request, new=new, by=office.coordinator, at=LATER)
    with fence.enter(office.officer):
        board = queries.board(office.officer)
    assert [(line.id, line.due) for line in board.lines] == [(got.request, before.decide_by)]
    assert not sees(office.coordinator, got)
    assert not sees(office.worker, got)
    decided_again = NewDecision(Outcome.TO_TEAM, "Again", level=2)
    with fence.enter(office.officer):
        actions.decide(request=got.request, decision=decided_again, by=office.officer, at=LATER + timedelta(days=20))
    with fence.enter(office.coordinator):
        task = Task.objects.get(about=got.request, done_at__isnull=True)
        assert task.due_at == before.allocate_by


def test_what_nobody_has_reached_ages_in_sight(office: Office) -> None:
    got = given(office)
    late = NOW + timedelta(days=31)
    for asker in (office.coordinator, office.manager):
        with fence.enter(asker):
            [line], is_more = queries.not_yet(asker, late)
            assert queries.late_count(asker, late) == 1
        assert (line.id, line.missing, line.age, line.is_late, is_more) == (
            got.request,
            "Not accepted",
            21,
            True,
            False,
        )
    with fence.enter(office.worker):
        assert queries.not_yet(office.worker, late) == ([], False)


def test_time_to_first_help_is_measured_from_the_earliest_contact(office: Office) -> None:
    got = accepted(office)
    attempt(office, got, Result.NO_ANSWER)
    with fence.enter(office.worker):
        first = queries.time_to_first_help(office.worker, got.request)
    assert first is not None and first.words == "not yet"
    with fence.enter(office.worker):
        at = NOW + timedelta(days=3)
        new = NewAttempt(Tried.VISIT, Result.REACHED, at - timedelta(hours=2))
        actions.record_attempt(request=got.request, new=new, by=office.worker, at=at)
        first = queries.time_to_first_help(office.worker, got.request)
    assert first is not None
    assert (first.since, first.reached_at, first.words) == (NOW, at - timedelta(hours=2), "1 working day")
    assert state_of(got).state == State.FIRST_CONTACT_MADE.value


def test_a_message_that_nobody_called_safe_is_marked(office: Office) -> None:
    got = accepted(office)
    with pytest.raises(Refused, match="who said that it is"):
        attempt(office, got, Result.MESSAGE_LEFT)
    attempt(office, got, Result.MESSAGE_LEFT, "Mother said so on the phone")
    with fence.enter(office.worker):
        found = queries.allocation_of(office.worker, page_of(office.worker, got))
    assert [one.is_against_rules for one in found.attempts] == [True]


def asked(office: Office, by: Asker | None = None) -> tuple[Received, uuid.UUID]:
    got = accepted(office, by)
    with pytest.raises(Refused, match="at least one attempt"), fence.enter(office.worker):
        actions.say_not_reached(request=got.request, words="Nobody there", by=office.worker, at=LATER)
    attempt(office, got, Result.NO_ANSWER)
    with fence.enter(office.worker):
        number = actions.say_not_reached(request=got.request, words="Nobody there", by=office.worker, at=LATER)
    assert state_of(got).state == State.ACCEPTED.value
    return got, number


def answer(office: Office, question: uuid.UUID, what: Worry) -> None:
    with fence.enter(office.coordinator):
        actions.answer_worry(question=question, answer=what, words="Because", by=office.coordinator, at=LATER)


def test_a_worry_that_grew_goes_to_the_mash_lane_and_the_team_loses_sight(office: Office) -> None:
    got, question = asked(office)
    assert f"{got.reference}: the family cannot be reached. Has the worry grown?" in tasks(office.coordinator)
    with fence.enter(office.manager):
        [line] = queries.open_questions(office.manager, NOW + timedelta(days=9))
        assert (line.request, line.is_late) == (got.request, True)
    with fence.enter(office.elsewhere):
        assert queries.question_for(office.elsewhere, question) is None
    answer(office, question, Worry.GROWN)
    row = state_of(got)
    assert (row.state, row.lane, row.team_id, row.worker_id) == (State.ESCALATED.value, "mash", None, None)
    with fence.enter(ALL):
        assert Enquiry.objects.get(request=got.request).opened_at == LATER
        assert Reply.objects.filter(contact_number=got.contact).order_by("-at", "-id")[0].word == "being_looked_at"
    assert not sees(office.coordinator, got) and not sees(office.worker, got)


def test_other_answers_try_again_give_to_another_or_end_with_a_reason(office: Office) -> None:
    got, question = asked(office)
    answer(office, question, Worry.TRY_AGAIN)
    assert state_of(got).worker_id == office.worker.number
    attempt(office, got, Result.NO_ANSWER)
    with fence.enter(office.worker):
        second = actions.say_not_reached(request=got.request, words="Still", by=office.worker, at=LATER)
    answer(office, second, Worry.ANOTHER_WORKER)
    assert (state_of(got).state, state_of(got).worker_id) == (State.ALLOCATED_TO_TEAM.value, None)
    assert not sees(office.worker, got)


def test_closing_an_unreached_family_tells_the_sender_finished(office: Office, referrer: Asker) -> None:
    got, question = asked(office, referrer)
    answer(office, question, Worry.CLOSE)
    assert state_of(got).state == State.CLOSED.value
    with fence.enter(referrer):
        assert queries.own_referrals(referrer)[0].status == "Finished"


def other_team(office: Office) -> uuid.UUID:
    return next(iter(office.coordinator.holders - {office.coordinator.number}))


def test_two_homes_or_none_known_need_a_team_and_a_reason(office: Office) -> None:
    there = replace(CHILD, given="Mocka", place=NewPlace(line="3 Sample Street", postcode="ZZ5 1AA"))
    here = replace(CHILD, place=NewPlace(line="1 Invented Street", postcode="ZZ2 1AA"))
    for subjects in ((here, there), (CHILD,)):
        got = sent(subjects=subjects)
        with pytest.raises(NeedsTeam):
            decided(office, got)
        chosen = replace(TO_TEAM, team=other_team(office))
        with pytest.raises(NeedsTeamWhy), fence.enter(office.officer):
            actions.decide(request=got.request, decision=chosen, by=office.officer, at=NOW)
        with fence.enter(office.officer):
            guide = queries.place_guide(office.officer, got.request)
            assert guide is not None and guide.must_choose
            chosen = replace(chosen, team_why="They sleep at their mother's five nights a week")
            actions.decide(request=got.request, decision=chosen, by=office.officer, at=NOW)
            row = Decision.objects.get(request=got.request)
        assert row.team_why == "They sleep at their mother's five nights a week"


def test_a_hidden_address_is_the_desks_and_never_the_maps(office: Office) -> None:
    from familyhub.accounts import queries as staff
    from familyhub.accounts.terms import TeamKind

    hidden = replace(CHILD, place=NewPlace(line="Canary Cottage", postcode="ZZ2 1AA", is_protected=True))
    got = sent(subjects=(hidden,))
    assert not sees(office.officer, got)
    [team] = staff.teams(TODAY, TeamKind.PROTECTION)
    desk = staff.asker_of(staff.members_of(team.id, TODAY)[0].id, TODAY)
    assert sees(desk, got)
    with pytest.raises(NeedsTeam):
        decided(replace(office, officer=desk), got)


def transferred(office: Office, is_safeguarding: bool) -> tuple[Received, queries.allocation_one.TransferLine]:  # type: ignore[name-defined]
    got = sent(subjects=(CHILD,), is_safeguarding=is_safeguarding)
    with fence.enter(office.officer):
        if is_safeguarding:
            enquiry = Enquiry.objects.get(request=got.request).id
            new = NewEnquiryDecision(EnquiryOutcome.EARLY_HELP, "Help is wanted there", colour=Colour.GREEN)
            decide_enquiry(enquiry=enquiry, decision=new, by=office.officer, at=NOW)
        decision = NewDecision(Outcome.OUT_OF_AREA, "The family lives in Nottingham")
        actions.decide(request=got.request, decision=decision, by=office.officer, at=NOW)
        [line] = queries.open_transfers(office.officer)
    return got, line


def test_out_of_area_waits_for_the_other_authoritys_receipt(office: Office) -> None:
    got, line = transferred(office, is_safeguarding=False)
    assert (line.request, line.must_phone, line.passed_at) == (got.request, False, None)
    new = NewPassing("Nottingham City", PassedBy.EMAIL, Basis.AGREED, "The whole referral", LATER)
    receipt = Receipt("Ms Placeholder", LATER, "NC-1")
    with fence.enter(office.officer):
        with pytest.raises(Refused, match="First say"):
            actions.record_receipt(transfer=line.id, receipt=receipt, by=office.officer, at=LATER)
        actions.record_passing(transfer=line.id, new=new, by=office.officer, at=LATER)
        assert [one.id for one in queries.open_transfers(office.officer)] == [line.id]
        actions.record_receipt(transfer=line.id, receipt=receipt, by=office.officer, at=LATER)
        assert queries.open_transfers(office.officer) == []
    with fence.enter(office.coordinator):
        assert queries.open_transfers(office.coordinator) == []
        assert queries.transfer_for(office.coordinator, line.id) is None


def test_a_safeguarding_concern_is_phoned_through_within_the_hour(office: Office) -> None:
    _, line = transferred(office, is_safeguarding=True)
    assert line.must_phone and line.phone_by == NOW + timedelta(hours=1)
    by_email = NewPassing("Nottingham City", PassedBy.EMAIL, Basis.SAFETY, "All", LATER)
    with fence.enter(office.officer):
        with pytest.raises(Refused, match="by phone first"):
            actions.record_passing(transfer=line.id, new=by_email, by=office.officer, at=LATER)
        by_phone = replace(by_email, way=PassedBy.PHONE, phoned_to="Ms Placeholder")
        actions.record_passing(transfer=line.id, new=by_phone, by=office.officer, at=LATER)
        [line] = queries.open_transfers(office.officer)
    assert (line.must_phone, line.phoned_to) == (False, "Ms Placeholder")


def add(by: Asker, got: Received, words: str, is_safeguarding: bool = False) -> Adding | None:
    with fence.enter(by):
        number = actions.amend(contact=got.contact, words=words, is_safeguarding=is_safeguarding, by=by, at=LATER)
    with fence.enter(ALL):
        return actions.take_addition(addition=number, by=ALL, at=LATER)


def test_what_a_sender_adds_reaches_the_worker_with_its_date(office: Office, referrer: Asker) -> None:
    got = accepted(office, referrer)
    assert add(referrer, got, "They moved in with an aunt") is Adding.TEAM
    assert f"{got.reference}: the sender added something" in tasks(office.worker)
    with fence.enter(office.worker):
        found = queries.allocation_of(office.worker, page_of(office.worker, got))
        [line] = found.added
        assert (line.words, line.at) == ("They moved in with an aunt", LATER)
        assert queries.added_for(office.worker, line.id) is not None
    with fence.enter(office.elsewhere):
        assert queries.added_for(office.elsewhere, line.id) is None
    with pytest.raises(NotYourReferral), fence.enter(office.elsewhere):
        actions.amend(contact=got.contact, words="x", is_safeguarding=False, by=office.elsewhere, at=LATER)


def test_a_worry_in_an_addition_escalates_at_once_from_wherever_it_is(office: Office, referrer: Asker) -> None:
    got = accepted(office, referrer)
    with fence.enter(referrer):
        before = queries.own_referrals(referrer)[0].said
    assert add(referrer, got, "There were bruises", is_safeguarding=True) is Adding.ESCALATE
    row = state_of(got)
    assert (row.state, row.lane) == (State.ESCALATED.value, "mash")
    assert not sees(office.worker, got)
    with fence.enter(referrer):
        said = queries.own_referrals(referrer)[0].said
    assert len(said) == len(before) + 2
    assert {one.words for one in said} - {one.words for one in before} == {
        "We have what you added. Somebody at the front door will look at it.",
        "Somebody at the front door is looking at it.",
    }


def take_back(by: Asker, got: Received) -> Withdrawing | None:
    with fence.enter(by):
        new = NewWithdrawal(WithdrawReason.HELPED)
        number = actions.withdraw(contact=got.contact, new=new, by=by, at=LATER)
    with fence.enter(ALL):
        return actions.take_withdrawal(withdrawal=number, by=ALL, at=LATER)


def test_a_sender_alone_takes_back_and_the_request_ends(office: Office, referrer: Asker) -> None:
    got = sent(referrer)
    assert take_back(referrer, got) is Withdrawing.ENDS
    assert state_of(got).state == State.WITHDRAWN.value
    with pytest.raises(Refused, match="before"):
        take_back(referrer, got)


def test_a_worry_does_not_end_because_its_sender_took_it_back(office: Office, referrer: Asker) -> None:
    """The sender reads the same words, whatever else there is."""
    alone, worried = sent(referrer), sent(referrer, is_safeguarding=True)
    assert take_back(referrer, alone) is Withdrawing.ENDS
    assert take_back(referrer, worried) is Withdrawing.OFFICER_DECIDES
    assert state_of(worried).state == State.ESCALATED.value
    assert tasks(office.officer) == [f"{worried.reference}: a sender took back what they sent"]
    with fence.enter(office.officer):
        enquiry = Enquiry.objects.get(request=worried.request).id
        decision = NewEnquiryDecision(EnquiryOutcome.NO_ACTION, "Checked with the school", colour=Colour.GREEN)
        decide_enquiry(enquiry=enquiry, decision=decision, by=office.officer, at=LATER)
    with fence.enter(referrer):
        read = {own.contact: own.said[0] for own in queries.own_referrals(referrer)}
    assert read[alone.contact] == read[worried.contact]


def test_what_others_sent_goes_on(office: Office, referrer: Asker) -> None:
    first, second = sent(referrer), sent()
    with fence.enter(ALL):
        from familyhub.referrals.actions.joining import join_what_belongs

        whole = join_what_belongs(request=second.request, by=ALL, at=NOW)
    assert take_back(referrer, first) is Withdrawing.OTHERS_GO_ON
    with fence.enter(ALL):
        assert Request.objects.get(id=whole).state == State.RECEIVED.value


def test_a_request_that_ended_is_opened_again_with_new_clocks(office: Office) -> None:
    got = accepted(office)
    attempt(office, got, Result.REACHED)
    with fence.enter(office.worker):
        actions.close(request=got.request, words="Helped", by=office.worker, at=LATER)
    again = LATER + timedelta(days=30)
    with fence.enter(office.officer):
        with pytest.raises(Refused, match="90 days"):
            actions.reopen(request=got.request, words="x", by=office.officer, at=LATER + timedelta(days=91))
        actions.reopen(request=got.request, words="They asked again", by=office.officer, at=again)
        page = queries.request_for(office.officer, got.request)
    assert page is not None
    assert (page.reference, page.state, page.team) == (got.reference, State.RECEIVED, None)
    assert all(clock.due > again and clock.met_at is None for clock in page.clocks)
    assert not sees(office.worker, got)
