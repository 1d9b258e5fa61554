"""Assessments: begun once, filled with what is known, saved field by field, signed by another, final after."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import signing
from django.db import DatabaseError, connection, transaction

from familyhub.accounts import queries as accounts
from familyhub.casework.actions import (
    HandOver,
    NewNeed,
    add_need,
    assessing,
    assessing_end,
    assessing_links,
    assessing_partners,
    hand_over,
)
from familyhub.casework.actions.assessing import NewAssessment, NoSuchAssessment, OpenAlready
from familyhub.casework.actions.assessing_answers import Said, save_answers
from familyhub.casework.actions.assessing_end import NotComplete, Shared
from familyhub.casework.actions.assessing_partners import NewAsk
from familyhub.casework.actions.finding import ChangedMeanwhile, Refused
from familyhub.casework.models import Answer, Assessment, CaseMember, Contribution, ContributionAsk, Episode
from familyhub.casework.policy.assessments import Elsewhere
from familyhub.casework.queries import contributions
from familyhub.casework.queries.assessments import AssessmentPage, assessment_for
from familyhub.casework.queries.question_sets import set_called
from familyhub.casework.terms.assessments import AssessmentState, QuestionKind, SharedHow
from familyhub.casework.terms.episodes import HandOverReason
from familyhub.core import events, fence, grants
from familyhub.demo.first_assessment import agree
from familyhub.people import queries as people
from familyhub.sharing import actions as sharing
from familyhub.sharing.actions.partner_door import AnsweredAlready, LinkOver
from familyhub.sharing.partner_links import partner as contributor
from familyhub.sharing.policy.agreements import Giver, NewAgreement
from familyhub.sharing.terms.openings import AgreementKind, AgreementStatus, GiverKind, NotSought
from familyhub.work import queries as work
from tests.integration.casework.conftest import NOW, TODAY, Office

SET = set_called("family_help", 1)
LINK = "/contribute/{}/"
PATHS = assessing_partners.Paths(LINK)


def begin(office: Office, child: Episode) -> uuid.UUID:
    with fence.enter(office.worker):
        records = tuple(CaseMember.objects.filter(fence=child.fence).values_list("record", flat=True))
        new = NewAssessment(SET.number, records)
        return assessing.open_assessment(case=child.fence, new=new, by=office.worker, at=NOW)


@pytest.fixture
def child(accepted: list[Episode]) -> Episode:
    return accepted[0]


@pytest.fixture
def begun(office: Office, child: Episode) -> uuid.UUID:
    return begin(office, child)


def page_of(office: Office, number: uuid.UUID) -> AssessmentPage:
    with fence.enter(office.worker):
        page = assessment_for(office.worker, number)
    assert page is not None
    return page


def value_for(kind: QuestionKind, level: str) -> object:
    if kind is QuestionKind.VOICE:
        return {"words": "I like the park", "absent": ""}
    return {QuestionKind.LEVEL: level, QuestionKind.SEVERAL: [], QuestionKind.CHOICE: ""}.get(kind, "Warm and busy")


def fill(office: Office, number: uuid.UUID, level: str = "3") -> None:
    for part in page_of(office, number).parts:
        said = {
            one.question.code: Said(value_for(one.question.kind, level), one.version)  # type: ignore[arg-type]
            for one in part.questions
            if not one.words
        }
        with fence.enter(office.worker):
            assert save_answers(part=part.id, said=said, by=office.worker, at=NOW).is_whole


def finish(office: Office, number: uuid.UUID, level: str = "3") -> bool:
    fill(office, number, level)
    agree(office.worker, page_of(office, number).case, NOW)
    with fence.enter(office.worker):
        case, found = page_of(office, number).case, NewNeed(None, "sf", "2", "Few words", found_by=number)
        add_need(case=case, new=found, by=office.worker, at=NOW)
        new = Shared(SharedHow.READ_TOGETHER, TODAY, "That is us")
        assessing_end.share(assessment=number, new=new, by=office.worker, at=NOW)
        return assessing_end.finish(assessment=number, by=office.worker, at=NOW, all_the_same=True)


def test_it_begins_with_what_was_said_and_says_where_that_is_from(office: Office, begun: uuid.UUID) -> None:
    page = page_of(office, begun)
    first = page.parts[0].questions[0]
    assert first.question.code == "why_now"
    assert first.words and first.source.startswith("From request") and first.version == 1
    unborn = [part for part in page.parts if part.who and part.who.is_unborn]
    voice = next(one for one in unborn[0].questions if one.question.code == "voice")
    assert voice.words == "Absent: not yet born" and "not yet born" in voice.source
    assert {who.name for who in page.people} >= {"Sis Example", "Testina Example"}
    assert any("What the child says (Sis Example)" in one.words for one in page.missing)


def test_there_is_one_at_a_time_and_the_second_is_told_of_it(office: Office, child: Episode, begun: uuid.UUID) -> None:
    with pytest.raises(OpenAlready) as told:
        begin(office, child)
    assert told.value.number == begun


def test_who_is_not_of_the_case_and_no_child_at_all_are_refused(office: Office, child: Episode) -> None:
    with fence.enter(office.worker):
        stranger = NewAssessment(SET.number, (uuid.uuid4(),))
        with pytest.raises(NoSuchAssessment):
            assessing.open_assessment(case=child.fence, new=stranger, by=office.worker, at=NOW)
        for new, said in (
            (NewAssessment(SET.number, ()), "at least one child"),
            (NewAssessment(uuid.uuid4(), ()), "kind of assessment"),
        ):
            with pytest.raises(Refused, match=said):
                assessing.open_assessment(case=child.fence, new=new, by=office.worker, at=NOW)
    with fence.enter(office.officer), pytest.raises(NoSuchAssessment):
        assessing.open_assessment(case=child.fence, new=stranger, by=office.officer, at=NOW)


def test_two_who_write_the_same_field_are_both_kept_until_somebody_looks(office: Office, begun: uuid.UUID) -> None:
    part = next(one.id for one in page_of(office, begun).parts if one.section.code == "home")

    def save(who: str, words: str, seen: int) -> object:
        asker = getattr(office, who)
        with fence.enter(asker):
            return save_answers(part=part, said={"relations": Said(words, seen)}, by=asker, at=NOW)

    assert save("worker", "Sleep", 0).saved == ["relations"]  # type: ignore[attr-defined]
    other = save("coordinator", "Speech", 0)
    assert other.to_settle == ["relations"] and not other.saved  # type: ignore[attr-defined]
    assert save("coordinator", "Sleep", 0).is_whole  # type: ignore[attr-defined]
    assert save("coordinator", "Sleep and speech", 1).saved == ["relations"]  # type: ignore[attr-defined]
    assert save("worker", "Sleep", 1).saved == []  # type: ignore[attr-defined]
    with fence.enter(office.worker):
        rows = Answer.objects.filter(part=part, question="relations").order_by("version")
        assert [row.value for row in rows] == ["Sleep", "Sleep and speech"]


def test_too_much_or_a_spreadsheet_is_said_of_its_field_and_the_others_are_saved(
    office: Office, begun: uuid.UUID
) -> None:
    part = page_of(office, begun).parts[0].id
    said = {
        "wanted": Said("x" * 200_000, 0),
        "safely": Said("Ann\t5\tLeeds\n" * 9, 0),
        "around": Said(["school"], 0),
    }
    with fence.enter(office.worker):
        done = save_answers(part=part, said=said, by=office.worker, at=NOW)
        with pytest.raises(NoSuchAssessment):
            save_answers(part=part, said={"level": Said("3", 0)}, by=office.worker, at=NOW)
    assert done.saved == ["around"]
    assert "200,000 characters" in done.problems["wanted"] and "spreadsheet" in done.problems["safely"]


def test_what_is_missing_is_named_and_a_child_without_a_voice_too(office: Office, begun: uuid.UUID) -> None:
    with fence.enter(office.worker), pytest.raises(NotComplete) as told:
        assessing_end.finish(assessment=begun, by=office.worker, at=NOW)
    words = [one.words for one in told.value.missing]
    assert "Level of need" in words and "How it was shared with the family, or why not" in words
    assert any("their words, or why there are none" in one for one in words)


def test_another_person_signs_and_then_nobody_changes_it(office: Office, begun: uuid.UUID) -> None:
    assert finish(office, begun) is False
    with fence.enter(office.worker):
        with pytest.raises(Refused, match="Somebody else must sign"):
            assessing_end.authorise(assessment=begun, by=office.worker, at=NOW)
        with pytest.raises(Refused, match="waits for a signature"):
            save_answers(part=page_of(office, begun).parts[0].id, said={}, by=office.worker, at=NOW)
    with fence.enter(office.coordinator):
        assert any("Sign an assessment" in line.words for line in work.tray_for(office.coordinator, NOW))
        seen = assessment_for(office.coordinator, begun)
        assert seen is not None and seen.may_sign and seen.sign_due_at is not None
        assessing_end.authorise(assessment=begun, by=office.coordinator, at=NOW, version_seen=seen.version)
        with pytest.raises(Refused, match="has authorised it already"):
            assessing_end.authorise(assessment=begun, by=office.coordinator, at=NOW, version_seen=seen.version)
    page = page_of(office, begun)
    assert page.state is AssessmentState.AUTHORISED and page.level == "Level 3: Targeted Early Help"
    part = page.parts[0].id
    with fence.enter(office.worker), connection.cursor() as cursor:
        for sql, values in (
            ("UPDATE casework_assessment SET level = 1 WHERE id = %s", [begun]),
            (
                "INSERT INTO casework_answer (id, fence, part_id, question, version, value, source, at, by_name)"
                " VALUES (gen_random_uuid(), %s, %s, 'wanted', 9, '\"x\"', '', now(), 'x')",
                [page.case, part],
            ),
            ("UPDATE casework_answer SET version = 99 WHERE part_id = %s", [part]),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(sql, values)


def test_below_the_level_that_the_authority_sets_nobody_need_sign(office: Office, begun: uuid.UUID) -> None:
    assert finish(office, begun, level="2") is True
    assert page_of(office, begun).state is AssessmentState.AUTHORISED


def test_it_is_sent_back_with_a_reason_and_goes_on(office: Office, begun: uuid.UUID) -> None:
    finish(office, begun)
    with fence.enter(office.coordinator):
        with pytest.raises(Refused, match="what is to be changed"):
            assessing_end.send_back(assessment=begun, words=" ", by=office.coordinator, at=NOW)
        with pytest.raises(ChangedMeanwhile):
            assessing_end.send_back(assessment=begun, words="x", by=office.coordinator, at=NOW, version_seen=1)
        assessing_end.send_back(assessment=begun, words="Say more of Sis", by=office.coordinator, at=NOW)
    page = page_of(office, begun)
    assert page.state is AssessmentState.OPEN and page.steps[0].words == "Say more of Sis"
    with fence.enter(office.worker):
        assert any("sent your assessment back" in line.words for line in work.tray_for(office.worker, NOW))


def test_the_next_one_stands_beside_the_last(office: Office, child: Episode, begun: uuid.UUID) -> None:
    finish(office, begun, level="2")
    again = begin(office, child)
    page = page_of(office, again)
    assert page.previous == begun
    voice = next(
        one
        for part in page.parts
        if part.who and part.who.name == "Sis Example"
        for one in part.questions
        if one.question.code == "voice"
    )
    assert voice.before == "I like the park" and voice.words == ""


def test_the_part_of_somebody_who_is_not_seen_is_not_there(office: Office, child: Episode, begun: uuid.UUID) -> None:
    fill(office, begun)
    with fence.enter(office.worker):
        behind = people.made_as(office.worker, [child.record_id])[child.record_id]
    with fence.enter(office.coordinator):
        grants.bar(behind, because="declared interest", against=office.coordinator.number)
    with fence.enter(office.coordinator):
        page = assessment_for(office.coordinator, begun)
        assert page is not None
        assert "Sis Example" not in [part.who.name for part in page.parts if part.who]
        assert all(part.who for part in page.parts)  # the family's own parts name everybody
        assert not page.is_whole and not page.steps
        with pytest.raises(Refused, match="whole family"):
            assessing_end.finish(assessment=begun, by=office.coordinator, at=NOW)


def ask(office: Office, number: uuid.UUID) -> uuid.UUID:
    """A school is asked about Sis; returns the ask's number."""
    page = page_of(office, number)
    part = next(one for one in page.parts if one.who and one.who.name == "Sis Example")
    new = NewAsk(
        "Pretend School", "Tess Sample", "Tess@school.example", ((part.id, "learning"),), TODAY + timedelta(days=5)
    )
    with fence.enter(office.worker):
        asked = assessing_partners.ask_partner(assessment=number, new=new, by=office.worker, at=NOW, paths=PATHS)
        with pytest.raises(Refused, match="at least one question"):
            assessing_partners.ask_partner(
                assessment=number, new=replace(new, questions=()), by=office.worker, at=NOW, paths=PATHS
            )
    return asked


