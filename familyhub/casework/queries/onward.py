"""What a case sent on, for those who hold it; and what goes along when it is sent, so that nothing is told twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from familyhub.casework.queries.beside import beside_of
from familyhub.casework.queries.episodes import EpisodePage
from familyhub.casework.queries.plans import plan_for, plans_of
from familyhub.casework.terms.episodes import StepKind
from familyhub.casework.terms.onward import ANSWERS, LONGEST_ALONG, WAITING_WORDS, Answer, Onward
from familyhub.casework.terms.plans import STILL_OPEN
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of


def waiting_words(page: EpisodePage) -> list[str]:
    """What was sent on for this child and has no answer, by the steps that the page holds. No query."""
    answered: set[Onward] = set()
    waits = []
    for step in page.steps:
        if step.kind is StepKind.ANSWERED:
            answered |= ANSWERS.get(Answer(step.code), frozenset(Onward))
        elif step.kind is StepKind.SENT_ON and Onward(step.code) not in answered:
            day = f"{day_of(step.at):%-d %B %Y}"
            waits.append(f"{WAITING_WORDS[Onward(step.code)].format(day=day)} ({step.words})")
    return [] if page.closed_on else waits


def goes_along(asker: Asker, page: EpisodePage) -> str:
    """What the team knows, in words that the worker can change before they go. Nothing of the compartment."""
    return "\n".join(_along(asker, page))[:LONGEST_ALONG]


def _along(asker: Asker, page: EpisodePage) -> Iterator[str]:
    lead = page.lead or "nobody leads yet"
    yield f"Early help since {_day(page.opened_on)}, request {page.reference}: {page.team}, {lead}."
    yield f"Last contact with the family: {_day(page.last_contact_on) if page.last_contact_on else 'none yet'}."
    plans = [one for one in plans_of(asker, page.case) if one.published_at]
    plan = plan_for(asker, plans[0].id) if plans else None
    if plan:
        yield f"Plan agreed on {_day(day_of(plan.published_at))}, lead practitioner {plan.lead}."  # type: ignore[arg-type]
        yield f"In the family's words: {plan.family_words}"
        for goal in plan.goals:
            open_now = [one.words for one in goal.actions if one.state in STILL_OPEN]
            yield f"- {goal.words}" + (f" (still to do: {'; '.join(open_now)})" if open_now else "")
    named = {one.who.record: one.who for one in page.members}
    beside = [one for one in beside_of(asker, page.case, named) if not (one.is_over or one.is_restricted)]
    yield from (f"{one.name}: {one.who.name}, {one.stand.lower()}." for one in beside)


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
