"""What may be done to a family's case, as rules: each by whoever may do it, and by whoever may not."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from familyhub.casework import actions, queries
from familyhub.casework.actions import assessing_end
from familyhub.casework.terms.episodes import CloseReason, ContactKind, HandOverReason, Part, Tier
from familyhub.casework.terms.plans import NeedState
from familyhub.core import fence
from familyhub.core.clocks import day_of
from familyhub.people import actions as people
from familyhub.referrals import actions as referrals
from familyhub.sharing import actions as sharing
from familyhub.sharing.policy.agreements import Giver, NewAgreement
from familyhub.sharing.terms.openings import AgreementKind, AgreementStatus, GiverKind, HowSaid
from tests.integration.casework import story
from tests.integration.casework.ground import asked
from tests.integration.casework.story import Cast, Run

PICK = st.integers(0, 23)
# mostly whoever leads the case; sometimes their leader, sometimes somebody who has nothing to do with it
WHO = st.sampled_from(("its lead", "its lead", "its lead", "leader", "colleague", "leader there", "receptionist"))
WORDS = st.sampled_from(("It goes well in the garden", "It goes well in the garden", ""))
DONE: Counter[str] = Counter()


def when(is_possible: Callable[[Doing], object]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Nothing happens otherwise. Not a precondition: what is drawn may not depend on what is stored, whose numbers, and
    with them who is picked, are others each time.
    """

    def of(verb: Callable[..., None]) -> Callable[..., None]:
        @wraps(verb)
        def done_when(self: Doing, **drawn: Any) -> None:
            if is_possible(self):
                verb(self, **drawn)

        return done_when

    return of