def test_a_partner_sees_what_they_are_asked_and_nothing_else(office: Office, begun: uuid.UUID) -> None:
    asked = ask(office, begun)
    partner = contributor(asked)
    with fence.enter(partner):
        shown = contributions.asked_of(partner, NOW)
        assert [(one.words, one.who) for one in shown.questions] == [
            ("Learning, nursery or school, and friends", "Sis Example")
        ]
        for model in (Assessment, Answer, Contribution, CaseMember, Episode):
            assert not model.objects.exists()
        words = {shown.questions[0].id: "She reads well"}
        assessing_links.contribute(ask=asked, words=words, by=partner, at=NOW)
        assert not Contribution.objects.exists()
        with pytest.raises(AnsweredAlready):
            assessing_links.contribute(ask=asked, words=words, by=partner, at=NOW)
    page = page_of(office, begun)
    given = [one.given for part in page.parts for one in part.questions if one.given]
    assert [(one.agency, one.words) for [one] in given] == [("Pretend School", "She reads well")]
    with fence.enter(office.worker):
        assert any("Pretend School contributed" in line.words for line in work.tray_for(office.worker, NOW))
        with pytest.raises(Refused, match="answered already"):
            assessing_partners.withdraw(ask=asked, by=office.worker, at=NOW)


def test_a_link_that_is_withdrawn_expired_or_not_ours_opens_nothing(office: Office, begun: uuid.UUID) -> None:
    asked = ask(office, begun)
    partner = contributor(asked)
    with fence.enter(partner), pytest.raises(LinkOver):
        contributions.asked_of(partner, NOW + timedelta(days=40))
    with fence.enter(office.officer), pytest.raises(NoSuchAssessment):
        assessing_partners.withdraw(ask=asked, by=office.officer, at=NOW)
    with fence.enter(office.worker):
        assessing_partners.withdraw(ask=asked, by=office.worker, at=NOW)
    with fence.enter(partner), pytest.raises(LinkOver):
        contributions.asked_of(partner, NOW)
    for word in ("nonsense", signing.Signer(salt="casework.contribution").sign(f"{asked.hex}.{'x' * 32}")):
        with pytest.raises(LinkOver):
            assessing_links.DOOR.opened(word=word, at=NOW)


