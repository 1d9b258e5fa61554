"""Notes: written for several people, corrected beside the original, restricted, found by their words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from familyhub.accounts import actions as accounts
from familyhub.accounts.actions import NewAbsence
from familyhub.accounts.terms import AbsenceKind
from familyhub.casework import actions, queries
from familyhub.casework.actions import NewNote, NewPart, NoSuchNote, Refused
from familyhub.casework.models import Episode
from familyhub.casework.terms.episodes import ContactKind, Part, WhyNotSeen
from familyhub.core import fence, grants
from familyhub.core.asker import Asker, system
from familyhub.core.events import timeline_of_subjects
from familyhub.sharing import actions as sharing
from familyhub.sharing.terms.openings import RelationKind
from tests.integration.casework.conftest import NOW, TODAY, Office

VISIT = "Mother spoke of zweitausend worries at the kitchen table"


def a_visit(asker: Asker, case: object, words: str = VISIT, *, is_restricted: bool = False) -> NewNote:
    page = queries.case_for(asker, case)  # type: ignore[arg-type]
    assert page is not None
    parts = []
    for one in page.members:
        if one.who.is_unborn:
            continue
        if not one.is_child:
            parts.append(NewPart(one.who.record, Part.SEEN))
        elif one.who.name.startswith("Sis"):
            parts.append(NewPart(one.who.record, Part.ALONE))
        else:
            parts.append(NewPart(one.who.record, Part.NOT_SEEN, WhyNotSeen.AT_SCHOOL))
    return NewNote(ContactKind.HOME_VISIT, NOW - timedelta(days=1), tuple(parts), words, is_restricted)


def write(asker: Asker, case: object, words: str = VISIT, *, is_restricted: bool = False) -> object:
    with fence.enter(asker):
        new = a_visit(asker, case, words, is_restricted=is_restricted)
        return actions.write_note(case=case, new=new, by=asker, at=NOW)  # type: ignore[arg-type]


def found(asker: Asker, words: str) -> list[str]:
    with fence.enter(asker):
        return [line.beginning for line in queries.search_notes(asker, words)]


def test_a_note_says_of_each_child_if_it_was_seen_and_whoever_works_with_them_reads_it(
    office: Office, accepted: list[Episode]
) -> None:
    number = write(office.worker, accepted[0].fence)
    with fence.enter(office.coordinator):
        page = queries.note_for(office.coordinator, number)  # type: ignore[arg-type]
    assert page is not None
    assert (page.words, page.by, page.may_correct) == (VISIT, office.worker.name, False)
    assert sorted((part.who.name, part.words) for part in page.parts) == [
        ("Demo Example", "Not seen: at school or nursery"),
        ("Sis Example", "Seen alone"),
        ("Testina Example", "Seen face to face"),
    ]
    with fence.enter(office.other_worker):
        assert queries.note_for(office.other_worker, number) is None  # type: ignore[arg-type]
    with fence.enter(office.officer):
        assert queries.involved(office.officer, [accepted[0].record_id])[0].last_contact_on == TODAY - timedelta(1)
        told = timeline_of_subjects([accepted[0].record_id])
    assert not [one for one in told if one.code.startswith("casework.")]


def test_the_timeline_counts_who_was_seen_and_names_nobody(office: Office, accepted: list[Episode]) -> None:
    number = write(office.worker, accepted[0].fence)
    with fence.enter(office.worker):
        told = [one for one in timeline_of_subjects([accepted[0].record_id]) if one.about == number]
    assert [one.sentence for one in told] == [
        "Home visit on 19 November 2026 (2 seen face to face, 1 of them alone; 1 not seen)."
    ]


def test_a_correction_keeps_the_original_and_is_made_once(office: Office, accepted: list[Episode]) -> None:
    by, old = office.worker, write(office.worker, accepted[0].fence)
    with fence.enter(by):
        new = a_visit(by, accepted[0].fence, "Mother spoke of two worries")
        newer = actions.correct_note(note=old, new=new, why="Misheard", by=by, at=NOW)  # type: ignore[arg-type]
        page, first = queries.note_for(by, newer), queries.note_for(by, old)  # type: ignore[arg-type]
    assert page is not None and first is not None
    assert (page.older, page.why_corrected, first.words, first.corrected_by) == (VISIT, "Misheard", VISIT, newer)
    assert found(by, "worries") == ["Mother spoke of two worries"]
    for asker, said in ((by, "corrected already"), (office.coordinator, "Only whoever wrote it")):
        with fence.enter(asker), pytest.raises(Refused) as refused:
            actions.correct_note(note=old, new=new, why="Again", by=asker, at=NOW)  # type: ignore[arg-type]
        assert said in str(refused.value)


def test_a_restricted_note_is_there_for_its_writer_and_the_lead_alone(office: Office, accepted: list[Episode]) -> None:
    number = write(office.worker, accepted[0].fence, "Told in confidence: zweitausend", is_restricted=True)
    assert found(office.worker, "zweitausend") == ["Told in confidence: zweitausend"]
    assert found(office.coordinator, "zweitausend") == []
    with fence.enter(office.coordinator):
        assert queries.note_for(office.coordinator, number) is None  # type: ignore[arg-type]
        page = queries.episode_for(office.coordinator, accepted[0].id)
        told = timeline_of_subjects([accepted[0].record_id])
    assert page is not None
    assert (page.notes, page.last_contact_on) == ((), None)
    assert [one.code for one in told if one.code.startswith("casework.note")] == []


def test_words_are_found_by_those_who_may_read_them_and_by_nobody_else(office: Office, accepted: list[Episode]) -> None:
    write(office.worker, accepted[0].fence)
    assert found(office.worker, "worry kitchen") == [VISIT]
    assert found(office.coordinator, '"kitchen table"') == [VISIT]
    assert [found(one, "kitchen") for one in (office.officer, office.other_worker, office.administrator)] == [
        [],
        [],
        [],
    ]
    assert found(office.worker, "'; --") == []


def test_whoever_may_not_see_one_of_those_named_reads_and_finds_nothing(
    office: Office, accepted: list[Episode]
) -> None:
    number = write(office.worker, accepted[0].fence)
    with fence.enter(office.worker):
        page = queries.case_for(office.worker, accepted[0].fence)
        assert page is not None
        sister = next(one.who.person for one in page.members if one.who.name.startswith("Sis"))
        grants.bar(sister, because="declared", against=office.coordinator.number)
    assert found(office.coordinator, "kitchen") == []
    assert found(office.worker, "kitchen") == [VISIT]
    with fence.enter(office.coordinator):
        assert queries.note_for(office.coordinator, number) is None  # type: ignore[arg-type]
        assert queries.notes_seen(office.coordinator, [number]) == set()  # type: ignore[list-item]


def test_a_case_is_closed_to_whoever_declared_somebody_in_it(office: Office, accepted: list[Episode]) -> None:
    with fence.enter(office.worker):
        case = queries.case_for(office.worker, accepted[0].fence)
        assert case is not None
        mother = next(one.who for one in case.members if not one.is_child)
    with fence.enter(office.coordinator):
        new = sharing.NewRelation(RelationKind.RELATIVE, "Testina", "Example")
        relation = sharing.declare(new=new, by=office.coordinator, at=NOW)
    with fence.enter(office.governance):
        sharing.match(relation=relation, record=mother.record, by=office.governance, at=NOW)
    by = system("tests of relations", wide=frozenset({"casework", "people"}))
    with fence.enter(by):
        cases = queries.cases_naming(mother.person)
        actions.close_cases_to_declared(persons=[mother.person], cases=cases)
    assert cases == [accepted[0].fence]
    with fence.enter(office.coordinator):
        assert queries.episode_for(office.coordinator, accepted[0].id) is None
    with fence.enter(office.worker):
        assert queries.episode_for(office.worker, accepted[0].id) is not None


def test_whoever_covers_reads_notes_for_those_days_and_no_restricted_one(
    office: Office, accepted: list[Episode]
) -> None:
    write(office.worker, accepted[0].fence)
    write(office.worker, accepted[0].fence, "In confidence at the kitchen table", is_restricted=True)
    assert found(office.other_worker, "kitchen") == []
    cover = office.other_worker.number
    new = NewAbsence(office.worker.number, AbsenceKind.LEAVE, timezone.localdate(), timezone.localdate(), cover)  # type: ignore[arg-type]
    with fence.enter(office.coordinator):
        absence = accounts.record_absence(new=new, by=office.coordinator, at=timezone.now())
    by = system("tests of cover", wide=frozenset({"casework", "people", "referrals"}))
    with fence.enter(by):
        assert actions.let_cover(absence=absence, by=by, at=timezone.now()) == 1
    assert found(office.other_worker, "kitchen") == [VISIT]


KITCHEN, GARDEN = "They sat at the kitchen table", "They sat in the O'Brien's garden, hub.example"
BOTH = {KITCHEN, GARDEN}


@pytest.mark.parametrize(
    ("words", "those"),
    [
        ("sat kitchen", {KITCHEN}),
        ("kitchen sat", {KITCHEN}),
        ("kitchen garden", set()),
        ('"kitchen table"', {KITCHEN}),
        ('"table kitchen"', set()),
        ('sat "kitchen table"', {KITCHEN}),
        ("kitchen or garden", BOTH),
        ("sat -kitchen", {GARDEN}),
        ("-kitchen", {GARDEN}),
        ("sat O'Brien's", {GARDEN}),
        ("sat hub.example", {GARDEN}),
        ("sat | kitchen & !garden", set()),
        ("the", set()),
        ("\\", set()),
    ],
)
def test_a_search_for_several_words_finds_what_holds_all_of_them(
    office: Office, accepted: list[Episode], words: str, those: set[str]
) -> None:
    for told in (KITCHEN, GARDEN):
        write(office.worker, accepted[0].fence, told)
    assert set(found(office.worker, words)) == those


@pytest.mark.parametrize(
    ("words", "said"),
    [("x" * 200_000, "can hold 20,000"), ("a\tb\tc\n" * 9, "spreadsheet"), (" ", "Say what happened")],
)
def test_words_that_do_not_fit_are_refused_in_words(
    office: Office, accepted: list[Episode], words: str, said: str
) -> None:
    with pytest.raises(Refused) as refused:
        write(office.worker, accepted[0].fence, words)
    assert said in str(refused.value)
    assert refused.value.field == "words"


def test_a_note_names_those_of_its_case_alone(office: Office, accepted: list[Episode]) -> None:
    with fence.enter(office.worker), pytest.raises(NoSuchNote):
        stranger = NewPart(accepted[0].id, Part.SPOKEN)
        new = NewNote(ContactKind.PHONE, NOW, (stranger,), "x")
        actions.write_note(case=accepted[0].fence, new=new, by=office.worker, at=NOW)
    with fence.enter(office.elsewhere), pytest.raises(NoSuchNote):
        actions.write_note(case=accepted[0].fence, new=new, by=office.elsewhere, at=NOW)