class Doing(RuleBasedStateMachine):
    """The verbs. Everything that a story did is taken back at its end."""

    def __init__(self, cast: Cast) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.run = Run(cast)
        self.held: dict[str, int] = {}

    def teardown(self) -> None:
        """Take everything back."""
        DONE["stories"] += 1
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize()
    def remembers(self) -> None:
        """What stands at the beginning is not changed either."""
        self.run.facts = dict(self.run.now.facts)

    def one(self, kind: str, pick: int) -> uuid.UUID:
        """Some row of a kind."""
        found = self.run.of(kind)
        return found[pick % len(found)]

    def who(self, who: str, case: uuid.UUID) -> str:
        """Which of the cast this is, of this case."""
        return self.run.lead_of(case) if who == "its lead" else who

    def has(self, kind: str) -> bool:
        """Is there any row of this kind?"""
        return any(row.kind == kind for row in self.run.now.rows.values())

    def done(self, verb: str) -> None:
        """Count it, so that a story in which nothing ever succeeds is noticed."""
        DONE["refused" if self.run.refusal else verb] += 1

    @rule(pick=PICK, is_known=st.booleans())
    @when(lambda self: len(self.run.cases) + len(self.run.waiting) < 3)
    def refer(self, pick: int, is_known: bool) -> None:
        children = self.run.children
        story.refer(self.run, children[pick % len(children)] if is_known else None)
        self.done("refer")

    @rule(pick=PICK, worker=st.sampled_from(("lead", "colleague")))
    @when(lambda self: self.run.waiting)
    def allocate(self, pick: int, worker: str) -> None:
        request = self.run.waiting[pick % len(self.run.waiting)]
        number = self.run.cast.askers[worker].number
        assert number
        self.run.does("leader", lambda by, at: referrals.give_to_worker(request=request, worker=number, by=by, at=at))
        if self.run.refusal:
            return
        done = self.run.does(
            worker, lambda by, at: actions.accept(request=request, by=by, at=at), "referrals.request_accepted"
        )
        self.done("allocate")
        if done is None:
            return
        self.run.waiting.remove(request)
        rows = asked("SELECT fence, record_id FROM casework_episode WHERE id = ANY (%s)", [list(done.opened)])
        for case, child in rows:
            self.run.cases.setdefault(case, set()).update({self.run.cast.here, number})
            self.run.children += [child] if child not in self.run.children else []

    @rule(pick=PICK, who=WHO, words=WORDS, is_restricted=st.booleans())
    def note(self, pick: int, who: str, words: str, is_restricted: bool) -> None:
        case = self.run.case_of(self.one("episode", pick))
        named = asked("SELECT record_id FROM casework_casemember WHERE fence = %s", [case])
        parts = tuple(actions.NewPart(record, Part.SPOKEN) for (record,) in sorted(named))
        when = timezone.now() - timedelta(minutes=5)
        new = actions.NewNote(ContactKind.PHONE, when, parts, words, is_restricted)
        self.run.does(
            self.who(who, case),
            lambda by, at: actions.write_note(case=case, new=new, by=by, at=at),
            "casework.note_written",
        )
        self.done("note")

    @rule(pick=PICK, who=WHO, words=WORDS)
    @when(lambda self: self.has("note"))
    def correct(self, pick: int, who: str, words: str) -> None:
        note = self.one("note", pick)
        [(case,)] = asked("SELECT t.case FROM casework_note t WHERE id = %s", [note])
        named = asked("SELECT record_id FROM casework_notepart WHERE note_id = %s", [note])
        parts = tuple(actions.NewPart(record, Part.SPOKEN) for (record,) in sorted(named))
        new = actions.NewNote(ContactKind.PHONE, timezone.now() - timedelta(minutes=5), parts, words)
        self.run.does(
            self.who(who, case),
            lambda by, at: actions.correct_note(note=note, new=new, why="The wrong day", by=by, at=at),
            "casework.note_corrected",
        )
        self.done("correct")

    @rule(pick=PICK, who=WHO, level=st.sampled_from(("1", "3", "4")))
    @when(lambda self: len(self.run.of("assessment")) < 2)
    def assess(self, pick: int, who: str, level: str) -> None:
        case = self.run.case_of(self.one("episode", pick))
        story.assess(self.run, self.who(who, case), case, level)
        self.done("assess")

    @rule(pick=PICK, who=st.sampled_from(("leader", "leader there", "lead")), is_right=st.booleans())
    @when(lambda self: self.has("assessment"))
    def authorise(self, pick: int, who: str, is_right: bool) -> None:
        number = self.one("assessment", pick)
        name = self.who(who, self.run.case_of(number))
        if is_right:
            self.run.does(
                name,
                lambda by, at: assessing_end.authorise(assessment=number, by=by, at=at),
                "casework.assessment_authorised",
            )
        else:
            self.run.does(
                name,
                lambda by, at: assessing_end.send_back(assessment=number, words="Say more", by=by, at=at),
                "casework.assessment_sent_back",
            )
        self.done("authorise" if is_right else "send back")

    @rule(pick=PICK, who=WHO)
    @when(lambda self: len(self.run.of("plan")) < 2)
    def plan(self, pick: int, who: str) -> None:
        case = self.run.case_of(self.one("episode", pick))
        story.plan(self.run, self.who(who, case), case)
        self.done("plan")

    @rule(pick=PICK, who=WHO)
    def share(self, pick: int, who: str) -> None:
        child = self.run.children[pick % len(self.run.children)]
        said = NewAgreement(
            AgreementKind.SERVICE,
            AgreementStatus.GIVEN,
            Giver(GiverKind.PARENT, "Testina Example", "yes", is_mother=True),
            said_on=day_of(timezone.now()),
            how=HowSaid.SPOKEN,
        )
        opens = sharing.Opens(teams=(self.run.cast.partners,), again=True)
        name = self.who(who, self.run.cast.case)
        made = self.run.does(
            name,
            lambda by, at: sharing.record_agreement(record=child, new=said, by=by, at=at, opens=opens),
            "sharing.agreement_recorded",
        )
        self.run.agreements += [made] if made else []
        self.done("share")

    @rule(pick=PICK, who=WHO)
    @when(lambda self: self.run.agreements)
    def withdraw(self, pick: int, who: str) -> None:
        agreement = self.run.agreements[pick % len(self.run.agreements)]
        told = sharing.Withdrawal("Testina Example")
        self.run.does(
            self.who(who, self.run.cast.case),
            lambda by, at: sharing.withdraw(agreement=agreement, told=told, by=by, at=at),
            "sharing.agreement_ended",
        )
        self.done("withdraw")

    @rule(pick=PICK, who=WHO, tier=st.sampled_from(list(Tier)))
    def step(self, pick: int, who: str, tier: Tier) -> None:
        episode = self.one("episode", pick)
        self.run.does(
            self.who(who, self.run.case_of(episode)),
            lambda by, at: actions.step_tier(episode=episode, tier=tier, words="It is right now", by=by, at=at),
            "casework.episode_stepped",
        )
        self.done("step")

    @rule(pick=PICK, who=WHO, to=st.sampled_from(("lead", "colleague", "worker there", "team there")))
    def hand_over(self, pick: int, who: str, to: str) -> None:
        episode, cast = self.one("episode", pick), self.run.cast
        case = self.run.case_of(episode)
        team = cast.there if to.endswith("there") else cast.here
        worker = None if to == "team there" else cast.askers[to].number
        new = actions.HandOver(team, worker, HandOverReason.WORKLOAD, "Ring first")
        self.run.does(
            self.who(who, case),
            lambda by, at: actions.hand_over(episode=episode, new=new, by=by, at=at),
            "casework.episode_handed_over",
        )
        self.done("hand over")
        if not self.run.refusal:
            self.run.cases[case] = {one for one in (team, worker) if one}

    @rule(pick=PICK, who=st.sampled_from(("leader", "leader", "leader there", "lead")))
    def hand_back(self, pick: int, who: str) -> None:
        episode = self.one("episode", pick)
        case = self.run.case_of(episode)
        [(request,)] = asked("SELECT request FROM casework_episode WHERE id = %s", [episode])
        self.run.does(
            who,
            lambda by, at: actions.hand_back(episode=episode, words="Another team", by=by, at=at),
            "casework.episode_closed",
        )
        self.done("hand back")
        if self.run.refusal:
            return
        self.run.cases[case] = set()
        self.run.does("officer", lambda by, at: referrals.decide(request=request, decision=story.TO_TEAM, by=by, at=at))
        self.run.waiting += [] if self.run.refusal else [request]

    @rule(first=PICK, second=PICK)
    def merge(self, first: int, second: int) -> None:
        children, officer = self.run.children, self.run.cast.askers["officer"]
        pair = [children[one % len(children)] for one in (first, second)]
        proposed = people.Proposal(officer.number, officer.name, timezone.now(), "The same child, says the school")
        made = self.run.does(
            "decision maker",
            lambda by, at: people.merge(first=pair[0], second=pair[1], proposed=proposed, by=by, at=at),
            "people.merged",
        )
        self.run.merges += [made] if made else []
        self.done("merge")

    @rule(pick=PICK)
    @when(lambda self: self.run.merges)
    def unmerge(self, pick: int) -> None:
        merge = self.run.merges[pick % len(self.run.merges)]
        self.run.does(
            "officer",
            lambda by, at: people.separate(merge=merge, why="They are two children", by=by, at=at),
            "people.unmerged",
        )
        self.done("unmerge")

    @rule(pick=PICK, who=WHO, says_what_came_of_each=st.booleans())
    def close(self, pick: int, who: str, says_what_came_of_each: bool) -> None:
        episode = self.one("episode", pick)
        name = self.who(who, self.run.case_of(episode))
        by = self.run.cast.askers[name]
        with fence.enter(by):
            needs = [one.id for one in queries.needs_at_closing(by, episode)]
        shown = {one: (NeedState.MET, "There each day") for one in needs if says_what_came_of_each}
        new = actions.Ending(CloseReason.NEEDS_MET, "Good mornings", shown)
        self.run.does(
            name, lambda by, at: actions.close(episode=episode, new=new, by=by, at=at), "casework.episode_closed"
        )
        self.done("close")

    @rule(pick=PICK, who=WHO)
    def reopen(self, pick: int, who: str) -> None:
        episode = self.one("episode", pick)
        self.run.does(
            self.who(who, self.run.case_of(episode)),
            lambda by, at: actions.reopen(episode=episode, words="Came back", by=by, at=at),
            "casework.episode_reopened",
        )
        self.done("reopen")