def test_its_story_is_told_without_a_name(office: Office, child: Episode, begun: uuid.UUID) -> None:
    finish(office, begun)
    with fence.enter(office.worker):
        told = [one.sentence for one in events.timeline_of_subjects([child.record_id], 20)]
    assert "Family help assessment begun." in told
    assert "Family help assessment finished; it waits for a signature, and help goes on." in told
    assert "Assessment shared with the family: read together with them." in told
    assert ContributionAsk.objects.count() == 0


def test_what_waits_follows_the_family_to_another_team(office: Office, child: Episode, begun: uuid.UUID) -> None:
    asked = ask(office, begun)
    finish(office, begun)
    other = next(one.team for one in accounts.places_served(TODAY) if one.level and one.team != child.team_id)
    leader = accounts.asker_of(accounts.members_of(other, TODAY, "cluster_coordinator")[0].id, TODAY)
    with fence.enter(office.worker):
        new = HandOver(other, None, HandOverReason.MOVED, "They moved")
        hand_over(episode=child.id, new=new, by=office.worker, at=NOW)
    with fence.enter(office.coordinator):
        assert not any("Sign an assessment" in line.words for line in work.tray_for(office.coordinator, NOW))
    with fence.enter(leader):
        assert any("Sign an assessment" in line.words for line in work.tray_for(leader, NOW))
        assessing_end.authorise(assessment=begun, by=leader, at=NOW)
    with fence.enter(contributor(asked)), pytest.raises(LinkOver):
        contributions.asked_of(contributor(asked), NOW)  # what is final takes no more answers


