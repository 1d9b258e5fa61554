"""Episodes: opened with the request, one open for each child, handed over, closed, opened again."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from familyhub.accounts import queries as accounts
from familyhub.casework import actions, queries
from familyhub.casework.actions import ChangedMeanwhile, Ending, HandOver, NoSuchEpisode, Refused
from familyhub.casework.models import Episode, Involvement
from familyhub.casework.terms.episodes import CloseReason, HandOverReason
from familyhub.core import fence
from familyhub.core.asker import Asker, system
from familyhub.core.events import timeline_about
from familyhub.people import actions as people
from familyhub.people.models import ToSettle
from familyhub.referrals import queries as requests
from familyhub.work.models import Task
from tests.integration.casework.conftest import NOW, TODAY, Made, Office, receive_and_give

LATER = NOW + timedelta(days=3)
ALL = system("tests of casework", wide=frozenset({"casework", "involvement", "people", "referrals", "hidden"}))


def sees(asker: Asker, episode: Episode) -> bool:
    with fence.enter(asker):
        return queries.episode_for(asker, episode.id) is not None


def involved_as_seen_by(asker: Asker, episode: Episode) -> list[str]:
    with fence.enter(asker):
        return [f"{one.service}: {one.lead}" for one in queries.involved(asker, [episode.record_id])]


def hand_over(office: Office, episode: Episode, team: uuid.UUID, worker: Asker | None) -> int:
    new = HandOver(team, worker.number if worker else None, HandOverReason.WORKLOAD, "Visits on Mondays suit them")
    with fence.enter(office.worker):
        return actions.hand_over(episode=episode.id, new=new, by=office.worker, at=LATER)


def test_help_opens_for_each_child_and_is_seen_by_those_who_work_with_the_family(
    office: Office, accepted: list[Episode]
) -> None:
    assert len(accepted) == 3
    assert len({one.fence for one in accepted}) == 1
    assert {(one.tier, one.lead_id, one.opened_on) for one in accepted} == {(2, office.worker.number, TODAY)}
    with fence.enter(office.worker):
        lines, is_more = queries.caseload_of(office.worker, office.worker.number)  # type: ignore[arg-type]
        [told] = timeline_about(accepted[0].id)
    assert (sorted(line.name for line in lines), is_more) == (["Demo Example", "Example", "Sis Example"], False)
    assert told.sentence == f"Early help began with {lines[0].team}, from request {accepted[0].reference}."
    assert [sees(one, accepted[0]) for one in (office.worker, office.coordinator, office.elsewhere)] == [
        True,
        True,
        False,
    ]


def test_the_front_door_knows_who_is_involved_and_reads_no_more(office: Office, accepted: list[Episode]) -> None:
    assert involved_as_seen_by(office.officer, accepted[0]) == [f"Early help: {office.worker.name}"]
    assert involved_as_seen_by(office.elsewhere, accepted[0]) == []
    assert not sees(office.officer, accepted[0])


def test_the_manager_sees_each_workers_load(office: Office, accepted: list[Episode]) -> None:
    with fence.enter(office.coordinator):
        [team] = queries.loads(office.coordinator, TODAY)
        worker = office.worker.number
        lines, _ = queries.caseload_of(office.coordinator, worker)  # type: ignore[arg-type]
        assert queries.name_of_worker(office.coordinator, worker, TODAY) == office.worker.name  # type: ignore[arg-type]
    assert {(one.name, one.open, one.without_contact) for one in team.workers} == {
        (office.worker.name, 3, 3),
        (office.other_worker.name, 0, 0),
    }
    assert len(lines) == 3
    with fence.enter(office.other_worker):
        assert queries.caseload_of(office.other_worker, worker) == ([], False)  # type: ignore[arg-type]
        assert queries.loads(office.other_worker, TODAY) == []


def test_no_second_episode_is_opened_for_a_child_and_the_first_learns_of_the_request(
    office: Office, accepted: list[Episode]
) -> None:
    with fence.enter(office.officer):
        got = receive_and_give(office, office.other_worker, records={"Sis": accepted[0].record_id})
    with fence.enter(office.other_worker):
        done = actions.accept(request=got.request, by=office.other_worker, at=LATER)
    assert done.helped_already == (accepted[0].record_id,)
    assert len(done.opened) == 2
    with fence.enter(office.worker):
        asked = Task.objects.filter(holder=office.worker.number, about=accepted[0].id).values_list("words", flat=True)
        assert list(asked) == [
            f"{got.reference} is about a child whom you help: agree who works on with {office.other_worker.name}"
        ]
        told = [one.sentence for one in timeline_about(accepted[0].id)]
    assert f"Request {got.reference} joined the help that is given already." in told
    with fence.enter(ALL), pytest.raises(IntegrityError), transaction.atomic():
        again = Episode.objects.get(id=accepted[0].id)
        again.id = uuid.uuid4()
        again.save(force_insert=True)


def test_handed_over_to_a_colleague_the_worker_before_loses_sight_of_notes_kept_apart_and_the_team_keeps_its_own(
    office: Office, accepted: list[Episode]
) -> None:
    assert hand_over(office, accepted[0], accepted[0].team_id, office.other_worker) == 3
    with fence.enter(office.other_worker):
        page = queries.episode_for(office.other_worker, accepted[0].id)
        assert page is not None
        assert page.lead == office.other_worker.name
        assert requests.worker_requests(office.other_worker).lines
    assert page.steps[0].reason == "The worker has too many families"
    assert involved_as_seen_by(office.officer, accepted[1]) == [f"Early help: {office.other_worker.name}"]


def test_handed_over_to_another_team_those_before_see_nothing(office: Office, accepted: list[Episode]) -> None:
    other = next(one.team for one in accounts.places_served(TODAY) if one.level and one.team != accepted[0].team_id)
    leader = accounts.asker_of(accounts.members_of(other, TODAY, "cluster_coordinator")[0].id, TODAY)
    assert not sees(leader, accepted[0])
    hand_over(office, accepted[0], other, None)
    with fence.enter(leader):
        page = queries.episode_for(leader, accepted[0].id)
        assert page is not None and page.who is not None
        assert {task.words for task in Task.objects.filter(holder=other, done_at__isnull=True)} == {
            f"The family of {accepted[0].reference} was handed over to your team: choose a worker",
            f"Reach the family of {accepted[0].reference}, which was handed over",
        }
    with fence.enter(office.worker):
        assert requests.request_for(office.worker, accepted[0].request) is None
    assert [sees(one, accepted[0]) for one in (office.worker, office.coordinator, leader)] == [
        False,
        False,
        True,
    ]
    with fence.enter(office.worker), pytest.raises(NoSuchEpisode):
        actions.close(episode=accepted[0].id, new=Ending(CloseReason.NEEDS_MET, "Done"), by=office.worker, at=LATER)


def test_a_family_that_nobody_has_reached_yet_is_in_the_tray_of_whoever_took_it_over(
    office: Office, accepted: list[Episode]
) -> None:
    one = accepted[0]
    for worker in (office.worker, office.other_worker):
        with fence.enter(worker):
            waiting = Task.objects.filter(holder=worker.number, about=one.request, done_at__isnull=True)
            words = [row.words for row in waiting]
        assert len(words) == (worker == office.worker)
    hand_over(office, one, one.team_id, office.other_worker)
    with fence.enter(office.other_worker):
        [task] = Task.objects.filter(about=one.request, done_at__isnull=True)
    assert (task.holder, task.words) == (
        office.other_worker.number,
        f"Reach the family of {one.reference}, which was handed over",
    )


def test_two_records_of_one_child_in_one_request_open_one_episode(office: Office, connected: Made) -> None:
    got = receive_and_give(office, office.other_worker)
    with fence.enter(office.officer):
        children = {one.given: one.record for one in requests.subjects_for(office.officer, got.request)}
    proposed = people.Proposal(office.officer.number, office.officer.name, NOW, "The same child")  # type: ignore[arg-type]
    maker = system("tests of merging", wide=ALL.wide)
    with fence.enter(maker):
        demo, sis = children["Demo"], children["Sis"]
        people.merge(first=demo, second=sis, proposed=proposed, by=maker, at=LATER)  # type: ignore[arg-type]
    with fence.enter(office.other_worker):
        done = actions.accept(request=got.request, by=office.other_worker, at=LATER)
        open_now = Involvement.objects.filter(record__in=[demo, sis], until__isnull=True).count()
    assert (len(done.opened), open_now) == (2, 1)


def test_what_is_opened_again_goes_on_with_whoever_has_the_family_now(office: Office, accepted: list[Episode]) -> None:
    closed, by = accepted[0], office.worker
    with fence.enter(by):
        actions.close(episode=closed.id, new=Ending(CloseReason.GOES_ON, "With the others"), by=by, at=NOW)
    hand_over(office, accepted[1], closed.team_id, office.other_worker)
    with fence.enter(office.other_worker):
        actions.reopen(episode=closed.id, words="Came back", by=office.other_worker, at=LATER + timedelta(days=1))
        page = queries.episode_for(office.other_worker, closed.id)
    assert page is not None and page.lead == office.other_worker.name
    assert involved_as_seen_by(office.officer, closed) == [f"Early help: {office.other_worker.name}"]


def test_a_hand_over_is_refused_with_words(office: Office, accepted: list[Episode]) -> None:
    for team, worker, said in (
        (accepted[0].team_id, office.worker, "They work with this family already"),
        (accepted[0].team_id, office.elsewhere, "They do not work in that team"),
    ):
        with pytest.raises(Refused) as refused:
            hand_over(office, accepted[0], team, worker)
        assert str(refused.value) == said


def test_one_child_s_help_ends_the_others_goes_on_and_it_is_opened_again(
    office: Office, accepted: list[Episode]
) -> None:
    by, one = office.worker, accepted[0]
    with fence.enter(by):
        actions.close(episode=one.id, new=Ending(CloseReason.STEPPED_UP, "To social care"), by=by, at=LATER)
        assert len(queries.caseload_of(by, by.number)[0]) == 2  # type: ignore[arg-type]
        assert timeline_about(one.id)[0].sentence == "Early help ended: stepped up: children's social care takes over."
    assert involved_as_seen_by(office.officer, one) == []
    with fence.enter(by), pytest.raises(ChangedMeanwhile):
        actions.reopen(episode=one.id, words="Came back", by=by, at=LATER, version_seen=1)
    with fence.enter(by):
        actions.reopen(episode=one.id, words="Came back", by=by, at=LATER, version_seen=2)
    assert len(involved_as_seen_by(office.officer, one)) == 1
    with fence.enter(by), pytest.raises(Refused):
        actions.reopen(episode=one.id, words="Again", by=by, at=LATER)


def test_a_merge_that_leaves_two_open_episodes_asks_both_teams(office: Office, accepted: list[Episode]) -> None:
    got = receive_and_give(office, office.other_worker)
    with fence.enter(office.other_worker):
        done = actions.accept(request=got.request, by=office.other_worker, at=LATER)
        twin = Episode.objects.filter(id__in=done.opened).order_by("record__born_on").first()
    assert twin is not None
    proposed = people.Proposal(office.officer.number, office.officer.name, NOW, "The same child")  # type: ignore[arg-type]
    maker = system("tests of merging", wide=ALL.wide)
    with fence.enter(maker):
        merge = people.merge(first=accepted[0].record_id, second=twin.record_id, proposed=proposed, by=maker, at=LATER)
        assert [actions.ask_which_goes_on(merge=merge, by=maker, at=LATER) for _ in range(2)] == [1, 1]
        words = list(ToSettle.objects.filter(merge=merge, kind="one_each").values_list("words", flat=True))
    assert words == ["Early help is open 2 times for this one child"]
    for asker, episode in ((office.worker, accepted[0]), (office.other_worker, twin)):
        with fence.enter(asker):
            assert Task.objects.filter(about=episode.id, holder=asker.number).count() == 1
    with fence.enter(office.worker):
        actions.close(episode=accepted[0].id, new=Ending(CloseReason.GOES_ON, "With Ivy"), by=office.worker, at=LATER)
        assert Involvement.objects.filter(episode=accepted[0].id).get().until is not None
    with fence.enter(office.worker), pytest.raises(Refused) as refused:
        actions.reopen(episode=accepted[0].id, words="No", by=office.worker, at=LATER)
    assert str(refused.value) == "This child has another open episode of this kind: go on there"