def test_whoever_has_not_answered_is_reminded_once_without_the_link(office: Office, begun: uuid.UUID) -> None:
    ask(office, begun)
    for days, reminded in ((1, 0), (4, 1), (5, 0)):
        with fence.enter(office.worker):
            assert assessing_partners.remind(by=office.worker, at=NOW + timedelta(days=days)) == reminded


def test_why_a_child_does_not_speak_is_borne_out_by_the_record(office: Office, begun: uuid.UUID) -> None:
    parts = [part for part in page_of(office, begun).parts if part.section.code == "child" and part.who]
    born = next(part for part in parts if part.who and not part.who.is_unborn)
    voice = next(one for one in born.questions if one.question.kind is QuestionKind.VOICE)

    def save(words: str, absent: str) -> str:
        said = {voice.question.code: Said({"words": words, "absent": absent}, voice.version)}
        with fence.enter(office.worker):
            return save_answers(part=born.id, said=said, by=office.worker, at=NOW).problems.get(voice.question.code, "")

    assert born.who is not None
    assert save("", "unborn").startswith(f"{born.who.name} is born, as the record says")
    assert "what was seen" in save("", "too_young")
    assert "which other way" in save("", "needs_another_way")
    assert save("He hides behind Testina and laughs", "too_young") == ""


def test_nothing_is_finished_before_somebody_says_whether_the_family_agrees(office: Office, begun: uuid.UUID) -> None:
    fill(office, begun)
    page = page_of(office, begun)
    unasked = [one for one in page.missing if one.elsewhere is Elsewhere.AGREEMENT]
    assert len(unasked) == 3
    assert unasked[0].words.endswith("given, refused, or not sought and why")
    with fence.enter(office.worker):
        record = next(who.record for who in page.people if who.person == unasked[0].about)
        new = NewAgreement(
            *(AgreementKind.SERVICE, AgreementStatus.NOT_SOUGHT, Giver(GiverKind.PARENT)),
            not_sought=NotSought.RISK,
            words="He would hear of it and she fears him",
        )
        sharing.record_agreement(record=record, new=new, by=office.worker, at=NOW)
    left = [one.about for one in page_of(office, begun).missing if one.elsewhere is Elsewhere.AGREEMENT]
    assert left == [one.about for one in unasked[1:]]
    agree(office.worker, page.case, NOW)
    assert all(one.elsewhere is not Elsewhere.AGREEMENT for one in page_of(office, begun).missing)
